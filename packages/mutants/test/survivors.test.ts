import { describe, expect, test } from 'vitest'
import { leaveOut, type Mutant, outcomeOf, type Report, reportSchema, scoreOf } from '../src/report.js'
import { reviewedSurvivors } from '../src/reviewed-survivors.js'
import { compareSurvivors, keyOf } from '../src/survivors.js'

type ReportedMutant = Report['files'][string]['mutants'][number]

const source = 'const a = 1\nif (a > 0) run()\n'
const mutantOf = (status: string): ReportedMutant => ({
  mutatorName: 'EqualityOperator',
  replacement: 'a >= 0',
  location: { start: { line: 2, column: 5 }, end: { line: 2, column: 10 } },
  status,
})
const outcomeWith = (...statuses: string[]) =>
  outcomeOf({ files: { 'src/a.ts': { source, mutants: statuses.map(mutantOf) } } })

const survivor: Mutant = {
  file: 'src/a.ts',
  mutator: 'EqualityOperator',
  original: 'a > 0',
  replacement: 'a >= 0',
}
const listed = { ...survivor, reason: 'Nothing reads a when it is 0.' }

describe('a report', () => {
  test('names survivors by the code that they replace', () => {
    expect(outcomeWith('Survived', 'Killed').survivors).toEqual([survivor])
  })

  test.each([
    ['a mutant that a test noticed', ['Killed'], 100],
    ['one that never ended', ['Timeout'], 100],
    ['one that could not be loaded', ['RuntimeError'], 100],
    ['one that no test reaches', ['NoCoverage'], 0],
    ['one of each', ['Survived', 'Killed'], 50],
    ['one that was excluded', ['Ignored', 'Killed'], 100],
    ['no mutants', [], 100],
  ])('has the right score for %s', (_case, statuses, score) => {
    expect(scoreOf(outcomeWith(...statuses))).toBe(score)
  })

  test('without some mutants is otherwise the same', () => {
    const other = { ...mutantOf('Killed'), replacement: 'a <= 0', id: '7' }
    const reportOf = (...mutants: ReportedMutant[]) =>
      reportSchema.parse({ schemaVersion: '2.0', files: { 'src/a.ts': { source, language: 'typescript', mutants } } })
    const left = leaveOut(reportOf(mutantOf('Survived'), other), (mutant) => keyOf(mutant) === keyOf(survivor))
    expect(left).toEqual(reportOf(other))
  })
})

describe('the list of survivors', () => {
  test('explains what it names, and nothing else', () => {
    const other = { ...survivor, replacement: 'a <= 0' }
    expect(compareSurvivors([survivor, other], [listed])).toEqual({ unexplained: [other], outdated: [] })
  })

  test('explains one mutant, or as many as it says', () => {
    expect(compareSurvivors([survivor, survivor], [listed]).unexplained).toEqual([survivor])
    expect(compareSurvivors([survivor, survivor], [{ ...listed, times: 2 }]).unexplained).toEqual([])
  })

  test('is outdated where a mutant no longer survives', () => {
    expect(compareSurvivors([], [listed]).outdated).toEqual([listed])
    expect(compareSurvivors([survivor], [{ ...listed, times: 2 }]).outdated).toHaveLength(1)
  })

  test('gives a reason for each entry, and names no mutant twice', () => {
    expect(reviewedSurvivors.filter(({ reason }) => reason.length < 20)).toEqual([])
    expect(reviewedSurvivors.filter(({ times = 2 }) => times < 2 || !Number.isInteger(times))).toEqual([])
    expect(new Set(reviewedSurvivors.map(keyOf)).size).toBe(reviewedSurvivors.length)
  })
})
