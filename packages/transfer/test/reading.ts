import { type DraftTask, type ImportFile, type ImportOptions, readImport } from '@ownlist/transfer'
import { strToU8 } from 'fflate'

/** A Thursday, in a zone where midnight is not midnight in UTC. */
export const options: ImportOptions = {
  timeZone: 'Europe/Berlin',
  now: new Date('2026-11-26T09:00:00.000Z'),
  dateWords: (text, language) => {
    if (text === 'jährlich' && language === 'de') {
      return { dueOn: '2026-12-01', dueTime: null, recurrence: 'FREQ=YEARLY', recurrenceFrom: 'schedule' }
    }
    if (text !== 'every saturday' || language !== 'en') return null
    return { dueOn: '2026-11-28', dueTime: null, recurrence: 'FREQ=WEEKLY;BYDAY=SA', recurrenceFrom: 'schedule' }
  },
}

export const file = (content: string, name = 'file.txt'): ImportFile => ({ name, bytes: strToU8(content) })

/** Reads a file, and returns what people would see: titles instead of keys, and only values that are not empty. */
export function reading(content: string | Uint8Array, name?: string, own: Partial<ImportOptions> = {}) {
  const from = typeof content === 'string' ? file(content, name) : { name: name ?? 'file', bytes: content }
  const { format, draft } = readImport(from, { ...options, ...own })
  const titles = new Map<string, string>()
  for (const { key, title, sections } of draft.lists) {
    titles.set(key, title)
    for (const section of sections) titles.set(section.key, section.title)
  }
  for (const { key, title } of [...draft.labels, ...draft.tasks]) titles.set(key, title)
  return {
    format,
    draft,
    lists: draft.lists.map(({ title }) => title),
    tasks: draft.tasks.map((task) => shown(task, titles)),
    losses: draft.losses.map(({ row, title, field, what }) => `${row} ${title ?? ''}: ${field} ${what}`),
  }
}

function shown(task: DraftTask, titles: ReadonlyMap<string, string>) {
  const { key: _, listKey, sectionKey, parentKey, labelKeys, recurrenceFrom, ...fields } = task
  const named = {
    list: titles.get(listKey ?? ''),
    section: titles.get(sectionKey ?? ''),
    parent: titles.get(parentKey ?? ''),
  }
  const labels = labelKeys.map((label) => titles.get(label))
  const from = recurrenceFrom === 'schedule' ? null : recurrenceFrom
  const all = Object.entries({ ...fields, ...named, labels, recurrenceFrom: from })
  return Object.fromEntries(all.filter(([, value]) => !isEmpty(value)))
}

const isEmpty = (value: unknown) =>
  value === null ||
  value === undefined ||
  value === '' ||
  value === 'none' ||
  (Array.isArray(value) && value.length === 0)
