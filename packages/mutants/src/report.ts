import { z } from 'zod'

const position = z.object({ line: z.int(), column: z.int() })

/** What is read of Stryker's report (mutation-testing-report-schema 2); lines and columns count from 1. */
export const reportSchema = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.string(),
      mutants: z.array(
        z.object({
          mutatorName: z.string(),
          replacement: z.string(),
          location: z.object({ start: position, end: position }),
          status: z.string(),
          statusReason: z.string().optional(),
        }),
      ),
    }),
  ),
})
export type Report = z.infer<typeof reportSchema>

/** A mutant, by what it changes. Its position is left out, since it moves with every edit of the file. */
export interface Mutant {
  readonly file: string
  /** The name of Stryker's mutator. */
  readonly mutator: string
  readonly original: string
  readonly replacement: string
}

/** What became of the mutants of a group. A mutant that could not be run is in neither. */
export interface Outcome {
  readonly noticed: number
  readonly survivors: readonly Mutant[]
}

const ends: Readonly<Record<string, 'noticed' | 'survived'>> = {
  Killed: 'noticed',
  Timeout: 'noticed',
  // The code could not be loaded, or a `beforeAll` failed: no test can pass.
  RuntimeError: 'noticed',
  Survived: 'survived',
  NoCoverage: 'survived',
}

/** Counts what tests noticed, and names what survived. */
export function outcomeOf({ files }: Report): Outcome {
  const all = Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants.map((mutant) => ({
      end: ends[mutant.status],
      mutant: {
        file,
        mutator: mutant.mutatorName,
        original: textAt(source, mutant.location),
        replacement: mutant.replacement,
      },
    })),
  )
  return {
    noticed: all.filter(({ end }) => end === 'noticed').length,
    survivors: all.filter(({ end }) => end === 'survived').map(({ mutant }) => mutant),
  }
}

/** Noticed mutants in percent of those that were noticed or survived; 100 where there are none. */
export function scoreOf({ noticed, survivors }: Outcome): number {
  const all = noticed + survivors.length
  return all === 0 ? 100 : (100 * noticed) / all
}

type Location = Report['files'][string]['mutants'][number]['location']

function textAt(source: string, { start, end }: Location): string {
  const lines = source.split('\n')
  const offset = ({ line, column }: Location['start']) =>
    lines.slice(0, line - 1).reduce((length, text) => length + text.length + 1, 0) + column - 1
  return source.slice(offset(start), offset(end))
}
