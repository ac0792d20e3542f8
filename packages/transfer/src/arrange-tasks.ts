import type { DraftTask, Loss, LossKind } from './import-draft.js'
import { importLimits } from './limits.js'
import { lossTitle } from './losses.js'

/** A task, and its position in the file. */
export interface PlacedTask {
  readonly row: Loss['row']
  readonly task: DraftTask
}

/**
 * Puts parents before their children and keeps the order otherwise. A parent that is missing, in a cycle or too deep is
 * replaced by the nearest possible ancestor, or by none. A subtask moves to the list of its parent. `lose` is called for
 * each of these.
 */
export function arrangeTasks(placed: readonly PlacedTask[], lose: (loss: Loss) => void): DraftTask[] {
  const tree = new TaskTree(placed, lose)
  for (const { task } of placed) tree.place(task.key)
  return tree.arranged
}

class TaskTree {
  readonly #arranged = new Map<string, DraftTask>()
  readonly #waiting: Map<string, PlacedTask>
  readonly #depths = new Map<string, number>()
  readonly #parents = new Map<string, string | null>()
  readonly #lose: (loss: Loss) => void

  constructor(placed: readonly PlacedTask[], lose: (loss: Loss) => void) {
    this.#waiting = new Map(placed.map((each) => [each.task.key, each]))
    this.#lose = lose
  }

  get arranged(): DraftTask[] {
    return [...this.#arranged.values()]
  }

  /** Adds the ancestors of a task that were not added yet, and then the task. */
  place(key: string): void {
    const above: string[] = []
    const seen = new Set<string>()
    for (let next: string | null = key; next !== null && !this.#depths.has(next); next = this.#parentOf(next, seen)) {
      above.push(next)
      seen.add(next)
    }
    for (const each of above.reverse()) this.#add(each)
  }

  /** The parent of a waiting task, unless it is missing or was already passed on the way up. */
  #parentOf(key: string, seen: ReadonlySet<string>): string | null {
    const parent = this.#waiting.get(key)?.task.parentKey ?? null
    if (parent === null) return this.#setParent(key, null)
    if (!this.#waiting.has(parent)) return this.#setParent(key, null, 'MISSING')
    if (seen.has(parent)) return this.#setParent(key, null, 'CYCLE')
    return this.#setParent(key, parent)
  }

  #setParent(key: string, parent: string | null, what?: LossKind): string | null {
    this.#parents.set(key, parent)
    const placed = this.#waiting.get(key)
    if (what !== undefined && placed !== undefined) this.#loseParent(placed, what)
    return parent
  }

  #add(key: string): void {
    const placed = this.#waiting.get(key)
    if (placed === undefined || this.#depths.has(key)) return
    let parent = this.#parents.get(key) ?? null
    let depth = parent === null ? 0 : (this.#depths.get(parent) ?? 0) + 1
    if (parent !== null && depth > importLimits.depth) {
      this.#loseParent(placed, 'TOO_DEEP')
      parent = this.#parents.get(parent) ?? null
      depth = importLimits.depth
    }
    this.#parents.set(key, parent)
    this.#depths.set(key, depth)
    this.#collect(placed, parent)
  }

  /** A subtask is in the list of its parent. */
  #collect(placed: PlacedTask, parentKey: string | null): void {
    const { task } = placed
    const parent = parentKey === null ? undefined : this.#arranged.get(parentKey)
    const isElsewhere = parent !== undefined && parent.listKey !== task.listKey
    if (isElsewhere) this.#lose({ row: placed.row, ...lossTitle(task.title), field: 'list', what: 'CHANGED' })
    const place = isElsewhere ? { listKey: parent.listKey, sectionKey: parent.sectionKey } : {}
    this.#arranged.set(task.key, { ...task, parentKey, ...place })
  }

  #loseParent({ row, task }: PlacedTask, what: LossKind): void {
    this.#lose({ row, ...lossTitle(task.title), field: 'parent', what })
  }
}
