/** The limits of a file and of the rows that are made from it. The limits of rows are those of the API's own inputs. */
export const importLimits = {
  /** 10 MiB. */
  bytes: 10 * 1024 * 1024,
  /** Lines of a table or a text, and entries of an archive or a calendar. */
  rows: 50_000,
  tasks: 10_000,
  lists: 1_000,
  sections: 2_000,
  labels: 1_000,
  filters: 500,
  /** A longer report would not help anybody. */
  losses: 20_000,
  /** In characters (code points). */
  titleLength: 500,
  queryLength: 500,
  notesLength: 10_000,
  recurrenceLength: 500,
  /** Levels of subtasks below a task. */
  depth: 10,
  labelsPerTask: 50,
  reminders: 5,
  /** Four weeks, in minutes. */
  remindBefore: 40_320,
} as const
