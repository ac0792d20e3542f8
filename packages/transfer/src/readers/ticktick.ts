import { type CsvRow, csvTable } from '../csv-table.js'
import { DraftCollector } from '../draft-collector.js'
import type { ImportDraft, LossKind } from '../import-draft.js'
import type { ImportOptions } from '../import-options.js'
import { instantOf, isoParts, localMoment, type Moment, zoneNamed } from '../moments.js'
import { plannedAndDeadline } from '../planned-and-deadline.js'
import { recurrenceRule } from '../recurrence-rule.js'
import { nameUnknownColumns, requireTable } from './table-reader.js'
import { reminderOfTrigger } from './triggers.js'

const known = [
  'Folder Name',
  'List Name',
  'Title',
  'Kind',
  'Tags',
  'Content',
  'Is Check list',
  'Start Date',
  'Due Date',
  'Reminder',
  'Repeat',
  'Priority',
  'Status',
  'Created Time',
  'Completed Time',
  'Order',
  'Timezone',
  'Is All Day',
  'Is Floating',
  'Column Name',
  'Column Order',
  'View Mode',
  'taskId',
  'parentId',
] as const

export const isTickTickHeader = (names: ReadonlySet<string>): boolean => names.has('list name') && names.has('title')

/** Reads TickTick's backup, a CSV after a preamble. */
export function readTickTick(text: string, options: ImportOptions): ImportDraft {
  const table = requireTable(csvTable(text, isTickTickHeader))
  const collector = new DraftCollector(options)
  nameUnknownColumns(table, known, collector)
  const reader = new TickTickReader(collector)
  for (const row of table.rows) reader.read(row)
  return collector.finish()
}

class TickTickReader {
  readonly #collector: DraftCollector
  readonly #lists = new Map<string, string>()
  readonly #sections = new Map<string, string>()

  constructor(collector: DraftCollector) {
    this.#collector = collector
  }

  read(row: CsvRow): void {
    const title = row.get('Title')
    const id = row.get('taskId')
    if (title === '' && row.get('Content') === '' && id === '') return
    const listKey = this.#list(row)
    const { notes, items } = isTrue(row.get('Is Check list'))
      ? checklist(row.get('Content'))
      : { notes: row.get('Content'), items: [] }
    if (row.get('Kind').toUpperCase() === 'NOTE') this.#lose(row, 'Kind', 'CHANGED')
    const own = id === '' ? `line ${row.line}` : id
    const sectionKey = listKey === null ? null : this.#section(row, listKey)
    const place = { listKey, sectionKey }
    const { priority, isExact } = priorityOf(row.get('Priority'))
    if (!isExact) this.#lose(row, 'priority', 'CHANGED')
    const status = row.get('Status')
    this.#collector.task({
      ...place,
      row: row.line,
      id: own,
      parentId: row.get('parentId'),
      title,
      notes,
      labels: row.get('Tags').split(/,\s*/),
      priority,
      done: status !== '' && status !== '0',
      completedAt: this.#instant(row, 'Completed Time'),
      createdAt: this.#instant(row, 'Created Time'),
      ...this.#dates(row),
    })
    for (const { title: item, done } of items) {
      this.#collector.task({
        ...place,
        row: row.line,
        parentId: own,
        title: item,
        done,
        completedAt: this.#collector.options.now.toISOString(),
      })
    }
  }

  #list(row: CsvRow): string | null {
    const title = row.get('List Name')
    if (title === '' || title.toLowerCase() === 'inbox') return null
    const folder = row.get('Folder Name')
    const known = this.#lists.get(JSON.stringify([folder, title]))
    if (known !== undefined) return known
    const key = this.#collector.list(title, { row: row.line })
    this.#lists.set(JSON.stringify([folder, title]), key)
    if (folder !== '')
      this.#collector.lose({ row: row.line, title: row.get('Title'), field: 'Folder Name', what: 'NOT_KEPT' })
    return key
  }

  #section(row: CsvRow, listKey: string): string | null {
    const title = row.get('Column Name')
    if (title === '' || title === 'Not Sectioned') return null
    const name = JSON.stringify([listKey, title])
    const key = this.#sections.get(name) ?? this.#collector.section(listKey, title, row.line)
    this.#sections.set(name, key)
    return key
  }

  #dates(row: CsvRow) {
    const { days, lost } = plannedAndDeadline(this.#moment(row, 'Start Date'), this.#moment(row, 'Due Date'))
    if (lost !== null) this.#lose(row, lost, 'NOT_KEPT')
    return { ...days, ...this.#recurrence(row), ...this.#reminders(row) }
  }

  /** An all-day date is midnight in the row's zone, usually written as an instant. */
  #moment(row: CsvRow, column: string): Moment | null {
    const text = row.get(column)
    if (text === '') return null
    const iso = isoParts(text)
    if (iso === null) {
      this.#lose(row, column, 'NOT_UNDERSTOOD')
      return null
    }
    const zone = zoneNamed(row.get('Timezone')) ?? this.#collector.options.timeZone
    const isAllDay = isTrue(row.get('Is All Day'))
    const isFloating = isTrue(row.get('Is Floating'))
    const instant =
      iso.instant ?? (isAllDay && iso.time !== '00:00' && iso.time !== null ? instantOf(iso.on, iso.time, 'UTC') : null)
    const local = instant === null ? { on: iso.on, time: iso.time } : localMoment(instant, zone)
    return isAllDay ? { on: local.on, time: null, zone: null } : { ...local, zone: isFloating ? null : zone }
  }

  #recurrence(row: CsvRow) {
    const text = row.get('Repeat')
    if (text === '') return {}
    const read = recurrenceRule(text)
    if (read?.isWhole !== true) this.#lose(row, 'recurrence', read === null ? 'NOT_UNDERSTOOD' : 'CHANGED')
    return read === null ? {} : { recurrence: read.rule }
  }

  #reminders(row: CsvRow) {
    const isAllDay = isTrue(row.get('Is All Day'))
    const read = row
      .get('Reminder')
      .split(/[\n,]+/)
      .filter((trigger) => trigger.trim() !== '')
      .map((trigger) => reminderOfTrigger(trigger, isAllDay))
    const before = read.filter((minutes) => minutes !== null)
    if (before.length < read.length) this.#lose(row, 'reminder', 'NOT_UNDERSTOOD')
    return { remindBefore: before }
  }

  #instant(row: CsvRow, column: string): string | null {
    const iso = isoParts(row.get(column))
    if (iso === null) return null
    const zone = zoneNamed(row.get('Timezone')) ?? this.#collector.options.timeZone
    return iso.instant ?? instantOf(iso.on, iso.time ?? '00:00', zone)
  }

  #lose(row: CsvRow, field: string, what: LossKind): void {
    this.#collector.lose({ row: row.line, title: row.get('Title'), field, what })
  }
}

const isTrue = (text: string) => /^(true|y|yes|1)$/i.test(text)

function priorityOf(text: string): {
  readonly priority: 'none' | 'low' | 'medium' | 'high'
  readonly isExact: boolean
} {
  const priorities = { '': 'none', '0': 'none', '1': 'low', '3': 'medium', '5': 'high' } as const
  const found = Object.entries(priorities).find(([value]) => value === text.replace(/^p/i, ''))
  if (found !== undefined) return { priority: found[1], isExact: true }
  const value = Number.parseInt(text.replace(/^p/i, ''), 10)
  return { priority: value === 2 ? 'low' : value === 4 ? 'medium' : 'none', isExact: false }
}

/** Items begin with `▫` (open) or `▪` (done). Text before the first one is the description. */
function checklist(content: string) {
  const [notes = '', ...parts] = content.split(/(?=[▫▪])/)
  const items = parts.map((part) => ({ title: part.slice(1).trim(), done: part.startsWith('▪') }))
  return { notes, items: items.filter(({ title }) => title !== '') }
}
