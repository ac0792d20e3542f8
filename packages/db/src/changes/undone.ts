/** An action that undid another one. */
export interface Undo {
  readonly seq: number
  readonly undoes: number
}

/**
 * Which action undid which other one. An undo that was undone itself does not count, because that was a redo.
 * @param undos in any order
 * @returns the number of the undo by the number of the action
 */
export function undoneBy(undos: readonly Undo[]): ReadonlyMap<number, number> {
  const undone = new Map<number, number>()
  // An action is always undone by a later one, so it is already known whether that undo counts.
  for (const { seq, undoes } of undos.toSorted((a, b) => b.seq - a.seq)) {
    if (!undone.has(seq) && !undone.has(undoes)) undone.set(undoes, seq)
  }
  return undone
}
