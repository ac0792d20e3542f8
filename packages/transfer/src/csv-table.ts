import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { ImportError } from './import-error.js'
import { importLimits } from './limits.js'

/** A row of a table with a header. Its values are the texts in the file, including formulas. */
export interface CsvRow {
  readonly line: number
  /** The value of a column, trimmed; empty if the row is short or there is no such column. */
  get(column: string): string
}

export interface CsvTable {
  /** As written, without a byte order mark. */
  readonly columns: readonly string[]
  readonly headerLine: number
  readonly rows: readonly CsvRow[]
}

interface CsvRecord {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

/**
 * Reads a table whose columns are found by their names, in any order. The delimiter is `,`, `;` or tab, whichever is most
 * frequent in the header. Lines above the header are skipped.
 * @param isHeader whether a record is the header; it gets normalized names
 * @returns null if there is no header in the first records
 * @throws {ImportError} `DAMAGED` or `TOO_MANY_ROWS`
 */
export function csvTable(text: string, isHeader: IsHeader): CsvTable | null {
  const delimiter = delimiterOf(text, isHeader)
  if (delimiter === undefined) return null
  const records = parsed(text, delimiter, importLimits.rows + 1)
  if (records.length > importLimits.rows) {
    throw new ImportError(
      'TOO_MANY_ROWS',
      'The table has more than 50,000 rows. Split it, and import the parts one after another.',
    )
  }
  const at = headerIn(records, isHeader)
  const header = records[at]
  return header === undefined ? null : tableOf(header, records.slice(at + 1))
}

type IsHeader = (names: ReadonlySet<string>) => boolean

/** Whether a text starts with such a table. Only the beginning is parsed. */
export const hasTable = (text: string, isHeader: IsHeader): boolean => delimiterOf(text, isHeader) !== undefined

const delimiterOf = (text: string, isHeader: IsHeader) =>
  delimitersOf(text).find((each) => headerIn(beginning(text, each), isHeader) >= 0)

/** The maximum number of records before the header. */
const mostAbove = 20

const headerIn = (records: readonly CsvRecord[], isHeader: IsHeader) =>
  records.slice(0, mostAbove).findIndex(({ record }) => isHeader(new Set(record.map(columnName))))

/** The first records. With another delimiter, they may end in the middle of a quoted value. */
function beginning(text: string, delimiter: string): readonly CsvRecord[] {
  try {
    return parsed(text, delimiter, mostAbove)
  } catch (error) {
    if (error instanceof ImportError) return []
    throw error
  }
}

/** Names are compared without case, accents and punctuation. */
export const columnName = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%+]+/gu, ' ')
    .trim()

function tableOf(header: CsvRecord, records: readonly CsvRecord[]): CsvTable {
  const places = new Map<string, number>()
  for (const [place, name] of header.record.entries()) {
    if (!places.has(columnName(name))) places.set(columnName(name), place)
  }
  const asked = new Map<string, number>()
  const placeOf = (column: string) => {
    const place = asked.get(column) ?? places.get(columnName(column)) ?? -1
    asked.set(column, place)
    return place
  }
  const rows = records.map(({ record }, at) => ({
    // A record may span several lines. Each record starts on the line after the one before it.
    line: (records[at - 1] ?? header).info.lines + 1,
    get: (column: string) => record[placeOf(column)]?.trim() ?? '',
  }))
  return { columns: header.record.map((name) => name.trim()), headerLine: header.info.lines, rows }
}

/** The most likely first. A quoted preamble may have none of them in its first line. */
function delimitersOf(text: string): readonly string[] {
  const start = text.slice(0, 4_000)
  const count = (delimiter: string) => start.split(delimiter).length
  return [',', ';', '\t'].sort((one, other) => count(other) - count(one))
}

const lineEnds = ['\r\n', '\n', '\r']

function parsed(text: string, delimiter: string, most: number): readonly CsvRecord[] {
  try {
    const options = {
      delimiter,
      info: true,
      // The lines of a file may end in different ways. Without this, the ending of the first line would be used for all.
      record_delimiter: lineEnds,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: most,
    }
    return parse(text, options) as unknown as readonly CsvRecord[]
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    throw new ImportError('DAMAGED', 'The table ends in the middle of a quoted value. Export it again.', { cause })
  }
}
