/** Tells the test runners that Stryker starts, by `vitest.config.ts` of this package, which test files to run. */
export function passTests(patterns: readonly string[]): void {
  process.env.MUTANT_TESTS = JSON.stringify(patterns)
}
