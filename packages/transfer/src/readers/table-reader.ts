import { type CsvTable, columnName } from '../csv-table.js'
import type { DraftCollector } from '../draft-collector.js'
import { ImportError } from '../import-error.js'

/** @throws {ImportError} `UNKNOWN_FORMAT` */
export function requireTable(table: CsvTable | null): CsvTable {
  if (table !== null) return table
  throw new ImportError('UNKNOWN_FORMAT', 'The table has no header with columns that are known.')
}

/** Reports each column with values that no reader knows. */
export function nameUnknownColumns(table: CsvTable, known: readonly string[], collector: DraftCollector): void {
  const names = new Set(known.map(columnName))
  for (const field of table.columns.slice(0, 200)) {
    const isUnknown = field !== '' && !names.has(columnName(field))
    if (isUnknown && table.rows.some((row) => row.get(field) !== '')) {
      collector.lose({ row: table.headerLine, field, what: 'NOT_KEPT' })
    }
  }
}

/** `Work [220474322].csv` is the list `Work`. */
export function listTitleOfFile(name: string): string {
  const [file = ''] = name.split(/[/\\]/).slice(-1)
  const title = file
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/\s*[[(]\d+[\])]\s*$/, '')
    .trim()
  return title === '' ? 'Imported' : title
}
