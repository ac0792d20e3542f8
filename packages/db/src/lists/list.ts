import type { Color } from '../colors.js'
import type { OwnerScope } from '../owner-scope.js'
import type { Page, PageQuery } from '../pages.js'

/** One list of tasks, in the same form as in the API: instants are ISO 8601 in UTC. */
export interface List {
  /** UUIDv7, unique among its owner's lists. */
  readonly id: string
  readonly title: string
  /** The name of a colour; null for none. */
  readonly color: Color | null
  /** The position in the manual order: a key of `fractional-indexing`. Equal ones are ordered by their ids. */
  readonly position: string
  /** Null for a list that is not archived. */
  readonly archivedAt: string | null
  /** 1 when created; increases by one with each write. */
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
  /** Set by delete, cleared by restore. */
  readonly deletedAt: string | null
}

/** The fields that the owner can set. */
export interface ListFields extends Pick<List, 'title'>, Partial<Pick<List, 'color' | 'position' | 'archivedAt'>> {}

export interface NewList extends ListFields {
  /** UUIDv7. A create with the same id and the same fields is a repetition. */
  readonly id: string
}

/** An absent field stays as it is. */
export type ListChanges = Partial<ListFields>

export interface ListUpdate {
  readonly changes: ListChanges
  /** If given, the update is refused unless the list still has this version. */
  readonly version?: number | undefined
}

export type ListQuery = PageQuery

/**
 * The lists of one owner at a time: every function takes the owner's scope first, and reads and writes only rows in it.
 * @throws {StoreError} as each function says, and `UNAVAILABLE` from any of them
 */
export interface ListStore {
  /**
   * Returns one page, newest first, without deleted lists. Rows that are created in the meantime cause no repetitions
   * and no gaps.
   */
  list(owner: OwnerScope, query: ListQuery): Promise<Page<List>>
  /** @throws `NOT_FOUND`, also for a deleted list. */
  get(owner: OwnerScope, id: string): Promise<List>
  /**
   * Idempotent: repeated with the same id and fields, it returns the list as it is now.
   * @throws `ID_TAKEN`; `QUOTA_EXCEEDED`.
   */
  create(owner: OwnerScope, list: NewList): Promise<List>
  /** @throws `NOT_FOUND`, also for a deleted list; `STALE_VERSION`. */
  update(owner: OwnerScope, id: string, update: ListUpdate): Promise<List>
  /**
   * A soft and idempotent delete. The tasks of the list are deleted and restored with it.
   * @throws `NOT_FOUND`.
   */
  delete(owner: OwnerScope, id: string): Promise<List>
  /**
   * Restores a deleted list; idempotent.
   * @throws `NOT_FOUND`.
   */
  restore(owner: OwnerScope, id: string): Promise<List>
}
