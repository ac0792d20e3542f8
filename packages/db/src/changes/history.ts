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
  /** The current title of the row; null if the caller may not see the row, or if it was permanently removed. */
  readonly title: string | null
  readonly what: 'created' | 'changed' | 'deleted' | 'restored'
  /** Empty for a created row, and for a row that the action moved into the caller's lists or out of them. */
  readonly fields: readonly FieldChange[]
}

/** One action of an owner, which may have changed many rows. */
export interface HistoryAction {
  readonly seq: number
  readonly at: string
  /** The app that did it; null for the user. */
  readonly client: string | null
  readonly isOwnSession: boolean
  /** The action that this one undid. */
  readonly undoes: number | null
  /** The action that undid this one, unless it was undone itself. */
  readonly undoneBy: number | null
  /** Only the first rows. */
  readonly changes: readonly HistoryChange[]
  /** The number of rows. */
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
