import type { OwnerScope } from '../owner-scope.js'
import type { Page, PageQuery } from '../pages.js'

/** One saved filter, in the same form as in the API: instants are ISO 8601 in UTC. */
export interface Filter {
  /** UUIDv7, unique among its owner's filters. */
  readonly id: string
  readonly title: string
  /** The query, in the language of the app that uses it. It is not interpreted here. */
  readonly query: string
  /** The position in the manual order: a key of `fractional-indexing`. Equal ones are ordered by their ids. */
  readonly position: string
  /** 1 when created; increases by one with each write. */
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
  /** Set by delete, cleared by restore. */
  readonly deletedAt: string | null
}

/** The fields that the owner can set. */
export interface FilterFields extends Pick<Filter, 'title' | 'query'>, Partial<Pick<Filter, 'position'>> {}

export interface NewFilter extends FilterFields {
  /** UUIDv7. A create with the same id and the same fields is a repetition. */
  readonly id: string
}

/** An absent field stays as it is. */
export type FilterChanges = Partial<FilterFields>

export interface FilterUpdate {
  readonly changes: FilterChanges
  /** If given, the update is refused unless the filter still has this version. */
  readonly version?: number | undefined
}

export type FilterQuery = PageQuery

/**
 * The filters of one owner at a time: every function takes the owner's scope first, and reads and writes only rows in it.
 * A scope that is limited to lists contains no filters.
 * @throws {StoreError} as each function says, and `UNAVAILABLE` from any of them
 */
export interface FilterStore {
  /**
   * Returns one page, newest first, without deleted filters. Rows that are created in the meantime cause no repetitions
   * and no gaps.
   */
  list(owner: OwnerScope, query: FilterQuery): Promise<Page<Filter>>
  /** @throws `NOT_FOUND`, also for a deleted filter. */
  get(owner: OwnerScope, id: string): Promise<Filter>
  /**
   * Idempotent: repeated with the same id and fields, it returns the filter as it is now.
   * @throws `ID_TAKEN`; `QUOTA_EXCEEDED`.
   */
  create(owner: OwnerScope, filter: NewFilter): Promise<Filter>
  /** @throws `NOT_FOUND`, also for a deleted filter; `STALE_VERSION`. */
  update(owner: OwnerScope, id: string, update: FilterUpdate): Promise<Filter>
  /**
   * A soft and idempotent delete. It changes no task.
   * @throws `NOT_FOUND`.
   */
  delete(owner: OwnerScope, id: string): Promise<Filter>
  /**
   * Restores a deleted filter; idempotent.
   * @throws `NOT_FOUND`.
   */
  restore(owner: OwnerScope, id: string): Promise<Filter>
}
