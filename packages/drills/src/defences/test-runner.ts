import { join } from 'node:path'
import { root } from '@ownlist/stack'
import type { Vitest } from 'vitest/node'
import { createVitest } from 'vitest/node'

/** How the tests of one file ended. `broken`: none failed, but the file could not be run. */
export type Outcome = 'passed' | 'failed' | 'broken'

/** Runs test files one after the other in one Vitest, so that its PostgreSQL starts once. Disposing of it ends both. */
export interface TestRunner extends AsyncDisposable {
  /** @param name a regular expression; undefined for all tests of the file */
  run(test: string, name: string | undefined): Promise<Outcome>
  /** Has files read anew that were changed. Those that the PostgreSQL of the tests is made from take a new one. */
  changed(files: readonly string[]): Promise<void>
}

const makesDatabases = /^(prisma|packages\/postgres)\//

export function createTestRunner(): TestRunner {
  let vitest: Vitest | undefined

  async function close(): Promise<void> {
    await vitest?.close()
    vitest = undefined
  }

  return {
    async run(test, name) {
      vitest ??= await openVitest()
      const options = name === undefined ? {} : { testNamePattern: new RegExp(name) }
      const specification = vitest.getRootProject().createSpecification(join(root, test), options)
      const { testModules, unhandledErrors } = await vitest.runTestSpecifications([specification])
      const ends = testModules.flatMap(({ children }) => [...children.allTests()].map((test) => test.result().state))
      if (ends.includes('failed')) return 'failed'
      const ran = ends.includes('passed') && testModules.every((module) => module.ok())
      return ran && unhandledErrors.length === 0 ? 'passed' : 'broken'
    },
    async changed(files) {
      if (files.some((file) => makesDatabases.test(file))) return await close()
      for (const file of files) vitest?.invalidateFile(join(root, file))
    },
    [Symbol.asyncDispose]: close,
  }
}

const openVitest = () =>
  createVitest('test', {
    root,
    watch: false,
    // The first failure tells.
    bail: 1,
    // Without some defences a test waits for an answer that never comes.
    testTimeout: 15_000,
    maxWorkers: 1,
    reporters: [{}],
  })
