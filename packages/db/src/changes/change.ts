import type { OwnerScope } from '../owner-scope.js'
import type { PageRoom } from '../pages.js'
import type { ChangedRow } from './change-kind.js'

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

/** The log of the changes of one owner at a time. @throws {StoreError} as each function says, and `UNAVAILABLE` */
export interface ChangeStore {
  /**
   * What changed since an action, with the rows as they are now. No change is missed: numbers become visible in their order.
   * @throws `LOG_TRIMMED` if the log no longer has all of it, or never had: everything has to be read again
   */
  list(owner: OwnerScope, query: ChangeQuery): Promise<ChangePage>
}
