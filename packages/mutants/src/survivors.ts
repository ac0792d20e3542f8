import type { Mutant } from './report.js'

/** A mutant that may survive. */
export interface Survivor extends Mutant {
  /** How many mutants this describes, where the same code stands in a file several times; 1 if it is left out. */
  readonly times?: number
  /** Why no test needs to notice. */
  readonly reason: string
}

interface Differences {
  /** Survivors that the list does not name. */
  readonly unexplained: readonly Mutant[]
  /** Entries of the list whose mutant no longer survives. */
  readonly outdated: readonly Survivor[]
}

/** Equal for mutants that make the same change in the same file. */
export const keyOf = ({ file, mutator, original, replacement }: Mutant) =>
  JSON.stringify([file, mutator, original, replacement])

/**
 * Compares what survived with what may survive.
 * @param list the entries about the files that were mutated
 */
export function compareSurvivors(survivors: readonly Mutant[], list: readonly Survivor[]): Differences {
  const left = new Map(list.map((entry) => [keyOf(entry), entry.times ?? 1]))
  const unexplained = survivors.filter((mutant) => {
    const times = left.get(keyOf(mutant)) ?? 0
    left.set(keyOf(mutant), times - 1)
    return times < 1
  })
  return { unexplained, outdated: list.filter((entry) => (left.get(keyOf(entry)) ?? 0) > 0) }
}
