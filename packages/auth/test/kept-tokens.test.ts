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

test('no verified token can be found in memory, even while it is cached', async () => {
  expect(await kept()).toEqual({ found: 0, held: 0 })
})

test('the same search does find a token that the service itself keeps', async () => {
  expect(await kept('hold')).toEqual({ found: 20, held: 20 })
})
