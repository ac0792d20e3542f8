import { DraftCollector, type FoundTask } from '../draft-collector.js'
import type { ImportDraft, LossKind } from '../import-draft.js'
import type { ImportOptions } from '../import-options.js'
import { paragraphs } from '../text-bounds.js'
import { type CalendarPart, calendarParts } from './calendar.js'
import { calendarDays } from './calendar-days.js'
import { calendarReminders } from './calendar-reminders.js'
import { calendarInstant, calendarRule } from './calendar-values.js'
import { listTitleOfFile } from './table-reader.js'

/** Reads the VTODOs of an iCalendar file (RFC 5545). A calendar is a list. */
export function readIcs(text: string, name: string, options: ImportOptions): ImportDraft {
  const collector = new DraftCollector(options)
  const reader = new IcsReader(collector)
  for (const { title, parts } of calendarParts(text)) reader.read(parts, title || listTitleOfFile(name))
  return collector.finish()
}

const notKept = ['attach', 'attendee', 'organizer', 'location', 'geo', 'exdate', 'rdate', 'duration', 'recurrence-id']

class IcsReader {
  readonly #collector: DraftCollector
  readonly #lists = new Map<string, string>()
  readonly #sections = new Map<string, string>()

  constructor(collector: DraftCollector) {
    this.#collector = collector
  }

  read(parts: readonly CalendarPart[], title: string): void {
    const sorted = parts
      .map((part, at) => ({ part, at, order: Number(part.text('x-apple-sort-order') || Number.NaN) }))
      .sort((one, other) => one.order - other.order || one.at - other.at)
    for (const { part, at } of sorted) {
      if (part.name === 'vtodo') this.#readTask(part, title, part.text('uid') || `entry ${at + 1}`)
      else if (part.name !== 'vtimezone') {
        this.#collector.lose({
          row: part.text('uid') || `entry ${at + 1}`,
          title: part.text('summary'),
          field: part.name,
          what: 'NOT_KEPT',
        })
      }
    }
  }

  #readTask(part: CalendarPart, calendar: string, row: string): void {
    const title = part.text('summary')
    const lose = (field: string, what: LossKind) => this.#collector.lose({ row, title, field, what })
    for (const field of notKept) if (part.all(field).length > 0) lose(field, 'NOT_KEPT')
    const { options } = this.#collector
    const days = calendarDays(part, options, lose)
    this.#collector.task({
      row,
      id: part.text('uid'),
      parentId: parentOf(part),
      title,
      ...this.#place(part, calendar),
      notes: paragraphs(
        part.text('description'),
        ...part.all('comment').map(({ values }) => String(values[0])),
        part.text('url'),
      ),
      priority: priorityOf(Number(part.text('priority'))),
      labels: part.all('categories').flatMap(({ values }) => values.map(String)),
      createdAt: calendarInstant(part.all('created')[0], options),
      ...statusOf(part, options, lose),
      ...days,
      ...calendarRule(part, lose),
      ...calendarReminders(part, { days, options, lose }),
    })
  }

  #place(part: CalendarPart, calendar: string): Pick<FoundTask, 'listKey' | 'sectionKey'> {
    const listKey =
      part.all('x-ownlist-no-list').length > 0 ? null : this.#list(part.text('x-ownlist-list') || calendar)
    const section = part.text('x-ownlist-section')
    return { listKey, sectionKey: listKey === null || section === '' ? null : this.#section(listKey, section) }
  }

  #list(title: string): string {
    const key = this.#lists.get(title) ?? this.#collector.list(title)
    this.#lists.set(title, key)
    return key
  }

  #section(listKey: string, title: string): string {
    const name = JSON.stringify([listKey, title])
    const key = this.#sections.get(name) ?? this.#collector.section(listKey, title)
    this.#sections.set(name, key)
    return key
  }
}

/** Without a type, the relation is to a parent. */
function parentOf(part: CalendarPart): string | null {
  const parent = part
    .all('related-to')
    .find(({ parameters }) => (parameters.reltype ?? 'PARENT').toUpperCase() === 'PARENT')
  return parent === undefined ? null : String(parent.values[0] ?? '')
}

/** 1 is the most urgent, 9 the least; 0 is none. */
function priorityOf(value: number) {
  if (!(value >= 1 && value <= 9)) return 'none'
  if (value < 5) return 'high'
  return value === 5 ? 'medium' : 'low'
}

function statusOf(part: CalendarPart, options: ImportOptions, lose: (field: string, what: LossKind) => void) {
  const status = part.text('status').toUpperCase()
  const percent = Number(part.text('percent-complete') || 0)
  const completed = calendarInstant(part.all('completed')[0], options)
  const done =
    status === 'COMPLETED' || status === 'CANCELLED' || percent === 100 || (status === '' && completed !== null)
  if (status === 'CANCELLED' || status === 'IN-PROCESS') lose('status', 'CHANGED')
  if (percent > 0 && percent < 100) lose('percent-complete', 'NOT_KEPT')
  return { done, completedAt: completed }
}
