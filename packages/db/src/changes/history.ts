/** A value of a field, in the form of the API. */
export type FieldValue = string | number | boolean | null | readonly (string | number)[]

export interface FieldChange {
  readonly name: string
  readonly before: FieldValue
  readonly after: FieldValue
}

/** What an action did to one row. */
export interface HistoryChange {
  readonly kind: string
  readonly id: string
  /** The version of the row after this change. */
  readonly version: number
  /** The title of the row as it is now; null if the caller may not see the row, or if it was removed for good. */
  readonly title: string | null
  readonly what: 'created' | 'changed' | 'deleted' | 'restored'
  /** Empty for a created row, and for a row that the action moved into the caller's lists or out of them. */
  readonly fields: readonly FieldChange[]
}

/** One action of an owner, which may have changed many rows. */
export interface HistoryAction {
  readonly seq: number
  readonly at: string
  /** The app that did it; null for the person. */
  readonly client: string | null
  readonly isOwnSession: boolean
  /** The action that this one took back. */
  readonly undoes: number | null
  /** The action that took this one back, unless that one was taken back itself. */
  readonly undoneBy: number | null
  /** The first of them. */
  readonly changes: readonly HistoryChange[]
  /** How many there are. */
  readonly rows: number
}

/** A row that an undo would overwrite. */
export interface Conflict {
  readonly kind: string
  readonly id: string
  readonly title: string | null
  /** The fields that were changed later, as the API names them; empty if the row no longer exists. */
  readonly fields: readonly string[]
}
