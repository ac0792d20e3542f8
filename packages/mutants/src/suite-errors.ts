import type { Reporter, TestModule, TestSuite, Vitest } from 'vitest/node'

/**
 * For Vitest in Stryker, which only looks at the results of tests. If a module cannot be loaded, or a `beforeAll` fails,
 * there are no results, and the mutant would seem to survive. This reports such an error as an error of the whole run.
 */
export class SuiteErrors implements Reporter {
  #vitest: Vitest | undefined

  onInit(vitest: Vitest): void {
    this.#vitest = vitest
  }

  onTestModuleEnd(module: TestModule): void {
    this.#report(module)
  }

  onTestSuiteResult(suite: TestSuite): void {
    this.#report(suite)
  }

  #report(suite: TestModule | TestSuite): void {
    for (const error of suite.errors()) this.#vitest?.state.catchError(error, 'Suite Error')
  }
}
