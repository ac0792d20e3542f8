import type { Filter } from '../filters/filter.js'
import type { Label } from '../labels/label.js'
import type { List } from '../lists/list.js'
import type { OwnerScope } from '../owner-scope.js'
import type { Section } from '../sections/section.js'
import type { OtherFields, Task } from '../tasks/task.js'

/** A part of a file that is being imported. */
export interface ImportPart {
  /** UUIDv7, made by the caller. */
  readonly importId: string
  /** From 0. */
  readonly part: number
  /** At most 256, so a file has at most 10 MiB. */
  readonly parts: number
  readonly name: string
  /** 1 byte to 40 KiB. */
  readonly content: Uint8Array
}

export interface ImportedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * What an import creates. The ids are the same in each attempt, so that a repetition creates nothing. Parents come before their
 * children.
 */
export interface ImportRows {
  readonly lists: readonly Pick<List, 'id' | 'title' | 'color' | 'archivedAt' | 'position'>[]
  readonly sections: readonly Pick<Section, 'id' | 'listId' | 'title' | 'position'>[]
  readonly labels: readonly Pick<Label, 'id' | 'title' | 'color' | 'position'>[]
  readonly filters: readonly Pick<Filter, 'id' | 'title' | 'query' | 'position'>[]
  readonly tasks: readonly ImportedTask[]
}

export interface ImportedTask
  extends OtherFields,
    Pick<Task, 'id' | 'title' | 'notes' | 'priority' | 'dueOn' | 'completedAt' | 'listId' | 'createdAt'> {}

export interface ApplyOptions {
  /** Aborting it takes everything back, unless it has been committed. */
  readonly signal?: AbortSignal | undefined
  /** Told after each step how many rows have been written. */
  readonly onRows?: (rows: number) => void
}

/**
 * The imports of one owner at a time. A scope that is limited to lists contains none.
 * @throws {StoreError} as each function says, and `UNAVAILABLE` from any of them
 */
export interface ImportStore {
  /**
   * Stores a part for a day, or until the file is discarded. A person has one file at a time: parts of another one are removed.
   * @returns how many parts are there. @throws `ERASED`
   */
  put(owner: OwnerScope, part: ImportPart): Promise<number>
  /** @throws `NOT_FOUND` unless all parts are there */
  file(owner: OwnerScope, importId: string): Promise<ImportedFile>
  /**
   * Creates all rows or none, as one action.
   * @returns whether it has created them now; false if an earlier call has
   * @throws `QUOTA_EXCEEDED`, `ERASED`; the signal's reason
   */
  apply(owner: OwnerScope, rows: ImportRows, options?: ApplyOptions): Promise<boolean>
  /** Removes the parts of a file. @returns whether there were any */
  discard(owner: OwnerScope, importId: string): Promise<boolean>
}
