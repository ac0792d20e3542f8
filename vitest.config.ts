import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['apps/*/test/**/*.test.ts', 'packages/*/test/**/*.test.ts'],
    benchmark: { include: ['apps/*/bench/**/*.bench.ts'] },
    globalSetup: ['@ownlist/testkit/global-setup'],
    // Real databases and processes: generous, so that a busy machine fails no test.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
