import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { mutants } from './packages/db/test/mutants.js'

export default defineConfig(({ mode }) => ({
  plugins: [mutants],
  test: {
    include: ['apps/*/test/**/*.test.ts', 'packages/*/test/**/*.test.ts', 'examples/test/*.test.ts'],
    benchmark: { include: ['{apps,packages}/*/bench/**/*.bench.ts'] },
    globalSetup: ['@ownlist/testkit/global-setup'],
    // `--mode long`, as in `pnpm test:long`: random tests as long as they are worth waiting for overnight.
    // On CI, a test may not be left out because a program is missing.
    // `PEERS=lowest` or `newest`: the versions beside which the published packages are tried.
    provide: { long: mode === 'long', ci: Boolean(process.env.CI), peers: process.env.PEERS ?? 'locked' },
    // Most tests wait for processes that they started, so on two cores two at a time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Real databases and processes: generous, so that a busy machine fails no test.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
  },
}))
