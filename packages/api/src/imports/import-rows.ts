import { createHash } from 'node:crypto'
import { type Color, type ImportRows, positionAt } from '@ownlist/db'
import type { DraftTask, ImportDraft } from '@ownlist/transfer'
import { colors, isPosition } from '../model-fields.js'

/**
 * The rows of a draft. Their ids are derived from the import's id and their keys, so that each attempt creates the same
 * rows. Ids are in the order of the keys, so rows with equal positions keep the order that they had where they were
 * exported.
 * @param importId UUIDv7
 */
export function importRows(draft: ImportDraft, importId: string, now: Date): ImportRows {
  const ids = derivedIds(draft, importId)
  const idOf = (kind: string, key: string) => ids.get(`${kind} ${key}`) ?? missing(kind)
  const optionalId = (kind: string, key: string | null) => (key === null ? null : idOf(kind, key))
  const places = createPlaces(now)
  const lists = draft.lists.map(({ key, title, color, archivedAt, position }) => ({
    id: idOf('list', key),
    title,
    color: knownColor(color),
    archivedAt,
    position: places(position),
  }))
  const sections = draft.lists.flatMap((list) =>
    list.sections.map(({ key, title, position }) => ({
      id: idOf('section', key),
      listId: idOf('list', list.key),
      title,
      position: places(position),
    })),
  )
  const labels = draft.labels.map(({ key, title, color, position }) => ({
    id: idOf('label', key),
    title,
    color: knownColor(color),
    position: places(position),
  }))
  const filters = draft.filters.map(({ key, title, query, position }) => ({
    id: idOf('filter', key),
    title,
    query,
    position: places(position),
  }))
  const tasks = draft.tasks.map(({ key, parentKey, listKey, sectionKey, labelKeys, ...task }) => ({
    ...ownFields(task),
    id: idOf('task', key),
    parentId: optionalId('task', parentKey),
    listId: optionalId('list', listKey),
    sectionId: optionalId('section', sectionKey),
    labelIds: labelKeys.map((label) => idOf('label', label)),
    createdAt: task.createdAt ?? now.toISOString(),
    position: places(task.position),
  }))
  return { lists, sections, labels, filters, tasks }
}

/** Columns that are stored unchanged. */
const ownFields = ({
  remindBefore,
  remindAt,
  ...task
}: Omit<DraftTask, 'key' | 'parentKey' | 'listKey' | 'sectionKey' | 'labelKeys'>) => ({
  ...task,
  remindBefore: [...remindBefore],
  remindAt: [...remindAt],
})

function derivedIds({ lists, labels, filters, tasks }: ImportDraft, importId: string): ReadonlyMap<string, string> {
  const names = [
    ...lists.map(({ key }) => `list ${key}`),
    ...lists.flatMap(({ sections }) => sections.map(({ key }) => `section ${key}`)),
    ...labels.map(({ key }) => `label ${key}`),
    ...filters.map(({ key }) => `filter ${key}`),
    ...tasks.map(({ key }) => `task ${key}`),
  ]
  return new Map(names.sort().map((name, rank) => [name, derivedId(importId, name, rank)]))
}

/** A UUIDv7 with the time of the import and, instead of random bits, a rank of 24 bits and a hash. */
function derivedId(importId: string, name: string, rank: number): string {
  const hash = createHash('sha256').update(`${importId} ${name}`).digest('hex')
  const place = rank.toString(16).padStart(6, '0')
  return `${importId.slice(0, 13)}-7${place.slice(0, 3)}-8${place.slice(3)}-${hash.slice(0, 12)}`
}

function missing(kind: string): never {
  throw new Error(`A draft names a ${kind} that it does not have`)
}

const knownColor = (name: string | null): Color | null => colors.find((color) => color === name) ?? null

/** Rows without a position are placed in their order, a millisecond apart, after all rows from a minute ago. */
function createPlaces(now: Date): (position: string | null) => string {
  let next = now.getTime() - minute
  return (position) => (position !== null && isPosition(position) ? position : positionAt(new Date(next++)))
}

const minute = 60_000
