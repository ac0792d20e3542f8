/** A property line: name, parameters, and a value that is already escaped. */
export interface CalendarLine {
  readonly name: string
  readonly parameters?: string
  readonly value: string
}

/** Text as in RFC 5545 (3.3.11). Control characters cannot be written. */
export const calendarText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
    .replace(/[\0-\x08\x0b-\x1f\x7f]/g, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n')

/** Lines of at most 75 octets (RFC 5545, 3.1), folded between characters, each ended by CRLF. */
export const calendarLines = (lines: readonly (CalendarLine | null)[]): string =>
  lines.map((line) => (line === null ? '' : folded(`${line.name}${line.parameters ?? ''}:${line.value}`))).join('')

const mostOctets = 75

function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = octetsOf(character.codePointAt(0) ?? 0)
    if (octets + size > mostOctets) {
      parts.push(part)
      part = ' '
      octets = 1
    }
    part += character
    octets += size
  }
  return `${[...parts, part].join('\r\n')}\r\n`
}

const octetsOf = (codePoint: number) => (codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4)

/** `2026-11-26T09:30:00.000Z` as `20261126T093000Z`. */
export const calendarInstantText = (instant: string): string => `${instant.slice(0, 19).replace(/[-:]/g, '')}Z`
