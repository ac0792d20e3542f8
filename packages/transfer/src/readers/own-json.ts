import type { z } from 'zod'
import { arrangeTasks, type PlacedTask } from '../arrange-tasks.js'
import type {
  DraftFilter,
  DraftLabel,
  DraftList,
  DraftSection,
  DraftTask,
  ImportDraft,
  LossKind,
} from '../import-draft.js'
import { ImportError } from '../import-error.js'
import { isObject, type JsonObject, objectsIn, textIn } from '../json-values.js'
import { importLimits } from '../limits.js'
import { Losses, lossTitle } from '../losses.js'
import { ownFilter, ownFormat, ownLabel, ownList, ownSection, ownTask } from '../own-format.js'

export const isOwnJson = (json: unknown): json is JsonObject => isObject(json) && json.format === ownFormat.format

/**
 * Reads our own export. Its rows come back exactly; rows that were damaged since then are losses.
 * @throws {ImportError} `UNKNOWN_FORMAT` for a newer version
 */
export function readOwnJson(json: JsonObject): ImportDraft {
  if (json.version !== ownFormat.version) {
    throw new ImportError('UNKNOWN_FORMAT', 'The file was written by a newer version of Ownlist. Update first.')
  }
  const reader = new OwnReader()
  const lists = objectsIn(json.lists).flatMap((list) => reader.list(list))
  const labels = objectsIn(json.labels).flatMap((label) => reader.label(label))
  const filters = objectsIn(json.filters).flatMap((filter) => reader.filter(filter))
  const placed = objectsIn(json.tasks).flatMap((task, at) => reader.task(task, `tasks.${at}`))
  if (placed.length > importLimits.tasks) throw new ImportError('TOO_MANY_ROWS', 'The file has more than 10,000 tasks.')
  if (lists.length + labels.length + filters.length + placed.length === 0)
    throw new ImportError('EMPTY', 'The file contains no tasks.')
  return { lists, labels, filters, tasks: arrangeTasks(placed, reader.losses.add), losses: reader.losses.all }
}

class OwnReader {
  readonly losses = new Losses()
  readonly #keys = {
    lists: new Set<string>(),
    labels: new Set<string>(),
    filters: new Set<string>(),
    tasks: new Set<string>(),
  }
  /** The list of each section. */
  readonly #sections = new Map<string, string>()

  list(json: JsonObject): DraftList[] {
    const list = this.#parsed(ownList, json, 'list')
    if (list === null || !this.#isNew('lists', list)) return []
    const sections: DraftSection[] = []
    for (const each of objectsIn(json.sections)) {
      const section = this.#parsed(ownSection, each, 'section')
      if (section === null || this.#sections.has(section.key)) continue
      this.#sections.set(section.key, list.key)
      sections.push(section)
    }
    return [{ ...list, sections }]
  }

  label(json: JsonObject): DraftLabel[] {
    const label = this.#parsed(ownLabel, json, 'label')
    return label !== null && this.#isNew('labels', label) ? [label] : []
  }

  filter(json: JsonObject): DraftFilter[] {
    const filter = this.#parsed(ownFilter, json, 'filter')
    return filter !== null && this.#isNew('filters', filter) ? [filter] : []
  }

  task(json: JsonObject, row: string): PlacedTask[] {
    const read = this.#parsed(ownTask, json, row)
    if (read === null) return []
    const lose = (field: string, what: LossKind) => this.losses.add({ row, ...lossTitle(read.title), field, what })
    let { key } = read
    if (this.#keys.tasks.has(key)) lose('id', 'REPEATED')
    while (this.#keys.tasks.has(key)) key += '+'
    this.#keys.tasks.add(key)
    return [{ row, task: this.#connected({ ...read, key }, lose) }]
  }

  /** Without references to rows that the file does not contain. */
  #connected(task: DraftTask, lose: (field: string, what: LossKind) => void): DraftTask {
    const listKey = this.#known(task.listKey, this.#keys.lists)
    if (listKey !== task.listKey) lose('list', 'MISSING')
    const hasSection = task.sectionKey !== null && this.#sections.get(task.sectionKey) === listKey && listKey !== null
    if (task.sectionKey !== null && !hasSection) lose('section', 'MISSING')
    const labelKeys = [...new Set(task.labelKeys)].filter((label) => this.#keys.labels.has(label))
    if (labelKeys.length < task.labelKeys.length) lose('labels', 'MISSING')
    return { ...task, listKey, sectionKey: hasSection ? task.sectionKey : null, labelKeys }
  }

  #known = (key: string | null, keys: ReadonlySet<string>) => (key !== null && keys.has(key) ? key : null)

  #isNew(
    kind: 'lists' | 'labels' | 'filters',
    { key, title }: { readonly key: string; readonly title: string },
  ): boolean {
    const isNew = !this.#keys[kind].has(key)
    if (!isNew) this.losses.add({ row: key, ...lossTitle(title), field: 'id', what: 'REPEATED' })
    this.#keys[kind].add(key)
    return isNew
  }

  #parsed<Schema extends z.ZodType>(schema: Schema, json: JsonObject, row: string): z.output<Schema> | null {
    const { data, error } = schema.safeParse(json)
    if (error === undefined) return data
    const field = String(error.issues[0]?.path[0] ?? 'row')
    this.losses.add({ row: textIn(json.key) || row, ...lossTitle(textIn(json.title)), field, what: 'NOT_UNDERSTOOD' })
    return null
  }
}
