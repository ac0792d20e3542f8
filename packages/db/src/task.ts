import type { Page, PageQuery } from './pages.js'

/** How pressing a task is, from least to most. */
export const priorities = ['none', 'low', 'medium', 'high'] as const
export type Priority = (typeof priorities)[number]

/** One task, as it also stands on the wire: instants are ISO 8601 in UTC, days are `YYYY-MM-DD`. */
export interface Task {
  /** UUIDv7, unique among its owner's tasks. */
  readonly id: string
  readonly title: string
  readonly notes: string
  readonly priority: Priority
  readonly dueOn: string | null
  readonly completedAt: string | null
  /** Null for a task in no list. */
  readonly listId: string | null
  /** 1 when created; rises by one with each write. */
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
  /** Set by delete, cleared by restore. */
  readonly deletedAt: string | null
}

/** What an owner may set. */
export type TaskFields = Pick<Task, 'title' | 'notes' | 'priority' | 'dueOn' | 'completedAt' | 'listId'>

export interface NewTask extends TaskFields {
  /** UUIDv7. The same id with the same fields is the same create. */
  readonly id: string
}

/** An absent field stays as it is. */
export type TaskChanges = Partial<TaskFields>

export interface TaskQuery extends PageQuery {
  readonly status: 'open' | 'done' | 'all'
  /** Found, ignoring case, anywhere in title or notes. Empty finds all. */
  readonly search: string
  /** Those of one list; for null, those in no list. */
  readonly listId?: string | null
}

/**
 * The tasks of one owner at a time: every function takes the owner first, and sees and touches that owner's rows only.
 * A task whose list is deleted is not there, as if it were deleted itself.
 * @throws {StoreError} as each function says, and `UNAVAILABLE` from any of them.
 */
export interface TaskStore {
  /** The same store, for whoever was let into these lists only: to them there is nothing outside. */
  within(lists: readonly string[]): TaskStore
  /** One page, newest first, without deleted tasks. Tasks created meanwhile neither repeat nor push out any. @throws `SEARCH_TOO_SLOW` */
  list(userId: string, query: TaskQuery): Promise<Page<Task>>
  /** @throws `NOT_FOUND`, also for a deleted task. */
  get(userId: string, id: string): Promise<Task>
  /** Idempotent: repeated with the same id and fields, it returns the task as it is now. @throws `ID_TAKEN`; `NOT_FOUND` for its list, and where the id is that of a task out of reach; `QUOTA_EXCEEDED`. */
  create(userId: string, task: NewTask): Promise<Task>
  /** With a version, only if the task still has it. @throws `NOT_FOUND`, also for a deleted task, and for the list; `STALE_VERSION`. */
  update(userId: string, id: string, changes: TaskChanges, version?: number): Promise<Task>
  /** Soft and idempotent. @throws `NOT_FOUND`. */
  delete(userId: string, id: string): Promise<Task>
  /** Undoes a delete; idempotent. @throws `NOT_FOUND`. */
  restore(userId: string, id: string): Promise<Task>
}
