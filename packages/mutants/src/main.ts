import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Stryker } from '@stryker-mutator/core'
import { passTests } from './env.js'
import { type Group, groups } from './groups.js'
import { leaveOut, type Mutant, outcomeOf, type Report, reportSchema, scoreOf } from './report.js'
import { reviewedSurvivors } from './reviewed-survivors.js'
import { resultsFile, strykerOptions } from './stryker-options.js'
import { compareSurvivors, keyOf } from './survivors.js'

const root = join(import.meta.dirname, '../../..')
const readReport = (path: string) => reportSchema.parse(JSON.parse(readFileSync(join(root, path), 'utf8')))
const say = (text: string) => void process.stdout.write(`${text}\n`)

/** @throws {Error} for a name that no group has */
function chosen(names: readonly string[]): readonly Group[] {
  const unknown = names.filter((name) => !groups.some((group) => group.name === name))
  if (unknown.length > 0) {
    throw new Error(`Unknown group: ${unknown.join(', ')}. Choose from: ${groups.map(({ name }) => name).join(', ')}.`)
  }
  return names.length === 0 ? groups : groups.filter(({ name }) => names.includes(name))
}

const review = ({ files }: Report, survivors: readonly Mutant[]) =>
  compareSurvivors(
    survivors,
    reviewedSurvivors.filter(({ file }) => Object.hasOwn(files, file)),
  )

/** Removes the stored results of survivors without a reason. Stryker would keep them for constants, whatever the tests do. */
function retryUnexplained(path: string): void {
  if (!existsSync(join(root, path))) return
  const report = readReport(path)
  const retried = new Set(review(report, outcomeOf(report).survivors).unexplained.map(keyOf))
  writeFileSync(join(root, path), JSON.stringify(leaveOut(report, (mutant) => retried.has(keyOf(mutant)))))
}

/** Runs one group, and prints its score and survivors. @returns whether it holds what it promises */
async function check(group: Group, concurrency: number): Promise<boolean> {
  passTests(group.tests)
  retryUnexplained(resultsFile(group))
  await new Stryker(strykerOptions(group, concurrency)).runMutationTest()
  const report = readReport(resultsFile(group))
  const outcome = outcomeOf(report)
  const { unexplained, outdated } = review(report, outcome.survivors)
  const score = scoreOf(outcome)
  const all = outcome.noticed + outcome.survivors.length
  say(`\n${group.name}: ${score.toFixed(1)} % (${outcome.noticed} of ${all} mutants noticed)`)
  for (const { file, original, replacement } of unexplained) say(`  survived  ${file}: ${original}  →  ${replacement}`)
  if (group.threshold === null) return true
  for (const { file, original } of outdated)
    say(`  outdated  ${file}: ${original}. Remove it from reviewed-survivors.ts.`)
  if (score < group.threshold) say(`  The score is below ${group.threshold} %.`)
  return score >= group.threshold && unexplained.length === 0 && outdated.length === 0
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { concurrency: { type: 'string', default: String(availableParallelism()) } },
})
process.chdir(root)
try {
  const failed: string[] = []
  for (const group of chosen(positionals)) {
    if (!(await check(group, Number(values.concurrency)))) failed.push(group.name)
  }
  if (failed.length > 0) {
    throw new Error(
      `Failed: ${failed.join(', ')}. Add the missing test, or name the survivor in packages/mutants/src/reviewed-survivors.ts.`,
    )
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
