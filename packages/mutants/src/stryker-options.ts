import type { PartialStrykerOptions } from '@stryker-mutator/api/core'
import type { Group } from './groups.js'

/** Where results are kept: a mutant is only tried again when its file or one of its tests has changed. */
export const resultsFile = ({ name }: Group) => `reports/mutants/${name}.json`

/** Mutation testing of one group. Stryker changes the code in a copy of the repository, never in the repository itself. */
export const strykerOptions = (group: Group, concurrency: number): PartialStrykerOptions => ({
  mutate: [...group.mutate],
  plugins: [import.meta.resolve('@stryker-mutator/vitest-runner'), import.meta.resolve('./message-ignorer.js')],
  testRunner: 'vitest',
  // Vitest would find no tests related to a file of the copy, and pass.
  vitest: { configFile: 'packages/mutants/vitest.config.ts', related: false },
  ignorers: ['messages', 'statement-names'],
  incremental: true,
  incrementalFile: resultsFile(group),
  reporters: ['progress-append-only', 'clear-text'],
  clearTextReporter: { logTests: false, allowColor: false, reportTests: false, reportMutants: false },
  concurrency,
  // Real databases and servers: a slow answer is not an endless loop.
  timeoutMS: 20_000,
  dryRunTimeoutMinutes: 15,
  tempDirName: '.stryker-tmp',
  cleanTempDir: 'always',
  ignorePatterns: ['/.data', '/reports', '.next'],
  // TypeScript 7 has no API with which Stryker could read it. Tests run without type checks.
  tsconfigFile: 'none',
})
