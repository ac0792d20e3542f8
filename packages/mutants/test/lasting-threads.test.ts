import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { type CliOptions, createVitest } from 'vitest/node'
// This imports the types of what Stryker provides.
import type {} from '../src/fresh-modules.js'
import { LastingThreads } from '../src/lasting-threads.js'

const freshModules = fileURLToPath(new URL('../src/fresh-modules.ts', import.meta.url))

/** Counts in its thread how often it was loaded, and notes which mutant was active meanwhile. */
const module = `
globalThis.loaded = (globalThis.loaded ?? 0) + 1
export const loaded = globalThis.loaded
export const activeMutant = globalThis.stryker?.activeMutant`

const testFile = `
import { loaded, activeMutant } from './module.js'
test('a', ({ annotate }) => annotate(JSON.stringify({ loaded, activeMutant })))
globalThis.stryker = { activeMutant: 'left over' }`

/** Runs the test file this often. @returns what each run has found */
async function found(runs: number, file = testFile): Promise<object[]> {
  const root = await mkdtemp(join(tmpdir(), 'ownlist-threads-'))
  const { exitCode } = process
  onTestFinished(async () => {
    process.exitCode = exitCode
    await rm(root, { recursive: true, force: true })
  })
  await writeFile(join(root, 'module.js'), module)
  await writeFile(join(root, 'a.test.js'), file)
  const options = {
    root,
    config: false,
    watch: false,
    globals: true,
    isolate: false,
    pool: 'threads',
    setupFiles: [freshModules],
    reporters: [new LastingThreads()],
  } satisfies CliOptions
  const vitest = await createVitest('test', options)
  onTestFinished(() => vitest.close())
  vitest.provide('globalNamespace', 'stryker')
  const notes: object[] = []
  for (let n = 0; n < runs; n++) {
    await vitest.start()
    const tests = vitest.state.getTestModules().flatMap(({ children }) => [...children.allTests()])
    notes.push(...tests.flatMap((each) => each.annotations().map(({ message }) => JSON.parse(message))))
  }
  return notes
}

test('a thread serves several runs, and each loads the modules again, without the mutant of an earlier run', async () => {
  const [first, second, third] = await found(3)
  expect(first).toEqual({ loaded: 1 })
  expect([second, third]).toEqual([{ loaded: 2 }, { loaded: 3 }])
})

test('after an error outside of a test, the next run has a new thread', async () => {
  const [first, second] = await found(2, `${testFile}\nPromise.reject(new Error('x'))`)
  expect([first, second]).toEqual([{ loaded: 1 }, { loaded: 1 }])
})
