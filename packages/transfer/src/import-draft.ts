/** How urgent a task is, from least to most. */
export type DraftPriority = 'none' | 'low' | 'medium' | 'high'

/**
 * The content of a file, before anything is written. Keys only connect the parts of one draft. Parents stand before their
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
  /** An instant, or null for a list that is not archived. */
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
  /** In the language of the app. */
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
  /** A key of `fractional-indexing`. Null means after the task before it in the draft. */
  readonly position: string | null
}

/** What happened to a value that could not be kept unchanged. */
export type LossKind =
  /** It was shortened. The rest of a title is in the notes. */
  | 'CUT'
  /** There is no place for it. */
  | 'NOT_KEPT'
  /** It could not be parsed. Dates in words are in the notes. */
  | 'NOT_UNDERSTOOD'
  /** It was replaced by the nearest existing value. */
  | 'CHANGED'
  /** It could be read in two ways, and the more likely one was chosen. */
  | 'ASSUMED'
  /** Another row has the same id. This row got a new one. */
  | 'REPEATED'
  /** It names a row that is not in the file. */
  | 'MISSING'
  /** It refers to one of its own subtasks. */
  | 'CYCLE'
  /** Its parent is already on the deepest level. It moved up. */
  | 'TOO_DEEP'
  /** There are more values than a task can have. */
  | 'TOO_MANY'

/** One value of one row that was lost or changed. It contains texts of people, so it is never logged. */
export interface Loss {
  /** The line in a text or table (the first is 1), or the id or path of an entry. */
  readonly row: number | string
  /** The first 40 characters of the row's title. */
  readonly title?: string
  /** What was lost, such as `due`, `attachment`, or the name of a column. */
  readonly field: string
  readonly what: LossKind
}
