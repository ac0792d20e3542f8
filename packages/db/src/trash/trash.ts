import type { OwnerScope } from '../owner-scope.js'
import type { Page, PageQuery } from '../pages.js'

/** A row that was deleted, and that the `restore` of its domain restores. */
export interface TrashRow {
  /** Its name in the change log, such as `task`. */
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

/** The result of a call of `empty`. */
export interface Emptied {
  /** The number of removed rows, including the tasks and sections of lists. */
  readonly removed: number
  /** Whether there is more to remove. If so, call it again. */
  readonly more: boolean
}

/**
 * The deleted rows of one owner, for at least 30 days. A scope that is limited to lists contains none.
 * @throws {StoreError} `UNAVAILABLE`
 */
export interface TrashStore {
  /** One page, last deleted first. Rows that were deleted with another row are not listed: they are restored with that row. */
  list(owner: OwnerScope, query: TrashQuery): Promise<Page<TrashRow>>
  /** Permanently removes deleted rows, up to 10,000 at a time. This cannot be undone. */
  empty(owner: OwnerScope): Promise<Emptied>
}
