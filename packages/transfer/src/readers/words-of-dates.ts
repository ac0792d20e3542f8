import type { ImportOptions } from '../import-options.js'
import { isoParts, localMoment, zoneNamed } from '../moments.js'

interface WordsContext {
  readonly language: string
  /** The row's own zone, or an empty text. */
  readonly zone: string
  readonly options: ImportOptions
}

export interface ReadDates {
  readonly on: string | null
  readonly time: string | null
  readonly zone: string | null
  readonly recurrence: string | null
  readonly recurrenceFrom: 'schedule' | 'completion'
}

const nothing: ReadDates = { on: null, time: null, zone: null, recurrence: null, recurrenceFrom: 'schedule' }

/** Parses the dates of a column that contains ISO days, times and words. Null if it cannot be understood. */
export function datesOfWords(text: string, { language, zone, options }: WordsContext): ReadDates | null {
  if (text === '') return nothing
  const own = zoneNamed(zone)
  const iso = isoParts(text)
  if (iso !== null) return { ...nothing, ...momentOf(iso, own, options) }
  const read = options.dateWords?.(text, language || 'en') ?? null
  if (read === null) return null
  const { dueOn: on, dueTime: time, recurrence, recurrenceFrom } = read
  return { on, time, zone: time === null ? null : own, recurrence, recurrenceFrom }
}

function momentOf(iso: NonNullable<ReturnType<typeof isoParts>>, own: string | null, { timeZone }: ImportOptions) {
  if (iso.instant === null) return { on: iso.on, time: iso.time, zone: iso.time === null ? null : own }
  const zone = own ?? timeZone
  return { ...localMoment(iso.instant, zone), zone }
}
