import type { OwnerScope } from '../owner-scope.js'
import type { Page, PageQuery } from '../pages.js'

/** One list of tasks, as it also stands on the wire: instants are ISO 8601 in UTC. */
export interface List {
  /** UUIDv7, unique among its owner's lists. */
  readonly id: string
  readonly title: string
  /** 1 when created; rises by one with each write. */
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
  /** Set by delete, cleared by restore. */
  readonly deletedAt: string | null
}

/** What an owner may set. */
export type ListFields = Pick<List, 'title'>

export interface NewList extends ListFields {
  /** UUIDv7. The same id with the same fields is the same create. */
  readonly id: string
}

/** An absent field stays as it is. */
export type ListChanges = Partial<ListFields>

export interface ListUpdate {
  readonly changes: ListChanges
  /** When given, the update is refused unless the list still has this version. */
  readonly version?: number | undefined
}

export type ListQuery = PageQuery

/**
 * The lists of one owner at a time: every function takes the owner's scope first, and reads and writes only rows in it.
 * @throws {StoreError} as each function says, and `UNAVAILABLE` from any of them.
 */
export interface ListStore {
  /** One page, newest first, without deleted lists. What is created meanwhile neither repeats nor pushes out any. */
  list(owner: OwnerScope, query: ListQuery): Promise<Page<List>>
  /** @throws `NOT_FOUND`, also for a deleted list. */
  get(owner: OwnerScope, id: string): Promise<List>
  /** Idempotent: repeated with the same id and fields, it returns the list as it is now. @throws `ID_TAKEN`; `QUOTA_EXCEEDED`. */
  create(owner: OwnerScope, list: NewList): Promise<List>
  /** @throws `NOT_FOUND`, also for a deleted list; `STALE_VERSION`. */
  update(owner: OwnerScope, id: string, update: ListUpdate): Promise<List>
  /** Soft and idempotent. Its tasks are gone with it, and come back with it. @throws `NOT_FOUND`. */
  delete(owner: OwnerScope, id: string): Promise<List>
  /** Undoes a delete; idempotent. @throws `NOT_FOUND`. */
  restore(owner: OwnerScope, id: string): Promise<List>
}
