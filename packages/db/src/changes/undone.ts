/** An action that took another one back. */
export interface Undo {
  readonly seq: number
  readonly undoes: number
}

/**
 * Which action took back which other one, as it is now. An undo that was taken back itself does not count, since that was a
 * redo.
 * @param undos in any order
 * @returns the number of the undo by the number of the action
 */
export function undoneBy(undos: readonly Undo[]): ReadonlyMap<number, number> {
  const undone = new Map<number, number>()
  // An action is taken back by a later one, so whether an undo counts is known before it is looked at.
  for (const { seq, undoes } of undos.toSorted((a, b) => b.seq - a.seq)) {
    if (!undone.has(seq) && !undone.has(undoes)) undone.set(undoes, seq)
  }
  return undone
}
