import { DraftCollector } from '../draft-collector.js'
import type { DraftPriority, ImportDraft, LossKind } from '../import-draft.js'
import { ImportError } from '../import-error.js'
import type { ImportOptions } from '../import-options.js'
import { importLimits } from '../limits.js'
import { instantOf, isoParts, type Moment } from '../moments.js'
import { plannedAndDeadline } from '../planned-and-deadline.js'
import { rule } from '../recurrence-rule.js'

/** Reads todo.txt: one line is one task, `+project` is a list, `@context` is a label. */
export function readTodoTxt(text: string, options: ImportOptions): ImportDraft {
  const reader = new TodoTxtReader(options)
  const lines = text.split(/\r\n|\r|\n/)
  if (lines.length > importLimits.rows)
    throw new ImportError('TOO_MANY_ROWS', 'The file has more than 50,000 lines. Split it.')
  for (const [at, line] of lines.entries()) if (line.trim() !== '') reader.read(line.trim(), at + 1)
  return reader.collector.finish()
}

/** What a line begins with. `X `, `(b)`, `(B)->` and `xylophone` are text. */
interface Beginning {
  readonly done: boolean
  readonly priority: string | null
  readonly completedOn: string | null
  readonly createdOn: string | null
  readonly text: string
}

const day = '(\\d{4}-\\d{2}-\\d{2})'
const doneForm = new RegExp(`^x (?:\\(([A-Z])\\) )?(?:${day} )?(?:${day} )?(.*)$`, 's')
const openForm = new RegExp(`^(?:\\(([A-Z])\\) )?(?:${day} )?(.*)$`, 's')

function beginningOf(line: string): Beginning {
  const done = doneForm.exec(line)
  if (done !== null) {
    const [, priority = null, completedOn = null, createdOn = null, text = ''] = done
    return { done: true, priority, completedOn, createdOn, text }
  }
  const [, priority = null, createdOn = null, text = line] = openForm.exec(line) ?? []
  return { done: false, priority, completedOn: null, createdOn, text }
}

class TodoTxtReader {
  readonly collector: DraftCollector
  readonly #lists = new Map<string, string>()

  constructor(options: ImportOptions) {
    this.collector = new DraftCollector(options)
  }

  read(line: string, row: number): void {
    const beginning = beginningOf(line)
    const { title, projects, contexts, values } = wordsOf(beginning.text)
    const lose = (field: string, what: LossKind) => this.collector.lose({ row, title, field, what })
    const [project, ...others] = projects
    if (others.length > 0) lose('project', 'CHANGED')
    this.collector.task({
      row,
      title,
      listKey: project === undefined ? null : this.#list(project, row),
      labels: [...contexts, ...others],
      priority: priorityOf(beginning.priority ?? values.get('pri') ?? null, lose),
      done: beginning.done,
      completedAt: this.#midnight(beginning.completedOn),
      createdAt: this.#midnight(beginning.createdOn),
      ...datesOf(values, lose),
    })
  }

  #list(title: string, row: number): string {
    const key = this.#lists.get(title) ?? this.collector.list(title, { row })
    this.#lists.set(title, key)
    return key
  }

  #midnight(on: string | null): string | null {
    const read = on === null ? null : isoParts(on)
    return read === null ? null : instantOf(read.on, '00:00', this.collector.options.timeZone)
  }
}

const knownKeys = new Set(['due', 't', 'rec', 'pri'])

/**
 * Tags at the end are removed from the title. Tags within a sentence also stay in it, because it would be unreadable
 * without them.
 */
function wordsOf(text: string) {
  const words = text.split(/\s+/).filter((word) => word !== '')
  const projects: string[] = []
  const contexts: string[] = []
  const values = new Map<string, string>()
  const kept: { readonly word: string; readonly isTag: boolean }[] = []
  for (const word of words) {
    const [, key = '', value = ''] = /^([a-z]+):(\S+)$/.exec(word) ?? []
    if (knownKeys.has(key) && !values.has(key)) {
      values.set(key, value)
      continue
    }
    if (/^\+\S/.test(word)) projects.push(word.slice(1))
    else if (/^@\S/.test(word)) contexts.push(word.slice(1))
    kept.push({ word, isTag: /^[+@]\S/.test(word) })
  }
  const last = kept.findLastIndex(({ isTag }) => !isTag)
  const title = kept.slice(0, last + 1).map(({ word }) => word)
  return { title: (title.length > 0 ? title : words).join(' '), projects, contexts, values }
}

function priorityOf(letter: string | null, lose: (field: string, what: LossKind) => void): DraftPriority {
  if (letter === null) return 'none'
  const found = ({ A: 'high', B: 'medium', C: 'low' } as const)[letter]
  if (found !== undefined) return found
  lose('priority', 'CHANGED')
  return /^[D-Z]$/.test(letter) ? 'low' : 'none'
}

function datesOf(values: ReadonlyMap<string, string>, lose: (field: string, what: LossKind) => void) {
  const momentOf = (key: string): Moment | null => {
    const read = isoParts(values.get(key) ?? '')
    if (values.has(key) && read === null) lose(key, 'NOT_UNDERSTOOD')
    return read === null ? null : { on: read.on, time: read.time, zone: null }
  }
  const { days, lost } = plannedAndDeadline(momentOf('t'), momentOf('due'))
  if (lost !== null) lose(lost, 'NOT_KEPT')
  const rec = values.get('rec')
  const recurrence = rec === undefined ? null : ruleOf(rec)
  if (rec !== undefined && recurrence === null) lose('rec', 'NOT_UNDERSTOOD')
  // With a plus sign, the next occurrence counts from the due day, otherwise from the completion.
  const recurrenceFrom = rec === undefined || rec.startsWith('+') ? 'schedule' : 'completion'
  return { ...days, recurrence, recurrenceFrom } as const
}

const frequencies: Readonly<Record<string, string>> = { d: 'DAILY', w: 'WEEKLY', m: 'MONTHLY', y: 'YEARLY' }

function ruleOf(rec: string): string | null {
  const [, count, unit = ''] = /^\+?(\d{1,3})([dwmyb])$/.exec(rec) ?? []
  const interval = Number(count ?? 0)
  if (unit === 'b') return interval === 1 ? 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR' : null
  const frequency = frequencies[unit]
  return frequency === undefined || interval < 1 ? null : rule(frequency, interval)
}
