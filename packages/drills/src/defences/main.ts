import { parseArgs } from 'node:util'
import { type Defence, editsOf } from './defence.js'
import { defences } from './index.js'
import { createTestRunner, type Outcome, type TestRunner } from './test-runner.js'
import { without } from './without.js'

const say = (text: string) => void process.stdout.write(`${text}\n`)

const words = {
  failed: 'noticed ',
  passed: 'SURVIVED',
  // A mutant that cannot be run shows nothing.
  broken: 'BROKEN  ',
} satisfies Record<Outcome['end'], string>

/** Those that any of the words names: a row, or a part of the defence or of a file. All, without words. */
function chosen(wanted: readonly string[]): readonly Defence[] {
  if (wanted.length === 0) return defences
  return defences.filter(({ rows, defence, file, test }) =>
    wanted.some((word) => rows.includes(word) || [defence, file, test].some((text) => text.includes(word))),
  )
}

/** Without anything taken away; each set of tests once. @returns what does not pass */
async function baseline(runner: TestRunner, list: readonly Defence[]): Promise<string[]> {
  const faults: string[] = []
  const sets = new Map(list.map(({ test, name }) => [`${test} ${name ?? ''}`, { test, name }]))
  for (const [set, { test, name }] of sets) {
    const { end, failed } = await runner.run(test, name, [])
    if (end !== 'passed') faults.push([set, ...failed].join('\n    '))
  }
  return faults
}

function runWithout(runner: TestRunner, defence: Defence): Promise<Outcome> {
  const edits = editsOf(defence)
  const files = edits.map(({ file }) => file)
  return without(edits, () => runner.run(defence.test, defence.name, files))
}

async function main(wanted: readonly string[]): Promise<void> {
  const list = chosen(wanted)
  if (list.length === 0) throw new Error(`No defence for: ${wanted.join(' ')}`)
  const start = performance.now()
  await using runner = createTestRunner()
  const faults = await baseline(runner, list)
  if (faults.length > 0) {
    throw new Error(`Does not pass as it is, so it can show nothing; build, then try again:\n  ${faults.join('\n  ')}`)
  }
  let noticed = 0
  for (const defence of list) {
    const { end, failed } = await runWithout(runner, defence)
    if (end === 'failed') noticed++
    say(
      `${words[end]}  ${defence.rows.join(' ')}  ${defence.defence}${failed[0] === undefined ? '' : `, by: ${failed[0]}`}`,
    )
  }
  const minutes = ((performance.now() - start) / 60_000).toFixed(1)
  say(`${noticed} of ${list.length} noticed, ${minutes} minutes`)
  if (noticed < list.length) process.exitCode = 1
}

try {
  await main(parseArgs({ allowPositionals: true }).positionals)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
