// domain: tasks

export type Priority = 'low' | 'medium' | 'high'

/** A day as words name it. Its date depends on today. Weekdays are 1, Monday, to 7. */
export type NamedDay =
  | { readonly type: 'iso'; readonly day: string }
  | { readonly type: 'date'; readonly day: number; readonly month: number; readonly year?: number }
  | { readonly type: 'offset'; readonly days?: number; readonly months?: number }
  /** The coming weekday may be today; the next one is in the week after this one. */
  | { readonly type: 'weekday'; readonly weekday: number; readonly isNext: boolean }

export interface DayPhrase {
  readonly day: NamedDay
  /** With a preposition, as in "by friday", the words cannot be a name. */
  readonly isStated: boolean
}

/** Parts of a recurrence rule. */
export interface RecurrencePhrase {
  readonly rule: string
  readonly isFromCompletion: boolean
  /** One word, such as "daily", which may also describe the kind of a thing. */
  readonly isAdverb: boolean
}

/**
 * The phrases that a language understands. The words are normalized (`normal`), and joined by single spaces. Each function
 * reads all of them or returns null.
 */
export interface Language {
  day(words: string): DayPhrase | null
  /** A day in braces, where even `{fri}` can only be a day. */
  shortDay(words: string): NamedDay | null
  /** A time of day, `HH:MM`. */
  time(words: string): string | null
  recurrence(words: string): RecurrencePhrase | null
  /** "remind me 30 minutes before": minutes. */
  reminder(words: string): number | null
  /** "deadline: friday": the words for the day. */
  deadline(words: string): string | null
  /** Words for this evening. An hour after them is in the evening. */
  readonly evening: RegExp
  readonly priorities: Readonly<Record<string, Priority>>
  /** Whether words that may be a day are part of a name or say something else. */
  isSomethingElse(context: PhraseContext): boolean
  /** Whether a repetition is part of a name or the object of its verb. */
  isNotRepeated(context: PhraseContext): boolean
  /** Words that need a word after them. */
  readonly needsMore: ReadonlySet<string>
  /** Words that continue after a day at the beginning: "On Monday morning …". */
  readonly goesOn: ReadonlySet<string>
  /** Whether a day without a comma may stand before the rest of a title. */
  maybeStarts(phrase: readonly Word[], rest: readonly Word[], isStated: boolean): boolean
  /** Whether a repetition without a comma may begin a title with this next word. */
  maybeStartsRepeated(next: Word): boolean
  /** Words for the beginning of a range: "from Monday". */
  readonly startsRange: ReadonlySet<string>
  /** Words for the end of a range, after its first day: "Montag bis Freitag". */
  readonly endsRange: ReadonlySet<string>
  /** What turns a day into a name even after a comma: "Friday, the 13th". */
  readonly namesAfterStop: RegExp | null
  /** Verbs at the end, after which the sentence cannot continue: "Oma am Sonntag anrufen". */
  readonly finalVerb: RegExp | null
}

/** A word of the input, without the spaces around it. */
export interface Word {
  /** As it was typed. If it is the last word, the punctuation at its end is removed. */
  readonly raw: string
  /** In the form that the languages parse. */
  readonly normal: string
  readonly start: number
  readonly end: number
}

/** Words that may be a day or a repetition, and their surroundings. */
export interface PhraseContext {
  readonly phrase: readonly Word[]
  readonly before: readonly Word[]
  /** Whether there is a comma or a dash before the phrase. */
  readonly isSeparate: boolean
  /** Whether the phrase has a preposition. */
  readonly isStated: boolean
  readonly day: NamedDay | null
  /** Whether a time of day follows. Then a short word for a day is a day. */
  readonly hasTime: boolean
  /** The verb at the end, if the phrase is before it. */
  readonly after: Word | null
}
