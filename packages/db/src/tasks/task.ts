import type { OwnerScope } from '../owner-scope.js'
import type { Page, PageQuery } from '../pages.js'

/** How urgent a task is. */
export type Priority = 'none' | 'low' | 'medium' | 'high'

/** Whether the next occurrence is counted from the planned day or from the day of completion. */
export type RecurrenceFrom = 'schedule' | 'completion'

/** One task, in the same form as in the API: instants are ISO 8601 in UTC, days are `YYYY-MM-DD`. */
export interface Task {
  /** UUIDv7, unique among its owner's tasks. */
  readonly id: string
  readonly title: string
  readonly notes: string
  readonly priority: Priority
  /** The planned day. */
  readonly dueOn: string | null
  /** `HH:MM`. Without a day, it has no effect, but is kept. */
  readonly dueTime: string | null
  /** The time zone of the time, as in the IANA database. Null for a floating time: the same on the clock everywhere. */
  readonly dueZone: string | null
  /** The day by which the task has to be done. */
  readonly deadlineOn: string | null
  readonly deadlineTime: string | null
  readonly deadlineZone: string | null
  /** An RRULE of RFC 5545 without its name, such as `FREQ=DAILY`. */
  readonly recurrence: string | null
  readonly recurrenceFrom: RecurrenceFrom
  readonly completedAt: string | null
  /** Null for a task in no list. */
  readonly listId: string | null
  /** A section of the list. Ignore it if there is no such section: it may have been deleted. */
  readonly sectionId: string | null
  /** The parent task, in the same list. Ignore it if there is no such task: it may have been deleted. */
  readonly parentId: string | null
  /** Ignore ids of labels that do not exist: they may have been deleted. */
  readonly labelIds: string[]
  /** The position in the manual order: a key of `fractional-indexing`. Equal ones are ordered by their ids. */
  readonly position: string
  /** Minutes before the planned time. Without a time, they count from 09:00 of the planned day. */
  readonly remindBefore: number[]
  readonly remindAt: string[]
  /** 1 when created; increases by one with each write. */
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
  /** Set by delete, cleared by restore. */
  readonly deletedAt: string | null
}

/** The fields that every create names. */
type NamedFields = Pick<Task, 'title' | 'notes' | 'priority' | 'dueOn' | 'completedAt' | 'listId'>

/** The fields that a create may omit. */
export type OtherFields = Pick<
  Task,
  | 'dueTime'
  | 'dueZone'
  | 'deadlineOn'
  | 'deadlineTime'
  | 'deadlineZone'
  | 'recurrence'
  | 'recurrenceFrom'
  | 'sectionId'
  | 'parentId'
  | 'labelIds'
  | 'position'
  | 'remindBefore'
  | 'remindAt'
>

/** The fields that the owner can set. */
export interface TaskFields extends NamedFields, Partial<OtherFields> {}

export interface NewTask extends TaskFields {
  /** UUIDv7. A create with the same id and the same fields is a repetition. */
  readonly id: string
}

/** An absent field stays as it is. */
export type TaskChanges = Partial<TaskFields>

export interface TaskUpdate {
  readonly changes: TaskChanges
  /** If given, the update is refused unless the task still has this version. */
  readonly version?: number | undefined
  /** The person's time zone, if it is not in their preferences; UTC by default. Repetitions are calculated in it. */
  readonly zone?: string | undefined
}

/** One change to many tasks. */
export type BulkAction =
  | { readonly type: 'complete' | 'reopen' | 'delete' | 'restore' }
  | { readonly type: 'move'; readonly listId: string | null; readonly sectionId?: string | null }
  | { readonly type: 'label'; readonly add?: readonly string[]; readonly remove?: readonly string[] }
  | { readonly type: 'postpone'; readonly to: string | null }
  | { readonly type: 'prioritize'; readonly priority: Priority }

export interface TaskBulk {
  readonly ids: readonly string[]
  readonly action: BulkAction
  /** See `TaskUpdate`. */
  readonly zone?: string | undefined
}

/** The result of an action on many tasks. */
export interface BulkResult {
  /** The ids of all tasks that it has changed or created, including subtasks and next occurrences. */
  readonly ids: string[]
  /** The number of the action in the log. */
  readonly seq: number
}

export interface TaskQuery extends PageQuery {
  readonly status: 'open' | 'done' | 'all'
  /**
   * Words, each of which must be in the title or the notes, in any order and within words as well. Case and accents do not
   * count. An emoji only matches the same emoji. If no task matches, words of 4 letters and more may have a typo. An
   * empty text matches every task.
   */
  readonly search: string
  /** Only tasks of this list; null for tasks in no list. */
  readonly listId?: string | null
  /** Only tasks whose planned day or deadline is this day or earlier. */
  readonly dueUntil?: string
  readonly labelId?: string
  /** Only tasks of this section; null for tasks in no section, or in a deleted one. */
  readonly sectionId?: string | null
  /** Only subtasks of this task; null for tasks that are not subtasks. */
  readonly parentId?: string | null
}

interface StatisticsQuery {
  /** See `TaskUpdate`. Days are counted in it. */
  readonly zone?: string | undefined
  /** The number of days, up to and including today. */
  readonly days: number
}

/** What an owner has completed, and what is overdue. Deleted tasks do not count. */
export interface Statistics {
  /** The number of all completed tasks. */
  readonly done: number
  /** The days of the query on which something was completed, oldest first. */
  readonly days: { readonly day: string; readonly done: number }[]
  /** The number of days in a row on which something was completed, up to today or yesterday. */
  readonly streak: number
  readonly longestStreak: number
  /** The median time from adding to completing a task, for tasks completed in the days of the query. Null if there are none. */
  readonly medianSeconds: number | null
  /** How many of these tasks took less than an hour, a day, a week, 30 days, and longer. */
  readonly times: {
    readonly hour: number
    readonly day: number
    readonly week: number
    readonly month: number
    readonly longer: number
  }
  /** The number of open tasks by list whose planned day or deadline is before today, highest first; null for tasks in no list. */
  readonly overdue: { readonly listId: string | null; readonly overdue: number }[]
}

/**
 * The tasks of one owner at a time: every function takes the owner's scope first, and reads and writes only rows in it.
 * A task whose list is deleted counts as deleted.
 * @throws {StoreError} as each function says, and `UNAVAILABLE` from any of them
 */
export interface TaskStore {
  /**
   * Returns one page, newest first, without deleted tasks. Rows that are created in the meantime cause no repetitions
   * and no gaps.
   * @throws `SEARCH_TOO_SLOW`
   */
  list(owner: OwnerScope, query: TaskQuery): Promise<Page<Task>>
  statistics(owner: OwnerScope, query: StatisticsQuery): Promise<Statistics>
  /** @throws `NOT_FOUND`, also for a deleted task. */
  get(owner: OwnerScope, id: string): Promise<Task>
  /**
   * Idempotent: repeated with the same id and fields, it returns the task as it is now.
   * @throws `ID_TAKEN`; `NOT_FOUND` for rows that it refers to, and if a task outside the scope has the id; `NOT_POSSIBLE`
   * if the subtask would be too deep; `QUOTA_EXCEEDED`.
   */
  create(owner: OwnerScope, task: NewTask): Promise<Task>
  /**
   * Creates up to 100 tasks, all or none, as one action. Idempotent as `create`. They may be subtasks of each other.
   * @returns them, in the given order. @throws as `create`
   */
  createMany(owner: OwnerScope, tasks: readonly NewTask[]): Promise<Task[]>
  /**
   * Also changes other tasks, as one action: completing a task that repeats creates its next occurrence, completing another
   * one completes its subtasks, and a task that moves to another list takes its subtasks along.
   * @throws `NOT_FOUND`, also for a deleted task, and for rows that it refers to; `STALE_VERSION`; `NOT_POSSIBLE`;
   * `QUOTA_EXCEEDED` for a next occurrence.
   */
  update(owner: OwnerScope, id: string, update: TaskUpdate): Promise<Task>
  /**
   * Changes up to 200 tasks, all or none, as one action.
   * @throws as `update`, except `STALE_VERSION`. Deleted tasks can be deleted again and restored
   */
  bulk(owner: OwnerScope, bulk: TaskBulk): Promise<BulkResult>
  /**
   * A soft and idempotent delete, with its subtasks.
   * @throws `NOT_FOUND`.
   */
  delete(owner: OwnerScope, id: string): Promise<Task>
  /**
   * Restores a deleted task with the subtasks that were deleted with it; idempotent.
   * @throws `NOT_FOUND`.
   */
  restore(owner: OwnerScope, id: string): Promise<Task>
}
