import { nextOccurrence } from '@ownlist/recurrence'
import { Temporal } from 'temporal-polyfill'
import { v7 as uuidv7 } from 'uuid'
import type { Action } from '../changes/action.js'
import { StoreError } from '../errors.js'
import { taskDigest } from './task-digest.js'
import type { NewRow, TaskPlan } from './task-plan.js'
import { below, findRows, isKept, isPresent, type Subtasks, subtasksOf, type TaskRow } from './task-rows.js'

/** When and where a person completes tasks. */
export interface Completing {
  /** An instant in ISO 8601. */
  readonly at: string
  /** The time zone of the person, as in the IANA database. */
  readonly zone: string
}

/**
 * Plans the completion of tasks. A task that repeats is followed by its next occurrence, which takes over the subtasks and
 * reopens them. Other tasks complete their open subtasks. Tasks that are already completed stay as they are.
 * @throws {StoreError} `NOT_POSSIBLE` if the rule of a repetition cannot be used
 */
export async function planCompletions(
  action: Action,
  plan: TaskPlan,
  { rows, ...completing }: Completing & { readonly rows: readonly TaskRow[] },
): Promise<void> {
  const open = rows.filter(({ completedAt }) => completedAt === null)
  const subtasks = await subtasksOf(action, open, isKept)
  const known = await findRows(
    action,
    open.flatMap(({ nextId }) => nextId ?? []),
  )
  const covered = new Set(open.flatMap(({ id }) => below(subtasks, id)).map(({ id }) => id))
  for (const row of open.filter(({ id }) => !covered.has(id))) {
    const hasNext = row.nextId !== null && isPresent(known.get(row.nextId))
    complete(plan, { row, subtasks, next: hasNext ? null : nextOf(row, completing), at: completing.at })
  }
}

interface Completion {
  readonly row: TaskRow
  readonly subtasks: Subtasks
  readonly next: NewRow | null
  readonly at: string
}

function complete(plan: TaskPlan, { row, subtasks, next, at }: Completion): void {
  plan.change(row.id, { completedAt: at })
  if (next === null) {
    for (const { id, completedAt } of below(subtasks, row.id)) {
      if (completedAt === null) plan.change(id, { completedAt: at })
    }
    return
  }
  plan.create(next)
  plan.change(row.id, { nextId: next.id })
  // A subtask that was itself repeated stays with this occurrence.
  const isHistory = ({ completedAt, nextId }: TaskRow) => completedAt !== null && nextId !== null
  const move = (parentId: string, isTop: boolean) => {
    for (const subtask of subtasks.get(parentId) ?? []) {
      if (isHistory(subtask)) continue
      if (isTop) plan.change(subtask.id, { parentId: next.id })
      if (subtask.completedAt !== null) plan.change(subtask.id, { completedAt: null })
      move(subtask.id, false)
    }
  }
  move(row.id, true)
}

/** The next occurrence of a task; null if it does not repeat, or if the repetition has ended. */
function nextOf(row: TaskRow, { at, zone }: Completing): NewRow | null {
  const { recurrence: rule, recurrenceFrom: from, dueOn, deadlineOn } = row
  if (rule === null) return null
  const today = Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString()
  const isByDeadline = dueOn === null && deadlineOn !== null
  const on = dueOn ?? deadlineOn ?? today
  const time = dueOn !== null ? row.dueTime : isByDeadline ? row.deadlineTime : null
  const timeZone = isByDeadline ? row.deadlineZone : row.dueZone
  const next = occurrenceAfter({ rule, from, on, time, zone: timeZone }, { at, zone })
  if (next === null) return null
  const days = Temporal.PlainDate.from(on).until(next.on).days
  const moved = isByDeadline
    ? { deadlineOn: next.on, deadlineTime: next.time }
    : {
        dueOn: next.on,
        ...(dueOn === null ? {} : { dueTime: next.time }),
        deadlineOn: deadlineOn && laterDay(deadlineOn, days),
      }
  const remindAt = row.remindAt.map((instant) => laterInstant(instant, days))
  const { isListDeleted: _, createdAt: __, updatedAt: ___, deletedAt: ____, version: _____, ...same } = row
  const fields = { ...same, ...moved, remindAt, recurrence: next.rule, completedAt: null, nextId: null }
  return { ...fields, id: uuidv7(), digest: taskDigest(fields) }
}

function occurrenceAfter(...[task, completion]: Parameters<typeof nextOccurrence>) {
  try {
    return nextOccurrence(task, completion)
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    const what = `The repetition of this task cannot be continued: ${cause.message} Change or remove it.`
    throw new StoreError('NOT_POSSIBLE', { what, cause })
  }
}

const laterDay = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString()

const laterInstant = (instant: string, days: number) =>
  new Date(Date.parse(instant) + days * 24 * 60 * 60 * 1_000).toISOString()

/**
 * Plans the reopening of completed tasks. The next occurrence of each is deleted if nobody has changed it, and its subtasks
 * move back.
 */
export async function planReopenings(action: Action, plan: TaskPlan, rows: readonly TaskRow[]): Promise<void> {
  const done = rows.filter(({ completedAt }) => completedAt !== null)
  const known = await findRows(
    action,
    done.flatMap(({ nextId }) => nextId ?? []),
  )
  const isUntouched = (next: TaskRow | undefined): next is TaskRow => next?.version === 1
  const subtasks = await subtasksOf(action, [...known.values()], isKept)
  for (const { id, nextId } of done) {
    plan.change(id, { completedAt: null })
    const next = nextId === null ? undefined : known.get(nextId)
    if (!isUntouched(next)) continue
    plan.change(id, { nextId: null })
    plan.change(next.id, { deletedAt: action.at.toISOString() })
    for (const subtask of subtasks.get(next.id) ?? []) plan.change(subtask.id, { parentId: id })
  }
}
