import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Vitest begins with the longest test file. The first test that fails decides about a mutant, so this ends with it. */
export class ShortestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).reverse()
  }
}
