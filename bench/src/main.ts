import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { writeCapacityReport } from './capacity/capacity-report.js'
import { measureCapacity } from './capacity/measure-capacity.js'
import { checkGoals, describeGoal, isFailure } from './check-goals.js'
import { findContenders } from './contenders.js'
import { growthTable, writeGrowthReport } from './growth/growth-report.js'
import { type GrowthSizes, measureGrowth } from './growth/measure-growth.js'
import { writeLayersReport } from './layers/layers-report.js'
import { runLayers } from './layers/run-layers.js'
import { readMachine, readVersions } from './machine.js'
import { operations } from './operations.js'
import { type ReportFiles, writeReport } from './report.js'
import { cpuTable, goalTable, mainConnections } from './report-tables.js'
import { type RunSizes, runBench } from './run.js'

const usage = [
  'Usage: pnpm bench [--rounds 5] [--requests 320] [--check]',
  '       pnpm bench --quick',
  '       pnpm bench layers',
  '       pnpm bench growth [--quick]',
  '       pnpm bench capacity',
].join('\n')

const full: RunSizes = { rounds: 5, requests: 320, connections: [1, mainConnections, 64], operations }
const quick: RunSizes = { rounds: 2, requests: 320, connections: [mainConnections], operations: ['list', 'create'] }

const fullGrowth: GrowthSizes = { users: [100, 10_000, 100_000], tables: [200_000, 5_000_000], times: 15 }
const quickGrowth: GrowthSizes = { users: [100, 1_000, 10_000], tables: [20_000, 200_000], times: 5 }

const profiledRequests = 3_200
const measuredRequests = 3_200
const results = join(import.meta.dirname, '../results')
const say = (line: string) => void process.stdout.write(`${line}\n`)
const date = new Date().toISOString().slice(0, 10)

const parts = ['layers', 'growth', 'capacity']

async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      check: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      requests: { type: 'string' },
    },
    allowPositionals: true,
  })
  const [part, ...rest] = positionals
  if (rest.length > 0 || (part !== undefined && !parts.includes(part))) throw new Error(usage)
  if (part === 'layers') return await layers()
  if (part === 'growth') return await growth(values.quick ? quickGrowth : fullGrowth, args)
  if (part === 'capacity') return await capacity()
  const sizes = sizesOf(values.quick ? quick : full, values)
  const contenders = findContenders()
  for (const { name, program } of contenders) if ('missing' in program) say(`Not run: ${name} ${program.missing}`)
  const machine = readMachine()
  const result = await runBench(contenders, sizes, say)
  const verdicts = checkGoals(result.figures)
  say(
    [
      ...cpuTable({ result, sizes, connections: mainConnections }),
      '',
      ...goalTable(verdicts.filter(({ ratio }) => ratio !== null)),
    ].join('\n'),
  )
  if (!values.quick) {
    const command = ['pnpm bench', ...args].join(' ')
    const versions = readVersions(result.postgres, contenders)
    await write(writeReport(result, { contenders, sizes, machine, versions, date, command }))
  }
  const failures = verdicts.filter(isFailure)
  for (const { goal } of failures) say(`Missed: ${describeGoal(goal)}`)
  if (values.check && failures.length > 0) process.exitCode = 1
}

/** @throws {Error} unless the requests can be divided among the connections */
function sizesOf(sizes: RunSizes, { rounds, requests }: { readonly rounds?: string; readonly requests?: string }) {
  const chosen = { ...sizes, rounds: Number(rounds ?? sizes.rounds), requests: Number(requests ?? sizes.requests) }
  const isDivisible = chosen.connections.every((connections) => chosen.requests % connections === 0)
  if (!isCount(chosen.rounds) || !isCount(chosen.requests) || !isDivisible) {
    throw new Error(`${usage}\n\n--requests must be a multiple of ${sizes.connections.join(' and ')}.`)
  }
  return chosen
}

const isCount = (value: number) => Number.isInteger(value) && value >= 1

async function layers(): Promise<void> {
  const machine = readMachine()
  const times = await runLayers(['list', 'get', 'create'], profiledRequests, say)
  await write({ [`${date}-layers.md`]: writeLayersReport(times, { machine, date, requests: profiledRequests }) })
}

/** Only writes a report for runs of full size. */
async function growth(sizes: GrowthSizes, args: readonly string[]): Promise<void> {
  const machine = readMachine()
  const result = await measureGrowth(sizes, say)
  say(growthTable(result).join('\n'))
  const command = ['pnpm bench', ...args].join(' ')
  if (sizes === fullGrowth) await write(writeGrowthReport(result, { sizes, machine, date, command }))
}

async function capacity(): Promise<void> {
  const facts = { machine: readMachine(), date, requests: measuredRequests }
  await write({ [`${date}-capacity.md`]: writeCapacityReport(await measureCapacity(measuredRequests, say), facts) })
}

async function write(files: ReportFiles): Promise<void> {
  await mkdir(results, { recursive: true })
  for (const [name, text] of Object.entries(files)) await writeFile(join(results, name), text)
  say(`Written to bench/results: ${Object.keys(files).join(', ')}`)
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
