/** What is known about the person who imports, and about words of dates. */
export interface ImportOptions {
  /** The IANA zone in which instants become days. */
  readonly timeZone: string
  /** Used for `today` and `tomorrow`, and for rows that are done without a date. */
  readonly now: Date
  /** Without it, words such as `every saturday` are losses. */
  readonly dateWords?: DateWords | undefined
}

/**
 * Understands words of dates, such as `every saturday at 9` or `jährlich`. The result is null if it does not understand
 * all of them.
 * @param language a tag such as `en` or `de`
 */
export type DateWords = (text: string, language: string) => DatesInWords | null

export interface DatesInWords {
  readonly dueOn: string | null
  readonly dueTime: string | null
  readonly recurrence: string | null
  readonly recurrenceFrom: 'schedule' | 'completion'
}

/** A file as it arrived. Its name may say the name of a list, and helps to detect the format. */
export interface ImportFile {
  readonly name: string
  readonly bytes: Uint8Array
}
