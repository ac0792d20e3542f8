import { casual } from 'chrono-node'

/** What a line of plain words asks for. */
export interface QuickTask {
  readonly title: string
  /** A day of the person's own calendar, `YYYY-MM-DD`. */
  readonly dueOn: string | null
  readonly priority: 'none' | 'low' | 'medium' | 'high'
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

/**
 * Reads `Renew passport by next friday +high`. A day counts only where it begins or ends the words, so that "Read the Sunday
 * papers" keeps its title; and a mark only as a word of its own.
 * @param now the person's clock, in their time zone
 */
export function parseQuickTask(words: string, now: Date = new Date()): QuickTask {
  let priority: QuickTask['priority'] = 'none'
  const text = words
    .split(/\s+/)
    .filter((word) => {
      const mark = Object.hasOwn(marks, word) ? marks[word as keyof typeof marks] : undefined
      priority = mark ?? priority
      return mark === undefined
    })
    .join(' ')
    .trim()
  for (const { index, text: found, start } of casual.parse(text, now, { forwardDate: true })) {
    const [before, after] = [text.slice(0, index), text.slice(index + found.length)]
    const title = (after.trim() === '' ? before.replace(/(^|\s)(on|by|due|at|until)?\s*$/i, '') : after).trim()
    if (title !== '' && (before.trim() === '' || after.trim() === ''))
      return { title, dueOn: dayOf(start.date()), priority }
  }
  return { title: text, dueOn: null, priority }
}

/** The day that a clock on the wall shows. */
export function dayOf(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
