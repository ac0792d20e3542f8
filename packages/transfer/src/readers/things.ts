import { DraftCollector } from '../draft-collector.js'
import type { ImportDraft, LossKind } from '../import-draft.js'
import type { ImportOptions } from '../import-options.js'
import { isFilled, isObject, type JsonObject, objectsIn, textIn, textsIn } from '../json-values.js'
import { daysAfter, isoParts, localMoment, validInstant } from '../moments.js'

const types = new Set(['to-do', 'project', 'heading', 'checklist-item'])

export const isThings = (json: unknown): boolean => {
  const entries = objectsIn(json)
  return entries.length > 0 && entries.every((entry) => types.has(textIn(entry.type)) && isObject(entry.attributes))
}

/** Reads the JSON of Things: projects become lists, headings become sections, and checklists become subtasks. */
export function readThings(json: unknown, options: ImportOptions): ImportDraft {
  const reader = new ThingsReader(options)
  for (const [at, entry] of objectsIn(json).entries())
    reader.read(entry, { path: `${at + 1}`, listKey: null, sectionKey: null })
  return reader.collector.finish()
}

interface Place {
  /** Numbers from the outermost array to the innermost, such as `2.1`. */
  readonly path: string
  readonly listKey: string | null
  readonly sectionKey: string | null
}

class ThingsReader {
  readonly collector: DraftCollector
  readonly #lists = new Map<string, string>()
  readonly #sections = new Map<string, string>()

  constructor(options: ImportOptions) {
    this.collector = new DraftCollector(options)
  }

  /** Returns the section that it opens for what follows, if any. */
  read(entry: JsonObject, place: Place): string | null {
    const attributes = isObject(entry.attributes) ? entry.attributes : {}
    switch (textIn(entry.type)) {
      case 'project':
        this.#readProject(attributes, place)
        return null
      case 'heading':
        return place.listKey === null ? null : this.#section(place.listKey, textIn(attributes.title), place.path)
      case 'to-do':
        this.#readToDo(attributes, place)
        return place.sectionKey
      default:
        this.#lose(attributes, place, { field: 'type', what: 'NOT_UNDERSTOOD' })
        return place.sectionKey
    }
  }

  #readProject(attributes: JsonObject, place: Place): void {
    const done = attributes.completed === true || attributes.canceled === true
    const listKey = this.collector.list(textIn(attributes.title), { archived: done, row: place.path })
    this.#lists.set(textIn(attributes.title), listKey)
    for (const field of ['notes', 'when', 'deadline', 'tags', 'area', 'area-id'] as const) {
      if (isFilled(attributes[field])) this.#lose(attributes, place, { field, what: 'NOT_KEPT' })
    }
    let sectionKey: string | null = null
    for (const [at, item] of objectsIn(attributes.items).entries()) {
      if (textIn(item.type) === 'project') continue
      sectionKey = this.read(item, { path: `${place.path}.${at + 1}`, listKey, sectionKey })
    }
  }

  #readToDo(attributes: JsonObject, place: Place): void {
    const listKey = place.listKey ?? this.#list(textIn(attributes.list), place.path)
    const heading = textIn(attributes.heading)
    const sectionKey =
      listKey !== null && heading !== '' ? this.#section(listKey, heading, place.path) : place.sectionKey
    const done = attributes.completed === true || attributes.canceled === true
    if (attributes.canceled === true) this.#lose(attributes, place, { field: 'canceled', what: 'CHANGED' })
    const completedAt = validInstant(textIn(attributes['completion-date']))
    const where = { row: place.path, listKey, sectionKey }
    this.collector.task({
      ...where,
      id: place.path,
      title: textIn(attributes.title),
      notes: textIn(attributes.notes),
      labels: textsIn(attributes.tags),
      done,
      completedAt,
      createdAt: validInstant(textIn(attributes['creation-date'])),
      deadlineOn: this.#deadline(attributes, place),
      ...this.#when(attributes, place),
    })
    for (const item of objectsIn(attributes['checklist-items'])) {
      const own = isObject(item.attributes) ? item.attributes : {}
      const isDone = own.completed === true || own.canceled === true
      const at = completedAt ?? this.collector.options.now.toISOString()
      this.collector.task({ ...where, parentId: place.path, title: textIn(own.title), done: isDone, completedAt: at })
    }
  }

  #when(attributes: JsonObject, place: Place) {
    const when = textIn(attributes.when).trim()
    const { now, timeZone } = this.collector.options
    const today = localMoment(now.toISOString(), timeZone).on
    if (when === 'today' || when === 'evening') return { dueOn: today }
    if (when === 'tomorrow') return { dueOn: daysAfter(today, 1) }
    if (when === '' || when === 'anytime') return {}
    const { 0: day = '', 1: time = '' } = when.split('@')
    const read = isoParts(time === '' ? day : `${day} ${time.padStart(5, '0')}`)
    if (read === null)
      this.#lose(attributes, place, { field: 'when', what: when === 'someday' ? 'NOT_KEPT' : 'NOT_UNDERSTOOD' })
    if (read === null) return {}
    // Things reminds at this time.
    return { dueOn: read.on, dueTime: read.time, remindBefore: read.time === null ? [] : [0] }
  }

  #deadline(attributes: JsonObject, place: Place): string | null {
    if (!isFilled(attributes.deadline)) return null
    const read = isoParts(textIn(attributes.deadline))
    if (read === null) this.#lose(attributes, place, { field: 'deadline', what: 'NOT_UNDERSTOOD' })
    return read?.on ?? null
  }

  #list(title: string, row: string): string | null {
    if (title === '') return null
    const key = this.#lists.get(title) ?? this.collector.list(title, { row })
    this.#lists.set(title, key)
    return key
  }

  #section(listKey: string, title: string, row: string): string {
    const name = JSON.stringify([listKey, title])
    const key = this.#sections.get(name) ?? this.collector.section(listKey, title, row)
    this.#sections.set(name, key)
    return key
  }

  #lose(attributes: JsonObject, place: Place, loss: { readonly field: string; readonly what: LossKind }): void {
    this.collector.lose({ row: place.path, title: textIn(attributes.title), ...loss })
  }
}
