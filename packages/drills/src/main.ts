import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import type { Drill } from './drill.js'
import { drills } from './index.js'

const say = (text: string) => void process.stdout.write(`${text}\n`)
const all: Readonly<Record<string, Drill>> = drills

function usage(): string {
  const lines = Object.entries(all).map(([name, { summary, sizes }]) => {
    const flags = Object.entries(sizes).map(([size, value]) => `--${size} ${value}`)
    return `  ${[name.padEnd(16), summary, ...flags].join('  ')}`
  })
  return ['pnpm drill NAME', '', ...lines].join('\n')
}

/**
 * The sizes of a drill, with those from the flags.
 * @throws {Error} on a flag that the drill does not have, or on a value that is not a number
 */
function sizesOf({ sizes }: Drill, args: string[]): Record<string, number> {
  const options = Object.fromEntries(Object.keys(sizes).map((size) => [size, { type: 'string' as const }]))
  const { values } = parseArgs({ args, options })
  return Object.fromEntries(
    Object.entries(sizes).map(([size, value]) => {
      const number = Number(values[size] ?? value)
      if (!(number > 0)) throw new Error(`--${size} must be a number above 0`)
      return [size, number]
    }),
  )
}

async function run(name: string, args: string[]): Promise<void> {
  const drill = all[name]
  if (drill === undefined) throw new Error(usage())
  const sizes = sizesOf(drill, args)
  const words = Object.entries(sizes).map(([size, value]) => `${size} ${value}`)
  say(`${name}: ${[drill.summary, ...words].join(', ')}`)
  say(`  ${cpus().length} cores, ${cpus()[0]?.model}`)
  const start = performance.now()
  const { promises } = await drill.run(sizes)
  for (const { promise, kept, seen } of promises) say(`  ${kept ? 'kept  ' : 'BROKEN'}  ${promise}: ${seen}`)
  const broken = promises.filter(({ kept }) => !kept).length
  const minutes = ((performance.now() - start) / 60_000).toFixed(1)
  say(`${broken === 0 ? 'All promises kept' : `${broken} broken`}, ${minutes} minutes`)
  if (broken > 0) process.exitCode = 1
}

const [name = '', ...args] = process.argv.slice(2)
try {
  await run(name, args)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  // This does not use exitCode: the callers of a drill that gave up would keep the process running.
  process.exit(1)
}
