import type { OwnerScope } from '../owner-scope.js'
import type { Page, PageQuery } from '../pages.js'

/** A row that was deleted, and that its own `restore` brings back. */
export interface TrashRow {
  /** As in the change log, such as `task`. */
  readonly kind: string
  readonly id: string
  readonly title: string
  /** The list that a task or a section is in. */
  readonly listId: string | null
  readonly deletedAt: string
}

export interface TrashQuery extends PageQuery {
  /** Only rows of these kinds. */
  readonly kinds: readonly string[]
}

/** What a call of `empty` has done. */
export interface Emptied {
  /** How many rows are gone, with the tasks and the sections of lists. */
  readonly removed: number
  /** Whether there is more to remove: call again. */
  readonly more: boolean
}

/**
 * The deleted rows of one owner, for at least 30 days. A scope that is limited to lists contains none.
 * @throws {StoreError} `UNAVAILABLE`
 */
export interface TrashStore {
  /** One page, last deleted first. What was deleted with another row is not shown: it is restored with that row. */
  list(owner: OwnerScope, query: TrashQuery): Promise<Page<TrashRow>>
  /** Permanently removes what is deleted, up to 10,000 rows at a time. This cannot be undone. */
  empty(owner: OwnerScope): Promise<Emptied>
}
