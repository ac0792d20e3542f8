import type { OwnerScope } from '../owner-scope.js'
import type { Page, PageQuery } from '../pages.js'

/** One part of a list, in the same form as in the API: instants are ISO 8601 in UTC. */
export interface Section {
  /** UUIDv7, unique among its owner's sections. */
  readonly id: string
  /** The list that contains it. It never changes. */
  readonly listId: string
  readonly title: string
  /** The position in the manual order: a key of `fractional-indexing`. Equal ones are ordered by their ids. */
  readonly position: string
  /** 1 when created; increases by one with each write. */
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
  /** Set by delete, cleared by restore. */
  readonly deletedAt: string | null
}

/** The fields that the owner can change. */
interface SectionFields extends Pick<Section, 'title'>, Partial<Pick<Section, 'position'>> {}

export interface NewSection extends SectionFields, Pick<Section, 'listId'> {
  /** UUIDv7. A create with the same id and the same fields is a repetition. */
  readonly id: string
}

/** An absent field stays as it is. */
export type SectionChanges = Partial<SectionFields>

export interface SectionUpdate {
  readonly changes: SectionChanges
  /** If given, the update is refused unless the section still has this version. */
  readonly version?: number | undefined
}

export interface SectionQuery extends PageQuery {
  /** Only sections of this list. */
  readonly listId?: string
}

/**
 * The sections of one owner at a time: every function takes the owner's scope first, and reads and writes only rows in it.
 * A section whose list is deleted counts as deleted.
 * @throws {StoreError} as each function says, and `UNAVAILABLE` from any of them
 */
export interface SectionStore {
  /**
   * Returns one page, newest first, without deleted sections. Rows that are created in the meantime cause no repetitions
   * and no gaps.
   */
  list(owner: OwnerScope, query: SectionQuery): Promise<Page<Section>>
  /** @throws `NOT_FOUND`, also for a deleted section. */
  get(owner: OwnerScope, id: string): Promise<Section>
  /**
   * Idempotent: repeated with the same id and fields, it returns the section as it is now.
   * @throws `ID_TAKEN`; `NOT_FOUND` for its list, and if a section outside the scope has the id; `QUOTA_EXCEEDED`.
   */
  create(owner: OwnerScope, section: NewSection): Promise<Section>
  /** @throws `NOT_FOUND`, also for a deleted section; `STALE_VERSION`. */
  update(owner: OwnerScope, id: string, update: SectionUpdate): Promise<Section>
  /**
   * A soft and idempotent delete. The tasks of the section stay in the list, and are in the section again when it is restored.
   * @throws `NOT_FOUND`.
   */
  delete(owner: OwnerScope, id: string): Promise<Section>
  /**
   * Restores a deleted section; idempotent.
   * @throws `NOT_FOUND`.
   */
  restore(owner: OwnerScope, id: string): Promise<Section>
}
