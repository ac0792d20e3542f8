import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { type Copy, copyRepository, succeed } from './copy.js'

declare module 'vitest' {
  export interface ProvidedContext {
    long: boolean
  }
}

const timeout = 600_000
const longTimeout = 3_600_000

let copy: Copy
beforeAll(async () => {
  copy = await copyRepository()
}, timeout)
afterAll(() => copy?.[Symbol.asyncDispose]())
afterEach(() => copy.reset())

test('a dry run names the files, and writes none', { timeout }, async () => {
  const output = await succeed(copy.grow('new-resource', 'note', '--dry-run'))
  expect(output).toContain('packages/db/src/notes/note-store.ts')
  expect(await copy.changes()).toBe('')
})

test('nothing is written if a name is refused, or a file has uncommitted changes', { timeout }, async () => {
  const refused = await copy.grow('new-resource', 'account')
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('Nothing was written') })
  expect(await copy.changes()).toBe('')
  await writeFile(join(copy.folder, 'packages/db/src/stores.ts'), '\n', { flag: 'a' })
  const dirty = await copy.grow('new-resource', 'note')
  expect(dirty).toMatchObject({ code: 1, output: expect.stringContaining('stores.ts has uncommitted changes') })
  expect(await copy.changes()).toBe(' M packages/db/src/stores.ts\n')
})

test('a new resource inserts at most eight lines into existing files, and removes none', { timeout }, async () => {
  await succeed(copy.grow('new-resource', 'note'))
  const numbers = (await copy.run('git', 'diff', '--numstat')).output.trim().split('\n')
  const counts = numbers.map((line) => line.split('\t').slice(0, 2).map(Number))
  expect(counts.reduce((sum, [inserted = 0]) => sum + inserted, 0)).toBeLessThanOrEqual(8)
  expect(counts.reduce((sum, [, removed = 0]) => sum + removed, 0)).toBe(0)
})

test('new resources compile, pass the linter, and pass the tests that came with them', { timeout }, async () => {
  // `order` is a reserved word in SQL.
  const names = inject('long') ? ['note', 'feed-item', 'order', 'user'] : ['order']
  for (const name of names) {
    await succeed(copy.grow('new-resource', name))
    await copy.commit()
  }
  await succeed(copy.run('node', 'prisma/generate.mjs', 'tasks'))
  await succeed(copy.run('tsc', '-b'))
  await succeed(copy.run('tsc', '-p', 'apps/web'))
  await succeed(copy.run('biome', 'ci', '--error-on-warnings', '.'))
  await succeed(copy.run('knip'))
  const own = ['packages/db/test/orders', 'procedures/order']
  await succeed(copy.run('vitest', 'run', ...own, 'isolation', 'scopes', 'owned-tables'))
  expect(await copy.changes()).toBe('')
})

test.runIf(inject('long'))('with new resources the whole suite passes', { timeout: longTimeout }, async () => {
  await using own = await copyRepository('anew')
  for (const name of ['note', 'feed-item']) {
    await succeed(own.grow('new-resource', name))
    await own.commit()
  }
  await succeed(own.run('npx', '-y', 'pnpm@12', 'build'))
  // Without the generator's own tests, which would copy the copy.
  await succeed(own.run('vitest', 'run', '--project', '!grow'))
  await succeed(own.run('npx', '-y', 'pnpm@12', '--filter', '@ownlist/web', 'e2e'))
})
