import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { replaceName } from '../src/rename.js'
import { type Copy, copyRepository, succeed } from './copy.js'

const timeout = 600_000
const longTimeout = 3_600_000
// Put together, so that this file does not use the name already.
const name = `ac${'me'}`

let copy: Copy
beforeAll(async () => {
  copy = await copyRepository()
}, timeout)
afterAll(() => copy?.[Symbol.asyncDispose]())

describe('a name is replaced', () => {
  test.each([
    ["import '@wolf/api'", "import '@bear/api'"],
    ['Wolf, the app', 'Bear, the app'],
    ['class WolfError extends Error', 'class BearError extends Error'],
    ['const wolfErrorOf = refusedByWolf', 'const bearErrorOf = refusedByBear'],
    ['WOLF_TOKEN=', 'BEAR_TOKEN='],
    ['create database wolf_tasks', 'create database bear_tasks'],
    ['src/wolf-error.ts', 'src/bear-error.ts'],
    ['wolf login', 'bear login'],
  ])('in %j', (before, after) => {
    expect(replaceName(before, 'wolf', 'bear')).toBe(after)
  })

  test.each(['werewolf', 'wolfram', 'Wolfgang', 'useShowWolfish', 'WOLFGANG', 'WEREWOLF', 'wOlf'])(
    'as a whole word only: not in %j',
    (text) => expect(replaceName(text, 'wolf', 'bear')).toBe(text),
  )
})

test.each([
  ['', 'one word of small letters'],
  ['Wolf', 'one word of small letters'],
  ['@wolf', 'one word of small letters'],
  ['wolf/api', 'one word of small letters'],
  ['big-wolf', 'one word of small letters'],
  ['7wolves', 'one word of small letters'],
  ['types', 'installed: node_modules/@types'],
  ['tsc', 'installed: node_modules/.bin/tsc'],
  ['account', 'has a meaning already'],
  ['prisma', 'has a meaning already'],
])('%j is refused as a name, and nothing changes', { timeout }, async (refused, reason) => {
  const { code, output } = await copy.grow('rename', refused, '--no-install')
  expect({ code, output }).toMatchObject({ code: 1, output: expect.stringContaining(reason) })
  expect(await copy.changes()).toBe('')
})

test('nothing is renamed while there are uncommitted changes', { timeout }, async () => {
  await writeFile(join(copy.folder, 'new.txt'), 'Not committed')
  const { code, output } = await copy.grow('rename', name, '--no-install')
  expect({ code, output }).toMatchObject({ code: 1, output: expect.stringContaining('uncommitted changes') })
  expect(await copy.changes()).toBe('?? new.txt\n')
  await copy.reset()
})

test('under its new name everything compiles and passes the linter, and the old name is gone', {
  timeout,
}, async () => {
  await succeed(copy.grow('rename', name, '--no-install'))
  await copy.relink('@ownlist', `@${name}`)
  const left = await copy.run(
    'git',
    'grep',
    '-lwE',
    '@ownlist|ownlist|Ownlist|OWNLIST|Ownlist[A-Z][A-Za-z]*|OWNLIST_[A-Z_]*',
  )
  expect(left.output).toBe('apps/server/test/fixtures/c1d68f5/older-program.js\n')
  expect((await copy.run('git', 'ls-files', '--others', '--exclude-standard', '*ownlist*')).output).toBe('')
  await succeed(copy.run('tsc', '-b'))
  await succeed(copy.run('biome', 'ci', '--error-on-warnings', '.'))
})

test.runIf(inject('long'))('and the check and the tests pass', { timeout: longTimeout }, async () => {
  await using own = await copyRepository('anew')
  await succeed(own.grow('rename', name))
  await succeed(own.run('npx', '-y', 'pnpm@12', 'check'))
  await succeed(own.run('vitest', 'run', '--project', '!grow'))
})
