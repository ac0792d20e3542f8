import type { OwnerScope } from '../owner-scope.js'
import type { PageRoom } from '../pages.js'
import type { ChangedRow } from './change-kind.js'
import type { HistoryAction } from './history.js'

/** The place of a change in the log. An action with many rows has many changes with the same `seq`. */
export interface ChangePosition {
  readonly seq: number
  readonly kind: string
  readonly id: string
}

/** A row that was changed, as it is now. */
export interface RowChange extends ChangePosition {
  /** The version of the row after its latest change on this page. The row itself may be newer. */
  readonly version: number
  /** Null if the row is deleted, or if the caller may not see it. */
  readonly row: ChangedRow | null
}

export interface ChangeQuery {
  /** The latest action that the caller knows; null for none, to learn the number of the latest one. */
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
  /** The latest action that is on this page or before it, complete. 0 before the first one. */
  readonly seq: number
  /** Oldest first. A row that changed several times is there once. */
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
  /** The action to take back; null for the newest one of the caller's session that is no undo and was not taken back. */
  readonly seq: number | null
  /** Whether to do it even if that overwrites later changes. */
  readonly overwrite: boolean
  /** Whether only actions of the caller's own session may be taken back. */
  readonly ownSession: boolean
  /** Only rows of these kinds. */
  readonly kinds: readonly string[]
}

/** The log of the changes of one owner at a time. @throws {StoreError} as each function says, and `UNAVAILABLE` */
export interface ChangeStore {
  /**
   * What changed since an action, with the rows as they are now. No change is missed: numbers become visible in their order.
   * @throws `LOG_TRIMMED` if the log no longer has all of it, or never had: everything has to be read again
   */
  list(owner: OwnerScope, query: ChangeQuery): Promise<ChangePage>
  /** Actions, newest first. A caller who is limited to some lists sees only what happened in them. */
  history(owner: OwnerScope, query: HistoryQuery): Promise<HistoryPage>
  /**
   * Takes an action back, all of it or nothing, in an action of its own. An undo can be taken back, too. If the action was
   * taken back already, nothing changes.
   * @returns the number of the action that took it back
   * @throws `NOT_FOUND` if there is no such action, or if the caller may not take it back; `CHANGED_SINCE` if that would
   * overwrite later changes
   */
  undo(owner: OwnerScope, request: UndoRequest): Promise<number>
  /** Removes changes that are older than 90 days, or older than the latest 20,000 actions. */
  trim(owner: OwnerScope): Promise<void>
}
