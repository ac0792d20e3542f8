import { type CsvRow, csvTable } from '../csv-table.js'
import { DraftCollector } from '../draft-collector.js'
import type { ImportDraft, LossKind } from '../import-draft.js'
import type { ImportOptions } from '../import-options.js'
import { paragraphs } from '../text-bounds.js'
import { listTitleOfFile, nameUnknownColumns, requireTable } from './table-reader.js'
import { datesOfWords } from './words-of-dates.js'

const known = [
  'TYPE',
  'CONTENT',
  'DESCRIPTION',
  'IS_COLLAPSED',
  'PRIORITY',
  'INDENT',
  'AUTHOR',
  'RESPONSIBLE',
  'DATE',
  'DATE_LANG',
  'TIMEZONE',
  'DURATION',
  'DURATION_UNIT',
  'DEADLINE',
  'DEADLINE_LANG',
] as const

export const isTodoistHeader = (names: ReadonlySet<string>): boolean => names.has('type') && names.has('content')

/** Reads the CSV of a Todoist project. The project's name is the file's. */
export function readTodoist(text: string, name: string, options: ImportOptions): ImportDraft {
  const table = requireTable(csvTable(text, isTodoistHeader))
  const collector = new DraftCollector(options)
  nameUnknownColumns(table, known, collector)
  const reader = new TodoistReader(collector, listTitleOfFile(name))
  for (const row of table.rows) reader.read(row)
  reader.end()
  return collector.finish()
}

interface OpenRow {
  readonly row: CsvRow
  readonly parentId: string | null
  readonly sectionKey: string | null
  readonly comments: string[]
}

class TodoistReader {
  readonly #collector: DraftCollector
  readonly #listKey: string | null
  #sectionKey: string | null = null
  /** The ids of the last task of each level. */
  #above: string[] = []
  /** The last task; its comments follow it. */
  #last: OpenRow | null = null

  constructor(collector: DraftCollector, listTitle: string) {
    this.#collector = collector
    this.#listKey = listTitle.toLowerCase() === 'inbox' ? null : collector.list(listTitle)
  }

  read(row: CsvRow): void {
    const type = row.get('TYPE').toLowerCase()
    if (type === 'task') this.#readTask(row)
    else if (type === 'section') this.#readSection(row)
    else if (type === 'note') this.#readComment(row)
    else if (type === 'project_note') this.#lose(row, 'project_note', 'NOT_KEPT')
    else if (type !== 'meta' && type !== '') this.#lose(row, 'TYPE', 'NOT_UNDERSTOOD')
  }

  end(): void {
    if (this.#last !== null) this.#collect(this.#last)
    this.#last = null
  }

  #readSection(row: CsvRow): void {
    this.end()
    this.#above = []
    const title = row.get('CONTENT')
    this.#sectionKey = this.#listKey === null ? null : this.#collector.section(this.#listKey, title, row.line)
    if (this.#listKey === null) this.#lose(row, 'section', 'NOT_KEPT')
  }

  #readTask(row: CsvRow): void {
    this.end()
    const level = Math.max(1, Math.min(this.#above.length + 1, Number.parseInt(row.get('INDENT'), 10) || 1))
    const parentId = this.#above[level - 2] ?? null
    this.#above = [...this.#above.slice(0, level - 1), String(row.line)]
    this.#last = { row, parentId, sectionKey: this.#sectionKey, comments: [] }
  }

  #readComment(row: CsvRow): void {
    const { text, attachments } = withoutAttachments(row.get('CONTENT'))
    if (attachments.length > 0) this.#lose(row, 'attachment', 'NOT_KEPT')
    if (this.#last === null) this.#lose(row, 'note', 'MISSING')
    this.#last?.comments.push(paragraphs(text, ...attachments))
  }

  #collect({ row, parentId, sectionKey, comments }: OpenRow): void {
    const { text, attachments } = withoutAttachments(row.get('CONTENT'))
    const { title, labels } = withoutLabels(text)
    if (attachments.length > 0) this.#lose(row, 'attachment', 'NOT_KEPT')
    for (const field of ['RESPONSIBLE', 'DURATION'] as const) {
      if (!/^(none)?$/i.test(row.get(field))) this.#lose(row, field.toLowerCase(), 'NOT_KEPT')
    }
    const { unread, ...dates } = this.#dates(row)
    this.#collector.task({
      row: row.line,
      id: String(row.line),
      parentId,
      title,
      listKey: this.#listKey,
      sectionKey,
      labels,
      notes: paragraphs(row.get('DESCRIPTION'), ...attachments, ...comments, ...unread),
      priority: priorities[row.get('PRIORITY')] ?? 'none',
      ...dates,
    })
  }

  #dates(row: CsvRow) {
    const { options } = this.#collector
    const due = datesOfWords(row.get('DATE'), { language: row.get('DATE_LANG'), zone: row.get('TIMEZONE'), options })
    const deadline = datesOfWords(row.get('DEADLINE'), { language: row.get('DEADLINE_LANG'), zone: '', options })
    if (due === null) this.#lose(row, 'due', 'NOT_UNDERSTOOD')
    if (deadline === null) this.#lose(row, 'deadline', 'NOT_UNDERSTOOD')
    return {
      dueOn: due?.on ?? null,
      dueTime: due?.time ?? null,
      dueZone: due?.zone ?? null,
      deadlineOn: deadline?.on ?? null,
      deadlineTime: deadline?.time ?? null,
      recurrence: due?.recurrence ?? null,
      recurrenceFrom: due?.recurrenceFrom ?? 'schedule',
      unread: [...(due === null ? [row.get('DATE')] : []), ...(deadline === null ? [row.get('DEADLINE')] : [])],
    } as const
  }

  #lose(row: CsvRow, field: string, what: LossKind): void {
    this.#collector.lose({ row: row.line, title: row.get('CONTENT'), field, what })
  }
}

/** 1 is the most urgent. */
const priorities: Readonly<Record<string, 'high' | 'medium' | 'low' | 'none'>> = {
  '1': 'high',
  '2': 'medium',
  '3': 'low',
  '4': 'none',
}

/** Labels are words in the text that begin with `@`. An e-mail address has its `@` in the middle. */
function withoutLabels(content: string) {
  const labels: string[] = []
  const title = content.replace(/(^|\s)@([\p{L}\p{N}_][^\s@]*)(?=\s|$)/gu, (_, before: string, label: string) => {
    labels.push(label)
    return before
  })
  return labels.length > 0 && title.trim() === '' ? { title: content, labels } : { title, labels }
}

/** `[[file {json}]]` becomes a link, if the file has an address. */
function withoutAttachments(content: string) {
  const attachments: string[] = []
  const text = content.replace(/\[\[file (\{.*?\})\]\]/gs, (_, json: string) => {
    attachments.push(linkOf(json))
    return ''
  })
  return { text: text.trim(), attachments }
}

function linkOf(json: string): string {
  try {
    const file: unknown = JSON.parse(json)
    if (typeof file !== 'object' || file === null) return ''
    const { file_name: name = 'file', file_url: url = '' } = file as Readonly<Record<string, unknown>>
    return /^https:\/\/[^\s()<>]+$/.test(String(url)) ? `[${String(name).replace(/[[\]]/g, '')}](${url})` : String(name)
  } catch {
    return ''
  }
}
