import { root } from '@ownlist/stack'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { ejectionFaults, withoutTest } from '../src/eject.js'
import { ejectTasks } from '../src/eject-tasks.js'
import { type Copy, copyRepository, succeed } from './copy.js'

declare module 'vitest' {
  export interface ProvidedContext {
    long: boolean
  }
}

const patience = 1_200_000

let copy: Copy
beforeAll(async () => {
  copy = await copyRepository()
}, patience)
afterAll(() => copy?.[Symbol.asyncDispose]())

test('a test goes whole, with its table, and nothing else of its file', () => {
  const file =
    "test('a', () => {\n  f()\n})\n\ntest.each([\n  [1],\n])('b %i', () => {\n  g()\n})\n\ntest('c', () => {})\n"
  expect(withoutTest(file, 'b %i')).toBe("test('a', () => {\n  f()\n})\n\ntest('c', () => {})\n")
  expect(withoutTest(file, 'nothing')).toBeNull()
})

test('everything that ejecting takes out is there', async () => {
  expect(await ejectionFaults(root, ejectTasks)).toEqual([])
})

test('without tasks, the check and the tests pass; and with a first resource, too', { timeout: patience }, async () => {
  await succeed(copy.pnpm('eject:tasks'))
  await succeed(copy.pnpm('install', '--prefer-offline', '--no-frozen-lockfile'))
  await succeed(copy.pnpm('check'))
  await copy.commit()
  // Of the generator would make a copy of the copy; those of the stack need what only `pnpm build` makes.
  const suite = ['vitest', 'run', '--exclude', 'packages/grow/**', '--exclude', 'packages/stack/**']
  const quick = ['apps/server', 'packages/db', 'packages/api', 'programs', 'migrations', 'roles']
  await succeed(copy.run('npx', ...suite, ...(inject('long') ? [] : quick)))
  await succeed(copy.pnpm('new:resource', 'note'))
  await succeed(copy.pnpm('check'))
  const grown = ['note', 'isolation', 'scopes', 'owned-tables', 'migrations', 'open-api']
  await succeed(copy.run('npx', ...suite, ...(inject('long') ? [] : grown)))
})

test.runIf(inject('long'))('the system as it is built, and its pages, pass too', { timeout: patience }, async () => {
  await succeed(copy.pnpm('build'))
  await succeed(copy.run('npx', 'vitest', 'run', 'packages/stack'))
  await succeed(copy.pnpm('--filter', '@ownlist/web', 'e2e'))
})
