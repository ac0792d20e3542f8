// domain: tasks
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'
import { byPosition } from './task-data'

interface Placed {
  readonly id: string
  readonly position: string
}

/** Positions before all these rows, in order. */
export function positionsBefore(rows: readonly Placed[], count: number): string[] {
  const first = rows.reduce<string | null>(
    (least, { position }) => (least === null || position < least ? position : least),
    null,
  )
  return generateNKeysBetween(null, first, count)
}

/** A position after all these rows. */
export const positionAfter = (rows: readonly Placed[]): string => generateKeyBetween(lastOf(rows), null)

/** Positions after all these rows, in order. */
export const positionsAfter = (rows: readonly Placed[], count: number): string[] =>
  generateNKeysBetween(lastOf(rows), null, count)

const lastOf = (rows: readonly Placed[]) =>
  rows.reduce<string | null>((most, { position }) => (most === null || position > most ? position : most), null)

/**
 * A position between two rows of the same group.
 * @param rows the group in order, without the row that moves
 * @param index where the row goes among them
 */
export function positionAt(rows: readonly Placed[], index: number): string {
  const before = rows[index - 1]?.position ?? null
  // Rows have equal positions if two devices put them into the same gap. Nothing fits between those.
  const after =
    rows.slice(Math.max(index, 0)).find(({ position }) => before === null || position > before)?.position ?? null
  return generateKeyBetween(before, after)
}

/** The position one step up or down; null if the row is already first or last. */
export function positionOneStep(rows: readonly Placed[], id: string, step: -1 | 1): string | null {
  const inOrder = rows.toSorted(byPosition)
  const here = inOrder.findIndex((row) => row.id === id)
  const target = here + step
  if (here === -1 || target < 0 || target >= inOrder.length) return null
  const others = inOrder.toSpliced(here, 1)
  return positionAt(others, target)
}
