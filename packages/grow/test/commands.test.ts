import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Copy, compileAndLint, copyRepository, succeed } from './copy.js'

const slow = { timeout: 600_000 }
// Put together, so that this file does not use the name already.
const name = `ac${'me'}`

// One copy for all. Each test starts with what the one before has left, because compiling takes longest.
let copy: Copy
beforeAll(async () => {
  copy = await copyRepository()
}, slow.timeout)
afterAll(() => copy?.[Symbol.asyncDispose]())

test('a dry run names the files, and writes none', slow, async () => {
  const output = await succeed(copy.grow('new:resource', 'order', '--dry-run'))
  expect(output).toContain('packages/db/src/orders/order-store.ts')
  expect(await copy.changes()).toBe('')
})

test('nothing is written if a name is refused, or a file has uncommitted changes', slow, async () => {
  const refused = await copy.grow('new:resource', 'account')
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('Nothing was changed') })
  expect(await copy.changes()).toBe('')
  await writeFile(join(copy.folder, 'packages/db/src/domains.ts'), '\n', { flag: 'a' })
  const dirty = await copy.grow('new:resource', 'order')
  expect(dirty).toMatchObject({ code: 1, output: expect.stringContaining('domains.ts has uncommitted changes') })
  expect(await copy.changes()).toBe(' M packages/db/src/domains.ts\n')
  await copy.reset()
})

test('a new resource inserts at most eight lines into existing files, and removes none', slow, async () => {
  // `order` is a reserved word in SQL.
  await succeed(copy.grow('new:resource', 'order'))
  const numbers = (await copy.run('git', 'diff', '--numstat')).output.trim().split('\n')
  const counts = numbers.map((line) => line.split('\t').slice(0, 2).map(Number))
  expect(counts.reduce((sum, [inserted = 0]) => sum + inserted, 0)).toBeLessThanOrEqual(8)
  expect(counts.reduce((sum, [, removed = 0]) => sum + removed, 0)).toBe(0)
})

test('nothing is renamed while there are uncommitted changes', slow, async () => {
  const before = await copy.changes()
  const { code, output } = await copy.grow('rename', name, '--no-install')
  expect({ code, output }).toMatchObject({ code: 1, output: expect.stringContaining('uncommitted changes') })
  expect(await copy.changes()).toBe(before)
  await copy.commit()
})

test(
  'a project with a new resource and a new name compiles, passes the linter, and passes the tests of the resource',
  slow,
  async () => {
    await succeed(copy.grow('rename', name, '--no-install'))
    await copy.relink('@ownlist', `@${name}`)
    await copy.commit()
    const left = await copy.run('git', 'grep', '-lE', 'ownlist|Ownlist|OWNLIST', '--', ':!*/fixtures/*')
    expect(left.output + (await copy.run('git', 'ls-files', '*ownlist*')).output).toBe('')
    await compileAndLint(copy)
    const own = ['packages/db/test/orders', 'procedures/order', 'server/test/offline/order']
    const shared = ['procedures/isolation', 'procedures/scopes', 'server/test/trash', 'owned-tables']
    // The attacks on other resources are the same as here, and so is what each token may call.
    const changed = '^(?!.*(: (?!order\\.)\\w+\\.\\w+ reveals nothing|may call exactly))'
    await succeed(copy.run('vitest', 'run', ...own, ...shared, '-t', changed))
    expect(await copy.changes()).toBe('')
  },
)
