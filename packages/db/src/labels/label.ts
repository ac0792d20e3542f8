import type { Color } from '../colors.js'
import type { OwnerScope } from '../owner-scope.js'
import type { Page, PageQuery } from '../pages.js'

/** One label, in the same form as in the API: instants are ISO 8601 in UTC. */
export interface Label {
  /** UUIDv7, unique among its owner's labels. */
  readonly id: string
  readonly title: string
  /** The name of a colour; null for none. */
  readonly color: Color | null
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
export interface LabelFields extends Pick<Label, 'title'>, Partial<Pick<Label, 'color' | 'position'>> {}

export interface NewLabel extends LabelFields {
  /** UUIDv7. A create with the same id and the same fields is a repetition. */
  readonly id: string
}

/** An absent field stays as it is. */
export type LabelChanges = Partial<LabelFields>

export interface LabelUpdate {
  readonly changes: LabelChanges
  /** If given, the update is refused unless the label still has this version. */
  readonly version?: number | undefined
}

export type LabelQuery = PageQuery

/**
 * The labels of one owner at a time: every function takes the owner's scope first, and reads and writes only rows in it.
 * A scope that is limited to lists contains no labels.
 * @throws {StoreError} as each function says, and `UNAVAILABLE` from any of them
 */
export interface LabelStore {
  /**
   * Returns one page, newest first, without deleted labels. Rows that are created in the meantime cause no repetitions
   * and no gaps.
   */
  list(owner: OwnerScope, query: LabelQuery): Promise<Page<Label>>
  /** @throws `NOT_FOUND`, also for a deleted label. */
  get(owner: OwnerScope, id: string): Promise<Label>
  /**
   * Idempotent: repeated with the same id and fields, it returns the label as it is now.
   * @throws `ID_TAKEN`; `QUOTA_EXCEEDED`.
   */
  create(owner: OwnerScope, label: NewLabel): Promise<Label>
  /** @throws `NOT_FOUND`, also for a deleted label; `STALE_VERSION`. */
  update(owner: OwnerScope, id: string, update: LabelUpdate): Promise<Label>
  /**
   * A soft and idempotent delete. Tasks keep the id of the label, so that they have it again when it is restored.
   * @throws `NOT_FOUND`.
   */
  delete(owner: OwnerScope, id: string): Promise<Label>
  /**
   * Restores a deleted label; idempotent.
   * @throws `NOT_FOUND`.
   */
  restore(owner: OwnerScope, id: string): Promise<Label>
}
