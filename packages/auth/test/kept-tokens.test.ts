import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)

async function kept(...options: string[]): Promise<unknown> {
  const program = join(import.meta.dirname, 'kept-tokens/program.js')
  const { stdout } = await run(process.execPath, ['--expose-gc', program, ...options])
  return JSON.parse(stdout)
}

test('no token that was verified, and is remembered, can be found in memory', async () => {
  expect(await kept()).toEqual({ found: 0, held: 0 })
})

test('a token that a service keeps itself is found by the same search', async () => {
  expect(await kept('hold')).toEqual({ found: 20, held: 20 })
})
