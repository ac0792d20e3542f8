/** How urgent a task is, from least to most. */
export type DraftPriority = 'none' | 'low' | 'medium' | 'high'

/**
 * What a file holds, before anything is written. Keys only connect the parts of one draft. Parents stand before their
 * children. Within a list, the order of the arrays is the order that people see, unless rows have positions.
 */
export interface ImportDraft {
  readonly lists: readonly DraftList[]
  readonly labels: readonly DraftLabel[]
  /** Saved filters, which only our own files have. */
  readonly filters: readonly DraftFilter[]
  readonly tasks: readonly DraftTask[]
  readonly losses: readonly Loss[]
}

export interface DraftList {
  readonly key: string
  readonly title: string
  /** The name of a color in the palette, or null. */
  readonly color: string | null
  /** An instant, or null for a list in use. */
  readonly archivedAt: string | null
  readonly position: string | null
  readonly sections: readonly DraftSection[]
}

export interface DraftSection {
  readonly key: string
  readonly title: string
  readonly position: string | null
}

export interface DraftLabel {
  readonly key: string
  readonly title: string
  readonly color: string | null
  readonly position: string | null
}

export interface DraftFilter {
  readonly key: string
  readonly title: string
  /** In the words of the app. */
  readonly query: string
  readonly position: string | null
}

/** Days are `YYYY-MM-DD`, times `HH:MM`, zones IANA names (null: floating), instants ISO 8601 in UTC. */
export interface DraftTask {
  readonly key: string
  readonly parentKey: string | null
  readonly listKey: string | null
  readonly sectionKey: string | null
  readonly title: string
  /** Markdown. */
  readonly notes: string
  readonly priority: DraftPriority
  /** The planned day. */
  readonly dueOn: string | null
  readonly dueTime: string | null
  readonly dueZone: string | null
  readonly deadlineOn: string | null
  readonly deadlineTime: string | null
  readonly deadlineZone: string | null
  /** The value of an RRULE (RFC 5545), without `RRULE:`. */
  readonly recurrence: string | null
  readonly recurrenceFrom: 'schedule' | 'completion'
  readonly completedAt: string | null
  readonly createdAt: string | null
  readonly labelKeys: readonly string[]
  /** Minutes before the due time. For a day without a time, they count from 09:00. */
  readonly remindBefore: readonly number[]
  readonly remindAt: readonly string[]
  /** A key of `fractional-indexing`. Null: after the task that stands before it in the draft. */
  readonly position: string | null
}

/** What happened to a value that could not be kept as it was. */
export type LossKind =
  /** It was shortened. What was cut from a title is in the notes. */
  | 'CUT'
  /** There is no place for it. */
  | 'NOT_KEPT'
  /** It could not be read. Words of dates are in the notes. */
  | 'NOT_UNDERSTOOD'
  /** It was replaced by the nearest value that there is. */
  | 'CHANGED'
  /** It could be read in two ways, and the likelier one was taken. */
  | 'ASSUMED'
  /** Another row has the same id. This row got one of its own. */
  | 'REPEATED'
  /** It names a row that is not in the file. */
  | 'MISSING'
  /** It names a row that stands below this one. */
  | 'CYCLE'
  /** Its parent is as deep as a task can be. It moved up. */
  | 'TOO_DEEP'
  /** There are more than a task can have. */
  | 'TOO_MANY'

/** One value of one row that was lost or changed. It contains what people wrote, so it is never logged. */
export interface Loss {
  /** The line in a text or table (the first is 1), or the id or path of an entry. */
  readonly row: number | string
  /** The first 40 characters of the row's title. */
  readonly title?: string
  /** What was lost, such as `due`, `attachment`, or the name of a column. */
  readonly field: string
  readonly what: LossKind
}
