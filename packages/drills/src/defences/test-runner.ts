import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { root } from '@ownlist/stack'
import { createVitest, type Vitest } from 'vitest/node'

/** How the tests of one file ended. */
export interface Outcome {
  /** `broken`: none failed, but the file could not be run. */
  readonly end: 'passed' | 'failed' | 'broken'
  /** The names of those that failed. */
  readonly failed: readonly string[]
}

/** Runs one test file at a time. Disposing of it stops the PostgreSQL that they share. */
export interface TestRunner extends AsyncDisposable {
  /**
   * @param name of the tests to run, a regular expression; undefined for all of the file
   * @param changed files that have changed since; with one that the PostgreSQL of the tests is made from, they get a new one
   */
  run(test: string, name: string | undefined, changed: readonly string[]): Promise<Outcome>
}

const makesDatabases = /^(prisma|packages\/postgres)\//

/** The first failure tells; and without some defences a test waits for an answer that never comes. */
const options = { bail: 1, testTimeout: 15_000, maxWorkers: 1 }

/** One Vitest for all, so that its PostgreSQL starts once. */
export function createTestRunner(): TestRunner {
  let opened: Promise<Vitest> | undefined

  async function runHere(test: string, name: string | undefined, changed: readonly string[]): Promise<Outcome> {
    opened ??= createVitest('test', { root, watch: false, reporters: [{}], ...options })
    const vitest = await opened
    for (const file of changed) vitest.invalidateFile(join(root, file))
    const which = name === undefined ? {} : { testNamePattern: new RegExp(name) }
    const specification = vitest.getRootProject().createSpecification(join(root, test), which)
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications([specification])
    for (const file of changed) vitest.invalidateFile(join(root, file))
    // The result holds what ran before, too.
    const own = testModules.filter(({ moduleId }) => moduleId === specification.moduleId)
    const tests = own.flatMap(({ children }) => [...children.allTests()])
    const failed = tests.filter((test) => test.result().state === 'failed').map(({ fullName }) => fullName)
    const ran = tests.some((test) => test.result().state === 'passed') && own.every((module) => module.ok())
    return outcomeOf(failed, ran && unhandledErrors.length === 0)
  }

  return {
    run: (test, name, changed) =>
      changed.some((file) => makesDatabases.test(file)) ? runApart(test, name) : runHere(test, name, changed),
    async [Symbol.asyncDispose]() {
      await (await opened)?.close()
    },
  }
}

/** In a process of its own: the schema engine cannot be started twice in one. */
async function runApart(test: string, name: string | undefined): Promise<Outcome> {
  const flags = Object.entries(options).map(([option, value]) => `--${option}=${value}`)
  const which = name === undefined ? [] : ['--testNamePattern', name]
  const args = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=json', ...flags, ...which, test]
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { cwd: root, maxBuffer: 64 * 1024 * 1024 }, (_error, stdout) => resolve(stdout))
  })
  const { testResults = [], success = false } = JSON.parse(output.slice(output.indexOf('{')) || '{}') as JsonReport
  const failed = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed'),
  )
  return outcomeOf(
    failed.map(({ fullName }) => fullName),
    success,
  )
}

/** What is read of the report of Vitest's `json` reporter. */
interface JsonReport {
  readonly success?: boolean
  readonly testResults?: { readonly assertionResults: { readonly fullName: string; readonly status: string }[] }[]
}

const outcomeOf = (failed: readonly string[], passed: boolean): Outcome => ({
  end: failed.length > 0 ? 'failed' : passed ? 'passed' : 'broken',
  failed,
})
