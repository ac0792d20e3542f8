import { z } from 'zod'
import type { Mutant } from './report.js'

/** One mutant that may survive. */
const survivorSchema = z.strictObject({
  file: z.string(),
  mutator: z.string(),
  original: z.string(),
  replacement: z.string(),
  /** How many mutants this describes, where the same code stands in a file several times; 1 if it is left out. */
  times: z.int().min(2).optional(),
  /** Why no test needs to notice. */
  reason: z.string().min(20),
})

/** The reviewed list of mutants that may survive. */
export const survivorsSchema = z.array(survivorSchema)
export type Survivor = z.infer<typeof survivorSchema>

interface Differences {
  /** Survivors that the list does not name. */
  readonly unexplained: readonly Mutant[]
  /** Entries of the list whose mutant no longer survives. */
  readonly outdated: readonly Survivor[]
}

const keyOf = ({ file, mutator, original, replacement }: Mutant) =>
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
