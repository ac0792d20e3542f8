import { tzlib_get_ical_block, tzlib_get_timezones } from 'timezones-ical-library'
import type { Moment } from '../moments.js'
import type { CalendarLine } from './calendar-lines.js'

/** DTSTART, DUE and the like: a day, a floating time, or a time in a zone. */
export function momentLine(name: string, { on, time, zone }: Moment): CalendarLine {
  const day = on.replaceAll('-', '')
  if (time === null) return { name, parameters: ';VALUE=DATE', value: day }
  const parameters = zone === null || zone === 'UTC' ? '' : `;TZID=${zone}`
  return { name, parameters, value: `${day}T${time.replace(':', '')}00${zone === 'UTC' ? 'Z' : ''}` }
}

/** The rules of each zone, which a calendar must contain (RFC 5545, 3.6.5), in lines. */
export function zoneBlocks(zones: Iterable<string>): string {
  const blocks = [...new Set(zones)].filter((zone) => zone !== 'UTC').map((zone) => blockOf(zone))
  return blocks.join('')
}

const known = new Set(tzlib_get_timezones())

/** Empty for a zone that the library does not know; readers also know the names of zones. */
function blockOf(zone: string): string {
  if (!known.has(zone)) return ''
  const [block = ''] = tzlib_get_ical_block(zone)
  // An older name, such as Asia/Calcutta, gets the block of the newer one.
  const lines = block
    .trim()
    .split(/\r?\n/)
    .map((line) => (line.startsWith('TZID:') ? `TZID:${zone}` : line))
  return `${lines.join('\r\n')}\r\n`
}
