import type { LossKind } from '../import-draft.js'
import type { ImportOptions } from '../import-options.js'
import { isObject } from '../json-values.js'
import { instantOf, isoParts, localMoment, type Moment, zoneNamed } from '../moments.js'
import { recurrenceRule } from '../recurrence-rule.js'
import type { CalendarPart, CalendarProperty } from './calendar.js'

export type LoseField = (field: string, what: LossKind) => void

/** A day or a time of a property; null if there is none or it is not a date. A time in UTC is converted to the person's zone. */
export function calendarMoment(property: CalendarProperty | undefined, { timeZone }: ImportOptions): Moment | null {
  const read = property === undefined ? null : isoParts(String(property.values[0] ?? ''))
  if (property === undefined || read === null) return null
  if (read.instant !== null) return { ...localMoment(read.instant, timeZone), zone: timeZone }
  return { on: read.on, time: read.time, zone: read.time === null ? null : zoneOf(property) }
}

/** Some programs put a prefix before the name: `/freeassociation.sourceforge.net/Europe/Berlin`. */
export function zoneOf({ parameters }: CalendarProperty): string | null {
  const name = parameters.tzid ?? ''
  return zoneNamed(name) ?? zoneNamed(name.split('/').slice(-2).join('/'))
}

/** An instant of a property. A time without a zone is in the person's zone. */
export function calendarInstant(property: CalendarProperty | undefined, options: ImportOptions): string | null {
  const read = property === undefined ? null : isoParts(String(property.values[0] ?? ''))
  if (property === undefined || read === null) return null
  return read.instant ?? instantOf(read.on, read.time ?? '00:00', zoneOf(property) ?? options.timeZone)
}

/** The rule of a task, in the form of RFC 5545. */
export function calendarRule(part: CalendarPart, lose: LoseField) {
  const [rule, ...others] = part.all('rrule')
  if (rule === undefined) return {}
  const read = recurrenceRule(ruleText(rule.values[0]))
  if (read?.isWhole !== true || others.length > 0) lose('recurrence', read === null ? 'NOT_UNDERSTOOD' : 'CHANGED')
  const isFromCompletion = part.text('x-ownlist-recurrence-from').toUpperCase() === 'COMPLETION'
  return { recurrence: read?.rule ?? null, recurrenceFrom: isFromCompletion ? 'completion' : 'schedule' } as const
}

function ruleText(value: unknown): string {
  if (!isObject(value)) return String(value)
  const parts = Object.entries(value).map(
    ([name, each]) => `${name.toUpperCase()}=${name === 'until' ? compact(each) : each}`,
  )
  return parts.join(';')
}

/** `2026-01-31T09:00:00Z` as RFC 5545 writes it. */
const compact = (value: unknown) => String(value).replace(/[-:]/g, '')
