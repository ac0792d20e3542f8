import { globSync } from 'tinyglobby'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Runs test files in the order of the patterns of their group, and those of one pattern by name. Vitest begins with the
 * longest file, but the first test that fails decides about a mutant, so the quick files come first.
 */
export class GroupOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { include, root } = this.ctx.config
    const order = include.flatMap((pattern) =>
      globSync(pattern, { cwd: root, absolute: true, expandDirectories: false }).toSorted(),
    )
    return files.toSorted((a, b) => order.indexOf(a.moduleId) - order.indexOf(b.moduleId))
  }
}
