import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig(({ mode }) => {
  buildWhatEveryRunStarts()
  return {
    // Packages are tested from their sources. Behind it, Vite's own defaults.
    ssr: { resolve: { conditions: ['@ownlist/source', 'module', 'node', 'development|production'] } },
    test: {
      include: ['apps/*/test/**/*.test.ts', 'packages/*/test/**/*.test.ts', 'examples/test/*.test.ts'],
      benchmark: { include: ['{apps,packages}/*/bench/**/*.bench.ts'] },
      globalSetup: ['packages/testkit/src/global-setup.ts'],
      // `--mode long`, as in `pnpm test:long`: random tests as long as they are worth waiting for overnight.
      // On CI, a test may not be left out because a program is missing.
      provide: { long: mode === 'long', ci: Boolean(process.env.CI) },
      // Most tests wait for processes that they started, so on two cores two at a time.
      maxWorkers: Math.max(2, availableParallelism() - 1),
      // Real databases and processes: generous, so that a busy machine fails no test.
      testTimeout: 30_000,
      hookTimeout: 60_000,
      expect: { poll: { timeout: 15_000 } },
    },
  }
})

/** The program that keeps the PostgreSQL of the test run. Takes half a second when it is up to date. */
function buildWhatEveryRunStarts(): void {
  execFileSync('npx', ['tsc', '-b', 'packages/postgres'], {
    cwd: import.meta.dirname,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
}
