import type { OwnerScope } from '../owner-scope.js'
import type { PageRoom } from '../pages.js'
import type { ChangedRow } from './change-kind.js'
import type { HistoryAction } from './history.js'

/** The position of a change in the log. An action on many rows has many changes with the same `seq`. */
export interface ChangePosition {
  readonly seq: number
  readonly kind: string
  readonly id: string
}

/** A row that was changed, with its current state. */
export interface RowChange extends ChangePosition {
  /** The version of the row after its latest change on this page. The row itself may be newer. */
  readonly version: number
  /** Null if the row is deleted, or if the caller may not see it. */
  readonly row: ChangedRow | null
}

export interface ChangeQuery {
  /** The latest action that the caller knows; null for none, which only returns the number of the latest one. */
  readonly since: number | null
  /** Instead of `since`, the `next` of the previous page. */
  readonly after?: ChangePosition | null
  /** Only rows of these kinds. */
  readonly kinds: readonly string[]
  /** The maximum number of changes. */
  readonly limit: number
  readonly room?: PageRoom
}

export interface ChangePage {
  /** The latest action that is complete on this page or earlier ones. 0 before the first one. */
  readonly seq: number
  /** Oldest first. A row that changed several times occurs once. */
  readonly changes: RowChange[]
  /** Where the next page starts; null on the last page. */
  readonly next: ChangePosition | null
}

export interface HistoryQuery {
  /** Only actions before this one; null for the newest. */
  readonly before: number | null
  /** Only rows of these kinds. */
  readonly kinds: readonly string[]
  readonly limit: number
  readonly room?: PageRoom
}

export interface HistoryPage {
  readonly items: HistoryAction[]
  /** Where the next page starts; null on the last page. */
  readonly next: number | null
}

export interface UndoRequest {
  /** The action to undo; null for the newest action of the caller's session that is not an undo and was not undone. */
  readonly seq: number | null
  /** Whether to do it even if that overwrites later changes. */
  readonly overwrite: boolean
  /** Whether only actions of the caller's own session may be undone. */
  readonly ownSession: boolean
  /** Only rows of these kinds. */
  readonly kinds: readonly string[]
}

/** The log of the changes of one owner at a time. @throws {StoreError} as each function says, and `UNAVAILABLE` */
export interface ChangeStore {
  /**
   * What changed since an action, with the current state of the rows. No change is missed, because numbers become visible
   * in order.
   * @throws `LOG_TRIMMED` if the log no longer has all of it, or never had it. Then everything has to be read again
   */
  list(owner: OwnerScope, query: ChangeQuery): Promise<ChangePage>
  /** Actions, newest first. A caller who is limited to some lists sees only what happened in them. */
  history(owner: OwnerScope, query: HistoryQuery): Promise<HistoryPage>
  /**
   * Undoes an action, all of it or nothing, as a new action. An undo can be undone, too. If the action was already undone,
   * nothing changes.
   * @returns the number of the action that undid it
   * @throws `NOT_FOUND` if there is no such action, or if the caller may not undo it; `CHANGED_SINCE` if that would
   * overwrite later changes
   */
  undo(owner: OwnerScope, request: UndoRequest): Promise<number>
  /** Removes changes that are older than 90 days, or older than the latest 20,000 actions. */
  trim(owner: OwnerScope): Promise<void>
}
