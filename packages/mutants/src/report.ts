import { z } from 'zod'

const position = z.object({ line: z.int(), column: z.int() })

/** What is read of Stryker's report (mutation-testing-report-schema 2), and the rest of it. Lines and columns count from 1. */
export const reportSchema = z.looseObject({
  files: z.record(
    z.string(),
    z.looseObject({
      source: z.string(),
      mutants: z.array(
        z.looseObject({
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
  const all = Object.entries(files).flatMap(([path, file]) =>
    file.mutants.map((mutant) => ({ end: ends[mutant.status], mutant: mutantOf(path, file, mutant) })),
  )
  return {
    noticed: all.filter(({ end }) => end === 'noticed').length,
    survivors: all.filter(({ end }) => end === 'survived').map(({ mutant }) => mutant),
  }
}

/** The report without some mutants: Stryker tries again what is not in its stored report. */
export function leaveOut(report: Report, leaves: (mutant: Mutant) => boolean): Report {
  const files = Object.entries(report.files).map(([path, file]) => [
    path,
    { ...file, mutants: file.mutants.filter((mutant) => !leaves(mutantOf(path, file, mutant))) },
  ])
  return { ...report, files: Object.fromEntries(files) }
}

/** Noticed mutants in percent of those that were noticed or survived; 100 where there are none. */
export function scoreOf({ noticed, survivors }: Outcome): number {
  const all = noticed + survivors.length
  return all === 0 ? 100 : (100 * noticed) / all
}

type ReportedFile = Report['files'][string]
type ReportedMutant = ReportedFile['mutants'][number]

const mutantOf = (
  file: string,
  { source }: ReportedFile,
  { mutatorName, location, replacement }: ReportedMutant,
): Mutant => ({ file, mutator: mutatorName, original: textAt(source, location), replacement })

function textAt(source: string, { start, end }: ReportedMutant['location']): string {
  const lines = source.split('\n')
  const offset = ({ line, column }: ReportedMutant['location']['start']) =>
    lines.slice(0, line - 1).reduce((length, text) => length + text.length + 1, 0) + column - 1
  return source.slice(offset(start), offset(end))
}
