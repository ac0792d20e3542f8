import type { ImportOptions } from '../import-options.js'
import { isoParts, type Moment } from '../moments.js'
import { plannedAndDeadline } from '../planned-and-deadline.js'
import type { CalendarPart, CalendarProperty } from './calendar.js'
import { calendarMoment, type LoseField, zoneOf } from './calendar-values.js'

/** The planned day and the deadline of a task. `X-OWNLIST-DEADLINE` is a deadline that DTSTART and DUE cannot express. */
export function calendarDays(part: CalendarPart, options: ImportOptions, lose: LoseField) {
  const read = (name: string) => momentOf(part.all(name)[0], options, lose)
  const own = read('x-ownlist-deadline')
  const due = read('due')
  const start = read('dtstart')
  const { days, lost } = plannedAndDeadline(own === null ? start : null, due)
  if (lost !== null) lose(lost, 'NOT_KEPT')
  if (own === null) return days
  // A deadline alone is also written as DUE for other programs, without a DTSTART.
  const isAlone = start === null && due !== null && due.on === own.on && due.time === own.time && due.zone === own.zone
  const planned = isAlone ? plannedAndDeadline(null, null).days : days
  return { ...planned, deadlineOn: own.on, deadlineTime: own.time, deadlineZone: own.zone }
}

function momentOf(property: CalendarProperty | undefined, options: ImportOptions, lose: LoseField): Moment | null {
  const value = String(property?.values[0] ?? '')
  if (property === undefined || value === '') return null
  const moment = calendarMoment(property, options)
  if (moment === null) lose(property.name, 'NOT_UNDERSTOOD')
  // The file defines its own zone with its own rules. Such a time becomes one without a zone.
  else if (property.parameters.tzid !== undefined && zoneOf(property) === null && isoParts(value)?.instant === null) {
    lose('tzid', 'ASSUMED')
  }
  return moment
}
