import ICAL from 'ical.js'
import { ImportError } from '../import-error.js'
import { importLimits } from '../limits.js'

/** A property of a calendar, in the form of RFC 7265 (jCal). */
export interface CalendarProperty {
  readonly name: string
  readonly parameters: Readonly<Record<string, string>>
  readonly type: string
  readonly values: readonly unknown[]
}

export interface CalendarPart {
  readonly name: string
  readonly parts: readonly CalendarPart[]
  /** All properties of a name, in lower case. */
  all(name: string): readonly CalendarProperty[]
  /** The first text of a property, or an empty one. */
  text(name: string): string
}

/**
 * The parts of all calendars in a file, in order.
 * @throws {ImportError} `DAMAGED` or `TOO_MANY_ROWS`
 */
export function calendarParts(
  text: string,
): readonly { readonly title: string; readonly parts: readonly CalendarPart[] }[] {
  const calendars = parse(text).map(partOf)
  const count = calendars.reduce((sum, { parts }) => sum + parts.length, 0)
  if (count > importLimits.rows) {
    throw new ImportError('TOO_MANY_ROWS', 'The calendar has more than 50,000 entries. Export fewer lists at a time.')
  }
  return calendars.map((calendar) => ({
    title: calendar.text('x-wr-calname') || calendar.text('name'),
    parts: calendar.parts,
  }))
}

type Jcal = readonly [
  string,
  readonly (readonly [string, Record<string, string>, string, ...unknown[]])[],
  readonly Jcal[],
]

function parse(text: string): readonly Jcal[] {
  try {
    const parsed = ICAL.parse(text) as unknown as Jcal | readonly Jcal[]
    return typeof parsed[0] === 'string' ? [parsed as Jcal] : (parsed as readonly Jcal[])
  } catch (cause) {
    throw new ImportError('DAMAGED', 'The calendar is damaged or incomplete. Export it again.', { cause })
  }
}

function partOf([name, properties, parts]: Jcal): CalendarPart {
  const all = (wanted: string) =>
    properties
      .filter(([each]) => each === wanted)
      .map(([each, parameters, type, ...values]) => ({ name: each, parameters, type, values }))
  return {
    name,
    // Calendars, entries and alarms. Nothing else is parsed, and hostile files are nested more deeply.
    parts: name === 'vcalendar' || name === 'vtodo' ? parts.map(partOf) : [],
    all,
    text: (wanted) => all(wanted).map(textOf)[0] ?? '',
  }
}

/** Properties that RFC 5545 does not define stay unchanged. */
function textOf({ type, values }: CalendarProperty): string {
  const text = String(values[0] ?? '')
  if (type !== 'unknown') return text
  return text.replace(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign))
}
