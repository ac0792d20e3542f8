// domain: tasks
import type { List, RouterOutputs, Task } from '@ownlist/client'
import type { Clock } from './clock'

/** A part of a list, with a title. */
export type Section = RouterOutputs['section']['get']
export type Label = RouterOutputs['label']['get']
/** A saved filter, which is on all devices of the person. */
export type SavedFilter = RouterOutputs['filter']['get']

/** All data for the views. The rows are those on this device: every open task, and some completed ones. */
export interface TaskData {
  readonly tasks: readonly Task[]
  readonly lists: readonly List[]
  readonly sections: readonly Section[]
  readonly labels: readonly Label[]
  readonly filters: readonly SavedFilter[]
  readonly clock: Clock
}

/** A row with a place in a manual order. */
interface Placed {
  readonly position: string
  readonly id: string
}

/** The manual order, which is the same on every device: by position, byte by byte, then by id. */
export const byPosition = (a: Placed, b: Placed): number =>
  a.position === b.position ? compareText(a.id, b.id) : compareText(a.position, b.position)

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
