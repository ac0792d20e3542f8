import { arrangeTasks, type PlacedTask } from './arrange-tasks.js'
import { completeTask } from './complete-task.js'
import type { DraftLabel, DraftList, DraftSection, DraftTask, ImportDraft, Loss } from './import-draft.js'
import { ImportError } from './import-error.js'
import type { ImportOptions } from './import-options.js'
import { importLimits } from './limits.js'
import { Losses, lossTitle } from './losses.js'
import { oneLine, splitAt } from './text-bounds.js'

/** A task as a reader finds it. Absent values are not in the file. */
export interface FoundTask
  extends Partial<Omit<DraftTask, 'key' | 'parentKey' | 'labelKeys' | 'completedAt' | 'position'>> {
  readonly row: Loss['row']
  readonly title: string
  /** The file's own id, which other rows may name as their parent. */
  readonly id?: string | undefined
  readonly parentId?: string | null | undefined
  /** Titles. */
  readonly labels?: readonly string[]
  readonly done?: boolean
  /** Only used for a completed task. */
  readonly completedAt?: string | null
}

/** Collects what a reader finds. It assigns keys, enforces the limits of the API, and records the losses. */
export class DraftCollector {
  readonly options: ImportOptions
  readonly #losses = new Losses()
  readonly #lists: (Omit<DraftList, 'sections'> & { sections: DraftSection[] })[] = []
  readonly #labels = new Map<string, DraftLabel>()
  readonly #found: FoundTask[] = []
  #sections = 0

  constructor(options: ImportOptions) {
    this.options = options
  }

  readonly lose = ({ title, ...loss }: Loss): void => {
    this.#losses.add({ ...loss, ...(title === undefined ? {} : lossTitle(title)) })
  }

  /** Adds a list and returns its key. */
  list(title: string, list: { readonly archived?: boolean; readonly row?: Loss['row'] } = {}): string {
    requireRoom(this.#lists.length, importLimits.lists, 'lists')
    const key = `l${this.#lists.length + 1}`
    this.#lists.push({
      key,
      title: this.#shortTitle(title, list.row ?? title),
      color: null,
      archivedAt: list.archived === true ? this.options.now.toISOString() : null,
      position: null,
      sections: [],
    })
    return key
  }

  /** Adds a section to a list and returns its key. */
  section(listKey: string, title: string, row: Loss['row'] = title): string {
    requireRoom(this.#sections, importLimits.sections, 'sections')
    const key = `s${++this.#sections}`
    this.#lists
      .find((list) => list.key === listKey)
      ?.sections.push({
        key,
        title: this.#shortTitle(title, row),
        position: null,
      })
    return key
  }

  task(found: FoundTask): void {
    requireRoom(this.#found.length, importLimits.tasks, 'tasks')
    this.#found.push(found)
  }

  /** @throws {ImportError} `EMPTY` if there is nothing in it */
  finish(): ImportDraft {
    if (this.#found.length === 0 && this.#lists.length === 0) {
      throw new ImportError('EMPTY', 'The file contains no tasks.')
    }
    const placed = this.#placed()
    const tasks = arrangeTasks(placed, this.#losses.add)
    return { lists: this.#lists, labels: [...this.#labels.values()], filters: [], tasks, losses: this.#losses.all }
  }

  #placed(): PlacedTask[] {
    const keys = this.#keysOfIds()
    return this.#found.map((found, at) => {
      const parentKey = this.#parentKey(found, keys)
      const task = completeTask(found, { options: this.options, lose: this.lose })
      const labelKeys = this.#labelKeys(found)
      return { row: found.row, task: { ...task, key: `t${at + 1}`, parentKey, labelKeys, position: null } }
    })
  }

  #keysOfIds(): Map<string, string> {
    const keys = new Map<string, string>()
    for (const [at, { id, row, title }] of this.#found.entries()) {
      if (id === undefined || id === '') continue
      if (keys.has(id)) this.lose({ row, title, field: 'id', what: 'REPEATED' })
      else keys.set(id, `t${at + 1}`)
    }
    return keys
  }

  #parentKey({ parentId, row, title }: FoundTask, keys: ReadonlyMap<string, string>): string | null {
    if (parentId === undefined || parentId === null || parentId === '') return null
    const key = keys.get(parentId)
    if (key === undefined) this.lose({ row, title, field: 'parent', what: 'MISSING' })
    return key ?? null
  }

  #labelKeys({ labels = [], row, title }: FoundTask): string[] {
    const keys = new Set<string>()
    for (const label of labels) {
      const { head, rest } = splitAt(oneLine(label), importLimits.titleLength)
      if (rest !== '') this.lose({ row, title, field: 'labels', what: 'CUT' })
      if (head !== '') keys.add(this.#label(head))
    }
    if (keys.size > importLimits.labelsPerTask) this.lose({ row, title, field: 'labels', what: 'TOO_MANY' })
    return [...keys].slice(0, importLimits.labelsPerTask)
  }

  #label(title: string): string {
    const known = this.#labels.get(title.normalize())
    if (known !== undefined) return known.key
    requireRoom(this.#labels.size, importLimits.labels, 'labels')
    const label = { key: `b${this.#labels.size + 1}`, title, color: null, position: null }
    this.#labels.set(title.normalize(), label)
    return label.key
  }

  #shortTitle(title: string, row: Loss['row']): string {
    const { head, rest } = splitAt(oneLine(title), importLimits.titleLength)
    if (rest !== '')
      this.lose({
        row: typeof row === 'string' ? (lossTitle(row).title ?? '') : row,
        title,
        field: 'title',
        what: 'CUT',
      })
    return head === '' ? 'Untitled' : head
  }
}

function requireRoom(count: number, most: number, what: string): void {
  if (count < most) return
  throw new ImportError(
    'TOO_MANY_ROWS',
    `The file has more than ${most.toLocaleString('en')} ${what}. Split it, and import the parts one after another.`,
  )
}
