import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type CliOptions, createVitest } from 'vitest/node'
import { SuiteErrors } from '../src/suite-errors.js'

/** The number of errors outside tests in a run of this test file. */
async function errorsOf(program: string): Promise<number> {
  const root = await mkdtemp(join(tmpdir(), 'ownlist-suite-'))
  const { exitCode } = process
  onTestFinished(async () => {
    process.exitCode = exitCode
    await rm(root, { recursive: true, force: true })
  })
  await writeFile(join(root, 'a.test.js'), program)
  const options = {
    root,
    config: false,
    watch: false,
    globals: true,
    reporters: [new SuiteErrors()],
  } satisfies CliOptions
  const vitest = await createVitest('test', options)
  onTestFinished(() => vitest.close())
  await vitest.start()
  return vitest.state.errorsSet.size
}

test.each([
  ['code that cannot be loaded', `throw new Error('x'); test('a', () => undefined)`],
  ['a beforeAll that fails', `beforeAll(() => { throw new Error('x') }); test('a', () => undefined)`],
  ['one of a suite', `describe('s', () => { beforeAll(() => { throw new Error('x') }); test('a', () => undefined) })`],
])('%s is an error of the whole run', async (_what, program) => {
  expect(await errorsOf(program)).toBe(1)
})

test('a test that fails is not such an error: its own result shows the failure', async () => {
  expect(await errorsOf(`test('a', () => { throw new Error('x') })`)).toBe(0)
})
