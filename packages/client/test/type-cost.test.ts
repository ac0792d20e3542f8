import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { checkCost } from './type-cost/compiler.js'
import { completionCost } from './type-cost/editor.js'
import { generateRouter } from './type-cost/generate.js'

/**
 * The maximum number of instantiations in a program's check, by the number of procedures; a tenth above the measured
 * value.
 */
const budgets: Record<number, Record<'source' | 'published', number>> = {
  10: { source: 15_300, published: 1_300 },
  100: { source: 99_700, published: 1_300 },
  300: { source: 287_000, published: 1_300 },
}

const words = (ms: number) => `${Math.round(ms)} ms`.padStart(9)

/** Two sizes show that the cost of published types does not grow; the third takes as long as both. */
const sizes = Object.entries(budgets).filter(([procedures]) => inject('long') || Number(procedures) <= 100)

test.each(sizes)(
  'the cost of checking a program with a router of %s procedures does not rise',
  {
    timeout: 120_000,
  },
  async (procedures, budget) => {
    // Within this package, so that the program finds its imports.
    const folder = await mkdtemp(join(import.meta.dirname, '../.type-cost-'))
    try {
      const { programs } = await generateRouter(folder, Number(procedures))
      for (const from of ['source', 'published'] as const) {
        const { instantiations, seconds } = await checkCost(programs[from])
        const { names, openedMs, editedMs } = completionCost(programs[from])
        process.stdout.write(
          `${procedures.padStart(3)} procedures, ${from.padEnd(9)}: ${String(instantiations).padStart(7)} instantiations, check ${words(seconds * 1_000)}, completion ${words(openedMs)} opened ${words(editedMs)} edited\n`,
        )
        // This makes sure that the check is not cheap only because the types are missing.
        expect([...names].sort()).toEqual(['create', 'delete', 'get', 'list', 'update'])
        expect(instantiations).toBeLessThanOrEqual(budget[from])
      }
    } finally {
      await rm(folder, { recursive: true })
    }
  },
)
