import { type CsvRow, type CsvTable, columnName, csvTable } from '../csv-table.js'
import { DraftCollector } from '../draft-collector.js'
import type { ImportDraft, LossKind } from '../import-draft.js'
import type { ImportOptions } from '../import-options.js'
import { instantOf, type Moment } from '../moments.js'
import { plannedAndDeadline } from '../planned-and-deadline.js'
import { isOutlookHeader, type OutlookField, outlookColumns, outlookFields } from './outlook-columns.js'
import { type DayOrder, dayOrder, orderedDay, outlookTime } from './outlook-dates.js'
import { listTitleOfFile, nameUnknownColumns, requireTable } from './table-reader.js'

const notKept = ['totalWork', 'actualWork', 'billing', 'companies', 'contacts', 'mileage', 'role'] as const

/** Reads the CSV of a folder of tasks from Outlook, in English, German, French or Spanish. */
export function readOutlook(text: string, name: string, options: ImportOptions): ImportDraft {
  const table = requireTable(csvTable(text, isOutlookHeader))
  const collector = new DraftCollector(options)
  nameUnknownColumns(table, outlookColumns, collector)
  const reader = new OutlookReader(table, collector, listTitleOfFile(name))
  for (const row of table.rows) reader.read(row)
  return collector.finish()
}

class OutlookReader {
  readonly #collector: DraftCollector
  readonly #listKey: string
  readonly #order: DayOrder
  readonly #columns: ReadonlyMap<string, string>

  constructor(table: CsvTable, collector: DraftCollector, listTitle: string) {
    this.#collector = collector
    this.#columns = outlookFields(new Set(table.columns.map(columnName)))
    this.#listKey = collector.list(listTitle)
    const dates = (['start', 'due', 'reminderDate', 'completedOn'] as const).flatMap((field) =>
      table.rows.map((row) => this.#get(row, field)),
    )
    this.#order = dayOrder(dates, this.#columns.get('subject') === 'Subject')
    if (this.#order.isAssumed) collector.lose({ row: table.headerLine, field: 'due', what: 'ASSUMED' })
  }

  read(row: CsvRow): void {
    const title = this.#get(row, 'subject')
    if (title === '' && this.#get(row, 'notes') === '') return
    for (const field of notKept) if (!/^(0|)$/.test(this.#get(row, field))) this.#lose(row, field, 'NOT_KEPT')
    const completedOn = this.#day(row, 'completedOn')
    const { timeZone } = this.#collector.options
    this.#collector.task({
      row: row.line,
      title,
      listKey: this.#listKey,
      notes: this.#get(row, 'notes'),
      labels: this.#get(row, 'categories').split(/[;,]/),
      priority: priorities[columnName(this.#get(row, 'priority'))] ?? 'none',
      ...this.#dates(row),
      remindAt: this.#reminder(row),
      done: completedOn !== null || this.#isDone(row),
      completedAt: completedOn === null ? null : instantOf(completedOn.on, '00:00', timeZone),
    })
  }

  #dates(row: CsvRow) {
    const { days, lost } = plannedAndDeadline(this.#day(row, 'start'), this.#day(row, 'due'))
    if (lost !== null) this.#lose(row, lost, 'NOT_KEPT')
    return days
  }

  #day(row: CsvRow, field: OutlookField): Moment | null {
    const text = this.#get(row, field)
    if (/^(none|ohne|keine?|aucune?|ninguna|0\/0\/0+|)$/i.test(text)) return null
    const on = orderedDay(text, this.#order)
    if (on === null) this.#lose(row, field, 'NOT_UNDERSTOOD')
    return on === null ? null : { on, time: null, zone: null }
  }

  #reminder(row: CsvRow): readonly string[] {
    if (!yes.has(columnName(this.#get(row, 'reminderOn')))) return []
    const day = this.#day(row, 'reminderDate')
    const time = outlookTime(this.#get(row, 'reminderTime'))
    const at = day === null || time === null ? null : instantOf(day.on, time, this.#collector.options.timeZone)
    if (at === null) this.#lose(row, 'reminder', 'NOT_UNDERSTOOD')
    return at === null ? [] : [at]
  }

  /** 1, 100 and 100 % all mean completed. Values in between are lost. */
  #isDone(row: CsvRow): boolean {
    const percent = this.#get(row, 'percent')
    const value = Number.parseFloat(percent.replace(',', '.')) || 0
    const isDone =
      completed.has(columnName(this.#get(row, 'status'))) || value === 100 || (value === 1 && !percent.includes('%'))
    if (!isDone && value > 0) this.#lose(row, 'percent', 'NOT_KEPT')
    return isDone
  }

  #get(row: CsvRow, field: OutlookField): string {
    const column = this.#columns.get(field)
    return column === undefined ? '' : row.get(column)
  }

  #lose(row: CsvRow, field: string, what: LossKind): void {
    this.#collector.lose({ row: row.line, title: this.#get(row, 'subject'), field, what })
  }
}

const yes = new Set([
  'true',
  'wahr',
  'vrai',
  'verdadero',
  'on',
  'ein',
  'ja',
  'oui',
  'actif',
  'si',
  'activado',
  'yes',
  '1',
])

const completed = new Set([
  'completed',
  'complete',
  'erledigt',
  'abgeschlossen',
  'termine',
  'terminee',
  'acheve',
  'achevee',
  'completado',
  'completada',
  'finalizada',
])

const priorities: Readonly<Record<string, 'high' | 'low'>> = {
  high: 'high',
  hoch: 'high',
  haute: 'high',
  elevee: 'high',
  alta: 'high',
  low: 'low',
  niedrig: 'low',
  basse: 'low',
  faible: 'low',
  baja: 'low',
}
