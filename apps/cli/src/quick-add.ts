import { certainDay } from './certain-day.js'

/** What a line of plain words asks for. */
export interface QuickTask {
  readonly title: string
  /** A day of the person's own calendar, `YYYY-MM-DD`. */
  readonly dueOn: string | null
  readonly priority: 'none' | 'low' | 'medium' | 'high'
  /** What the words call the list that it goes into. */
  readonly list: string | null
}

export interface QuickTaskOptions {
  /** Whether there is a list of this name; there is none, unless it is said. */
  readonly isList?: (name: string) => boolean
  /** The person's clock, in their time zone. */
  readonly now?: Date
}

/** With a plus, since shells take an exclamation mark for something of theirs. */
const marks = {
  '+low': 'low',
  '+medium': 'medium',
  '+high': 'high',
  '!low': 'low',
  '!medium': 'medium',
  '!high': 'high',
} as const

/** Whether one of the words may be a list's, so that it takes the lists to read them. */
export const mayNameList = (words: string): boolean => /(^|\s)@\S/.test(words)

/**
 * Reads `Renew passport by next friday +high @home`. Only what is certainly a day leaves the title; a mark counts only as a
 * word of its own, and `@bob` only if there is a list of that name.
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
