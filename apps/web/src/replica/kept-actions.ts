import type { Kept } from '../kept/kept'
import type { Write } from './writes'

/** What a person did in one step, such as deleting ten rows. */
export interface Action {
  /** What was done, as a text for the person. */
  readonly title: string
  /** Restores the rows to their previous state. */
  readonly undo: readonly Write[]
  /** Does it again. */
  readonly redo: readonly Write[]
}

/** The actions of this tab, and those of them that were undone, both in chronological order. */
export interface Actions {
  readonly done: readonly Action[]
  readonly undone: readonly Action[]
}

const name = 'undo'
/** In characters. An action on 1,000 tasks has about 200,000. A browser stores at least five million per tab. */
const mostCharacters = 500_000

/** @returns nothing if the stored text is invalid */
export function readActions(kept: Kept): Actions {
  try {
    const { done, undone }: Partial<Actions> = JSON.parse(kept.read(name) ?? '{}')
    return Array.isArray(done) && Array.isArray(undone) ? { done, undone } : { done: [], undone: [] }
  } catch {
    return { done: [], undone: [] }
  }
}

/** Stores the newest actions of both kinds, as many as fit. */
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
