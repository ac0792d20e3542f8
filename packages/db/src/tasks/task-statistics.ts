import type { Connections } from '../connections.js'
import type { OwnerScope } from '../owner-scope.js'
import { parameter, read, readStatement } from '../statements.js'
import type { Statistics } from './task.js'
import { notDeleted, owned, tasksAndLists } from './task-reads.js'

const [zone, days] = [parameter(1), parameter(2)]
const completedOn = `(task.completed_at at time zone ${zone})::date`
const today = `(now() at time zone ${zone})::date`
const completed = `${owned} and ${notDeleted} and task.completed_at is not null`
const taken = "extract(epoch from greatest(task.completed_at - task.created_at, interval '0'))"

/** The number of days since 1900, so that a streak is never cut. */
const mostDays = 50_000
const mostLists = 1_001

/** The days on which something was completed, newest first. Parameter: the time zone. */
const completedDays = readStatement(
  'task_statistics_days',
  `select to_char(${completedOn}, 'YYYY-MM-DD') as day, count(*)::int as done, ${completedOn} - ${today} as ago
    from ${tasksAndLists} where ${completed} group by ${completedOn} order by ${completedOn} desc limit ${mostDays}`,
)

/** How long the tasks took that were completed in the last days. Parameters: the time zone; the number of days. */
const timesTaken = readStatement(
  'task_statistics_times',
  `select percentile_cont(0.5) within group (order by ${taken}) as median,
    count(*) filter (where ${taken} < 3600)::int as hour, count(*) filter (where ${taken} between 3600 and 86399)::int as day,
    count(*) filter (where ${taken} between 86400 and 604799)::int as week,
    count(*) filter (where ${taken} between 604800 and 2591999)::int as month,
    count(*) filter (where ${taken} >= 2592000)::int as longer
    from ${tasksAndLists} where ${completed} and ${completedOn} > ${today} - ${days}::int limit 1`,
)

/** The number of overdue open tasks in each list. Parameter: the time zone. */
const overdueByList = readStatement(
  'task_statistics_overdue',
  `select task.list_id as "listId", count(*)::int as overdue from ${tasksAndLists}
    where ${owned} and ${notDeleted} and task.completed_at is null and (task.due_on < ${today} or task.deadline_on < ${today})
    group by task.list_id order by count(*) desc, task.list_id limit ${mostLists}`,
)

interface CompletedDay {
  readonly day: string
  readonly done: number
  /** 0 for today, -1 for yesterday. */
  readonly ago: number
}

type Times = Statistics['times'] & { readonly median: number | null }

/** What the owner has completed, and what is overdue. The three statements are sent in one message. */
export async function readStatistics(
  connections: Connections,
  owner: OwnerScope,
  query: { readonly zone: string; readonly days: number },
): Promise<Statistics> {
  const zone = [query.zone]
  const [completed, times, overdue] = await Promise.all([
    read<CompletedDay>(connections, owner, { statement: completedDays, values: zone }),
    read<Times>(connections, owner, { statement: timesTaken, values: [query.zone, query.days] }),
    read<Statistics['overdue'][number]>(connections, owner, { statement: overdueByList, values: zone }),
  ])
  const { median = null, ...taken } = times.rows[0] ?? { hour: 0, day: 0, week: 0, month: 0, longer: 0 }
  return {
    done: completed.rows.reduce((sum, { done }) => sum + done, 0),
    days: completed.rows
      .filter(({ ago }) => ago <= 0 && ago > -query.days)
      .map(({ day, done }) => ({ day, done }))
      .reverse(),
    ...streaksOf(completed.rows.map(({ ago }) => ago).filter((ago) => ago <= 0)),
    medianSeconds: median === null ? null : Math.round(median),
    times: taken,
    overdue: overdue.rows,
  }
}

/** @param days as in `ago`, newest first. A streak does not end before the day is over */
function streaksOf(days: readonly number[]): Pick<Statistics, 'streak' | 'longestStreak'> {
  const streaks: number[] = []
  for (const [n, day] of days.entries()) {
    if (n > 0 && days[n - 1] === day + 1) streaks.push((streaks.pop() ?? 0) + 1)
    else streaks.push(1)
  }
  const isCurrent = (days[0] ?? Number.NEGATIVE_INFINITY) >= -1
  return { streak: isCurrent ? (streaks[0] ?? 0) : 0, longestStreak: Math.max(0, ...streaks) }
}
