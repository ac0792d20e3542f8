import { Temporal } from 'temporal-polyfill'

/** A calendar day, possibly with a time, possibly in a zone. */
export interface Moment {
  readonly on: string
  readonly time: string | null
  readonly zone: string | null
}

const firstYear = 1900

/** A day as `YYYY-MM-DD`, or null if there is no such day. Days before 1900 are placeholders of other apps. */
export function dayOf(year: number, month: number, day: number): string | null {
  if (!(year >= firstYear && year <= 9999)) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return date.toISOString().slice(0, 10)
}

/** A time as `HH:MM`, or null if there is no such time. */
export function timeOf(hour: number, minute: number): string | null {
  if (!(hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59)) return null
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

const isoForm =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:(?:[T ]|\s+at\s+)(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i

/** The parts of an ISO 8601 day or date-time, as other apps write them. */
export interface IsoParts {
  readonly on: string
  readonly time: string | null
  /** The instant, if an offset is given. */
  readonly instant: string | null
}

/** Reads `2026-10-05`, `2026-10-05 10:30`, `2026-10-05 at 10:30`, `2026-10-05T10:30:00+0000` and `20261005T103000Z`. */
export function isoParts(text: string): IsoParts | null {
  const match = isoForm.exec(text.trim())
  if (match === null) return null
  const on = dayOf(Number(match[1]), Number(match[2]), Number(match[3]))
  if (on === null) return null
  if (match[4] === undefined) return { on, time: null, instant: null }
  const time = timeOf(Number(match[4]), Number(match[5]))
  if (time === null) return null
  return { on, time, instant: match[7] === undefined ? null : instantAt(`${on}T${time}:${match[6] ?? '00'}`, match[7]) }
}

function instantAt(local: string, offset: string): string | null {
  const zone = offset.toUpperCase() === 'Z' ? 'Z' : `${offset.slice(0, 3)}:${offset.slice(-2)}`
  return validInstant(`${local}${zone}`)
}

/** An instant in the API's form, or null. */
export function validInstant(text: string): string | null {
  const date = new Date(text)
  if (Number.isNaN(date.getTime())) return null
  const year = date.getUTCFullYear()
  return year >= firstYear && year <= 9999 ? date.toISOString() : null
}

/** Looking up a zone takes longer than reading a row, and most rows have the same zone. */
const zones = new Map<string, string | null>()
const mostZones = 1_000

/** The zone's canonical spelling, or null if there is no such zone. */
export function zoneNamed(name: string): string | null {
  const known = zones.get(name)
  if (known !== undefined) return known
  const zone = findZone(name.trim())
  if (zones.size < mostZones && name.length < 100) zones.set(name, zone)
  return zone
}

function findZone(name: string): string | null {
  if (name === '' || /^[+-]/.test(name)) return null
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return null
  }
}

/** The local day and time in `zone` at an instant. */
export function localMoment(instant: string, zone: string): { readonly on: string; readonly time: string } {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
  return { on: local.toPlainDate().toString(), time: local.toPlainTime().toString().slice(0, 5) }
}

/** The instant at which the local time in `zone` is this one. A time that a clock change skips moves forward. */
export function instantOf(on: string, time: string, zone: string): string | null {
  return validInstant(Temporal.PlainDateTime.from(`${on}T${time}`).toZonedDateTime(zone).toInstant().toString())
}

/** The day whose start in `zone` is nearest, for days that were written as an instant in another zone. */
export function nearestDay(instant: string, zone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).add({ hours: 12 }).toPlainDate().toString()
}

/** The day a number of days later. */
export const daysAfter = (on: string, days: number): string => Temporal.PlainDate.from(on).add({ days }).toString()
