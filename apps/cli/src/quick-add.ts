import { certainDay } from './certain-day.js'

/** What a line of plain words requests. */
export interface QuickTask {
  readonly title: string
  /** A day in the user's own calendar, `YYYY-MM-DD`. */
  readonly dueOn: string | null
  readonly priority: 'none' | 'low' | 'medium' | 'high'
  /** The name of the task's list, as it was written. */
  readonly list: string | null
}

export interface QuickTaskOptions {
  /** Whether a list with this name exists; by default none does. */
  readonly isList?: (name: string) => boolean
  /** The user's clock, in their time zone. */
  readonly now?: Date
}

/** A priority is written with a plus, since shells interpret exclamation marks. */
const marks = {
  '+low': 'low',
  '+medium': 'medium',
  '+high': 'high',
  '!low': 'low',
  '!medium': 'medium',
  '!high': 'high',
} as const

/** Whether one of the words may name a list, so that the lists must be loaded to read the line. */
export const mayNameList = (words: string): boolean => /(^|\s)@\S/.test(words)

/**
 * Parses `Renew passport by next friday +high @home`. Only what certainly is a day is removed from the title. A mark
 * must be a separate word, and `@bob` counts only if a list has that name.
 */
export function parseQuickTask(
  words: string,
  { isList = () => false, now = new Date() }: QuickTaskOptions = {},
): QuickTask {
  let priority: QuickTask['priority'] = 'none'
  let list: QuickTask['list'] = null
  const text = words
    .split(/\s+/)
    .filter((word) => {
      const mark = Object.hasOwn(marks, word) ? marks[word as keyof typeof marks] : undefined
      const name = mayNameList(word) && isList(word.slice(1)) ? word.slice(1) : undefined
      priority = mark ?? priority
      list = name ?? list
      return mark === undefined && name === undefined
    })
    .join(' ')
    .trim()
  return { title: text, dueOn: null, ...certainDay(text, now), priority, list }
}
