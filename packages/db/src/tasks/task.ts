import type { OwnerScope } from '../owner-scope.js'
import type { Page, PageQuery } from '../pages.js'

/** How urgent a task is. */
export type Priority = 'none' | 'low' | 'medium' | 'high'

/** One task, in the same form as in the API: instants are ISO 8601 in UTC, days are `YYYY-MM-DD`. */
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
  /** 1 when created; increases by one with each write. */
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
  /** Set by delete, cleared by restore. */
  readonly deletedAt: string | null
}

/** The fields that the owner can set. */
export type TaskFields = Pick<Task, 'title' | 'notes' | 'priority' | 'dueOn' | 'completedAt' | 'listId'>

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
  /** @throws `NOT_FOUND`, also for a deleted task. */
  get(owner: OwnerScope, id: string): Promise<Task>
  /**
   * Idempotent: repeated with the same id and fields, it returns the task as it is now.
   * @throws `ID_TAKEN`; `NOT_FOUND` for its list, and if a task outside the scope has the id; `QUOTA_EXCEEDED`.
   */
  create(owner: OwnerScope, task: NewTask): Promise<Task>
  /** @throws `NOT_FOUND`, also for a deleted task, and for the list; `STALE_VERSION`. */
  update(owner: OwnerScope, id: string, update: TaskUpdate): Promise<Task>
  /**
   * A soft and idempotent delete.
   * @throws `NOT_FOUND`.
   */
  delete(owner: OwnerScope, id: string): Promise<Task>
  /**
   * Restores a deleted task; idempotent.
   * @throws `NOT_FOUND`.
   */
  restore(owner: OwnerScope, id: string): Promise<Task>
}
