import type { Kept } from '../kept/kept'
import type { Write } from './writes'

/** What a person did in one go, such as deleting ten rows. */
export interface Action {
  /** What was done, for the person. */
  readonly title: string
  /** Makes the rows as they were before. */
  readonly undo: readonly Write[]
  /** Does it again. */
  readonly redo: readonly Write[]
}

/** What was done in this tab, and what of it was taken back: each in the order in which that happened. */
export interface Actions {
  readonly done: readonly Action[]
  readonly undone: readonly Action[]
}

const name = 'undo'
/** An action on 1,000 tasks has about 200,000. A browser stores at least five million in a tab. */
const mostCharacters = 500_000

/** @returns nothing if it cannot be read */
export function readActions(kept: Kept): Actions {
  try {
    const { done, undone }: Partial<Actions> = JSON.parse(kept.read(name) ?? '{}')
    return Array.isArray(done) && Array.isArray(undone) ? { done, undone } : { done: [], undone: [] }
  } catch {
    return { done: [], undone: [] }
  }
}

/** Stores the newest actions of both, as many as there is room for. */
export function writeActions(kept: Kept, { done, undone }: Actions): void {
  let room = mostCharacters
  const newest = (actions: readonly Action[]) => {
    const first = actions.findLastIndex((action) => {
      room -= JSON.stringify(action).length
      return room < 0
    })
    return actions.slice(first + 1)
  }
  kept.write(name, JSON.stringify({ done: newest(done), undone: newest(undone) }))
}
