import { parseQuickAdd, type QuickRecurrence } from '@ownlist/quick-add'
import type { DateWords } from '@ownlist/transfer'

const languages = ['en', 'de', 'ar'] as const

/** Parses dates in words like the line for new tasks. All words must be understood. */
export function dateWordsAt(now: Date, zone: string): DateWords {
  return (text, tag) => {
    const language = languages.find((each) => tag.toLowerCase().startsWith(each))
    if (language === undefined) return null
    // A line needs a title. Without one, its words would not count as dates.
    const line = `x ${text.slice(0, 200)}`
    const parse = (at: string) => parseQuickAdd(line, { language, now: at, zone, kinds: ['due', 'time', 'recurrence'] })
    let { title, taken } = parse(now.toISOString())
    const [year] = /\b[12]\d{3}\b/.exec(text) ?? []
    // A new task never gets a day in the past, but a task from another app may have one.
    if (title !== 'x' && year !== undefined) ({ title, taken } = parse(`${Number(year) - 1}-12-30T12:00:00.000Z`))
    if (title !== 'x') return null
    const found: { due?: string; time?: string; recurrence?: QuickRecurrence } = {}
    for (const each of taken) Object.assign(found, { [each.kind]: each.value })
    const { due, time, recurrence } = found
    return {
      dueOn: due ?? recurrence?.on ?? null,
      dueTime: time ?? null,
      recurrence: recurrence?.rule ?? null,
      recurrenceFrom: recurrence?.from ?? 'schedule',
    }
  }
}
