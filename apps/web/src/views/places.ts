// domain: tasks
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'
import { byPosition } from './task-data'

interface Placed {
  readonly id: string
  readonly position: string
}

/** The positions that come before all these rows, in their order. */
export function positionsBefore(rows: readonly Placed[], count: number): string[] {
  const first = rows.reduce<string | null>(
    (least, { position }) => (least === null || position < least ? position : least),
    null,
  )
  return generateNKeysBetween(null, first, count)
}

/** The position that comes after all these rows. */
export const positionAfter = (rows: readonly Placed[]): string => generateKeyBetween(lastOf(rows), null)

/** The positions that come after all these rows, in their order. */
export const positionsAfter = (rows: readonly Placed[], count: number): string[] =>
  generateNKeysBetween(lastOf(rows), null, count)

const lastOf = (rows: readonly Placed[]) =>
  rows.reduce<string | null>((most, { position }) => (most === null || position > most ? position : most), null)

/**
 * The position that puts a row between two others of the same group.
 * @param rows the group in its order, without the row
 * @param index the place of the row among them
 */
export function positionAt(rows: readonly Placed[], index: number): string {
  const before = rows[index - 1]?.position ?? null
  // Rows may have the same position: two devices have put them into the same gap. Between those nothing fits.
  const after =
    rows.slice(Math.max(index, 0)).find(({ position }) => before === null || position > before)?.position ?? null
  return generateKeyBetween(before, after)
}

/** The position one step up or down; null if the row is already the first or the last one. */
export function positionOneStep(rows: readonly Placed[], id: string, step: -1 | 1): string | null {
  const inOrder = rows.toSorted(byPosition)
  const here = inOrder.findIndex((row) => row.id === id)
  const target = here + step
  if (here === -1 || target < 0 || target >= inOrder.length) return null
  const others = inOrder.toSpliced(here, 1)
  return positionAt(others, target)
}
