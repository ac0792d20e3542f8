import { type OwnerScope, ownerOf, type PagePosition, type Stores, type Task } from '@ownlist/db'
import { feedWriter } from '@ownlist/transfer'
import { draftTasks, exportFrame, zonesOf } from '../exports/export-frame.js'
import { readFeedPath } from './feed-address.js'

/** The prefix of the paths of calendars. The rest is secret. */
export const feedPrefix = '/feeds/'

/** A calendar with more tasks would be too large for calendar apps. It contains the newest ones. */
const mostTasks = 2_000
const longestNotes = 1_000
const tasksAtOnce = 200
const lastDay = '9999-12-31'

/** A calendar, after its secret was verified. */
export interface FoundFeed {
  readonly userId: string
  /** The open tasks with a planned day or a deadline, as iCalendar. @throws {StoreError} `UNAVAILABLE` */
  read(): Promise<string>
}

/**
 * The calendar at a path. Null if the path is not the current address of a calendar, for whatever reason.
 * @param requestId see `OwnerScope`
 * @throws {StoreError} `UNAVAILABLE`
 */
export async function findFeed(stores: Stores, path: string, requestId?: string): Promise<FoundFeed | null> {
  const address = readFeedPath(path)
  if (address === null) return null
  const owner = ownerOf(address.userId, requestId)
  if (!(await stores.feeds.isSecret(owner, address.secret))) return null
  return { userId: address.userId, read: () => readCalendar(stores, owner) }
}

async function readCalendar(stores: Stores, owner: OwnerScope): Promise<string> {
  const rows: Task[] = []
  let after: PagePosition | null = null
  do {
    const query = { status: 'open', search: '', dueUntil: lastDay, limit: tasksAtOnce, after } as const
    const { items, next }: { items: Task[]; next: PagePosition | null } = await stores.tasks.list(owner, query)
    rows.push(...items)
    after = rows.length < mostTasks ? next : null
  } while (after !== null)
  const frame = await exportFrame(stores, owner)
  const tasks = rows.map(draftTasks(frame)).map((task) => ({ ...task, notes: task.notes.slice(0, longestNotes) }))
  const whole = { ...frame, zones: zonesOf(tasks) }
  return feedWriter.open(whole) + feedWriter.tasks(tasks, { frame: whole, isFirst: true }) + feedWriter.close(whole)
}
