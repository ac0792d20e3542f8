import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '@ownlist/stack'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { textFiles } from '../../src/tools.js'
import { type Copy, compileAndLint, copyRepository, runWholeSuite, succeed } from '../copy.js'

const slow = { timeout: 600_000 }
const verySlow = { timeout: 3_600_000 }

let copy: Copy
beforeAll(async () => {
  copy = await copyRepository()
  await succeed(copy.grow('eject:tasks'))
  await copy.commit()
}, slow.timeout)
afterAll(() => copy?.[Symbol.asyncDispose]())

// A tool that sorts lines, such as exports, can move a marker.
test('every marked region starts once and ends once', () => {
  const comment = /^(?:\/\/|#|\{\/\*|<!--) domain: tasks ([{}])(?: \*\/\}| -->)?$/
  for (const { path, text } of textFiles(root)) {
    const braces = text.split('\n').flatMap((line) => comment.exec(line.trim())?.[1] ?? [])
    expect(braces.join(''), path).toMatch(/^(?:\{\})*$/)
  }
})

test('ejected, everything compiles and passes the linter', slow, async () => {
  await compileAndLint(copy)
  await succeed(copy.run('knip'))
  expect(await copy.changes()).toBe('')
})

test('the remaining files only mention tasks as the name of the API’s database', slow, async () => {
  const { output } = await copy.run(
    'git',
    'grep',
    '-hoE',
    '[A-Za-z_]*[Tt]ask[A-Za-z_]*(:[a-z]+)?',
    '--',
    ':!pnpm-lock.yaml',
  )
  const isDatabase = (word: string) =>
    /^((ownlist_|name_)?tasks|tasks(Database|Owner)|ownlist_tasks:password)$/.test(word)
  expect([...new Set(output.trim().split('\n'))].filter((word) => !isDatabase(word))).toEqual([])
})

test(
  'the history of the database starts with one migration, which leads to the schema that is left',
  slow,
  async () => {
    const folder = join(copy.folder, 'prisma/tasks/migrations')
    const [first = '', ...others] = (await readdir(folder)).filter((name) => name.endsWith('_init'))
    expect(others).toEqual([])
    expect(await readFile(join(folder, first, 'migration.sql'), 'utf8')).toContain('CREATE TABLE "erasure"')
    const own = ['packages/postgres/test/migrations', 'packages/postgres/test/roles', 'packages/db/test/owned-tables']
    await succeed(copy.run('vitest', 'run', ...own))
  },
)

test.runIf(inject('long'))('a first resource compiles, and passes its tests', verySlow, async () => {
  await succeed(copy.grow('new:resource', 'note'))
  await copy.commit()
  await compileAndLint(copy)
  await succeed(copy.run('vitest', 'run', 'packages/db/test/notes', 'procedures', 'owned-tables'))
})

test.runIf(inject('long'))('the check and the whole suite pass', verySlow, async () => {
  await using own = await copyRepository('new')
  await succeed(own.grow('eject:tasks'))
  await own.commit()
  await succeed(own.run('npx', '-y', 'pnpm@12', 'install', '--prefer-offline', '--no-frozen-lockfile'))
  await succeed(own.run('npx', '-y', 'pnpm@12', 'check'))
  await succeed(own.run('npx', '-y', 'pnpm@12', 'build'))
  await runWholeSuite(own)
})
