import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type Copy, copyRepository, succeed } from './copy.js'

const timeout = 600_000
const longTimeout = 3_600_000

let copy: Copy
beforeAll(async () => {
  copy = await copyRepository()
  await succeed(copy.grow('eject-tasks'))
  await copy.commit()
}, timeout)
afterAll(() => copy?.[Symbol.asyncDispose]())

test('ejected, everything compiles and passes the linter', { timeout }, async () => {
  await succeed(copy.run('node', 'prisma/generate.mjs', 'tasks'))
  await succeed(copy.run('tsc', '-b'))
  await succeed(copy.run('tsc', '-p', 'apps/web'))
  await succeed(copy.run('biome', 'ci', '--error-on-warnings', '.'))
  await succeed(copy.run('knip'))
})

test('the history of the database starts with one migration, which leads to the schema that is left', {
  timeout,
}, async () => {
  const folder = join(copy.folder, 'prisma/tasks/migrations')
  const [first = '', ...others] = (await readdir(folder)).filter((name) => name.endsWith('_init'))
  expect(others).toEqual([])
  expect(await readFile(join(folder, first, 'migration.sql'), 'utf8')).toContain('CREATE TABLE "erasure"')
  await succeed(copy.run('vitest', 'run', 'packages/postgres/test/migrations', 'packages/postgres/test/roles'))
})

test.runIf(inject('long'))('a first resource compiles, and its tests pass', { timeout }, async () => {
  await succeed(copy.grow('new-resource', 'note'))
  await succeed(copy.run('node', 'prisma/generate.mjs', 'tasks'))
  await succeed(copy.run('tsc', '-b'))
  await succeed(copy.run('vitest', 'run', 'packages/db/test/notes', 'isolation', 'scopes', 'owned-tables'))
})

test.runIf(inject('long'))('and the whole suite passes', { timeout: longTimeout }, async () => {
  await using own = await copyRepository('anew')
  await succeed(own.grow('eject-tasks'))
  await succeed(own.run('npx', '-y', 'pnpm@12', 'install', '--prefer-offline', '--no-frozen-lockfile'))
  await succeed(own.run('npx', '-y', 'pnpm@12', 'check'))
  await succeed(own.run('vitest', 'run', '--project', '!grow'))
})
