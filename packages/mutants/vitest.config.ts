import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { GroupOrder } from './src/group-order.js'
import { LastingThreads } from './src/lasting-threads.js'
import { SuiteErrors } from './src/suite-errors.js'

/**
 * For the mutation test runs only, which take place in a copy of this repository. Its `node_modules` lead back to the
 * original packages, whose code is not mutated, so every package is resolved to its sources in the copy. `MUTANT_TESTS` is a
 * JSON array with the glob patterns of the test files to run.
 */
const root = join(import.meta.dirname, '../..')

interface Manifest {
  readonly name: string
  readonly exports?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

const sourceAliases = readdirSync(join(root, 'packages')).flatMap((folder) => {
  const { name, exports = {} } = JSON.parse(
    readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8'),
  ) as Manifest
  return Object.entries(exports).map(([path, targets]) => ({
    find: new RegExp(`^${join(name, path)}$`),
    replacement: join(root, 'packages', folder, targets['@ownlist/source'] ?? targets.default ?? ''),
  }))
})

export default defineConfig({
  root,
  resolve: { alias: sourceAliases },
  test: {
    include: JSON.parse(process.env.MUTANT_TESTS ?? '[]') as string[],
    // Each run is for one mutant. In a run, files share their modules, which take longer to load than to test.
    isolate: false,
    setupFiles: ['packages/mutants/src/fresh-modules.ts'],
    sequence: { sequencer: GroupOrder },
    reporters: [new SuiteErrors(), new LastingThreads()],
    globalSetup: ['packages/testkit/src/global-setup.ts'],
    provide: { long: false, ci: false, citusNodes: [], mutatesCode: true },
    // Shorter than elsewhere, because a mutant that waits for ever costs this much.
    testTimeout: 20_000,
    hookTimeout: 20_000,
    expect: { poll: { timeout: 8_000 } },
  },
})
