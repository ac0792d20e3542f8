/** What is known about the person who imports, and how to parse dates in words. */
export interface ImportOptions {
  /** The IANA zone in which instants become days. */
  readonly timeZone: string
  /** Used for `today` and `tomorrow`, and for rows that are done without a date. */
  readonly now: Date
  /** Without this, phrases such as `every saturday` are losses. */
  readonly dateWords?: DateWords | undefined
}

/**
 * Parses dates in words, such as `every saturday at 9` or `jährlich`. The result is null if it does not understand all of
 * the words.
 * @param language a tag such as `en` or `de`
 */
export type DateWords = (text: string, language: string) => DatesInWords | null

export interface DatesInWords {
  readonly dueOn: string | null
  readonly dueTime: string | null
  readonly recurrence: string | null
  readonly recurrenceFrom: 'schedule' | 'completion'
}

/** A file as it arrived. Its name may contain the name of a list, and helps to detect the format. */
export interface ImportFile {
  readonly name: string
  readonly bytes: Uint8Array
}
