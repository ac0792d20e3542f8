import { root } from '@ownlist/stack'
import { describe, expect, test } from 'vitest'
import { renameFaults, replaceName } from '../src/rename.js'

describe('a name is replaced', () => {
  test.each([
    ["import '@wolf/api'", "import '@bear/api'"],
    ['Wolf, the app', 'Bear, the app'],
    ['class WolfError extends Error', 'class BearError extends Error'],
    ['const wolfErrorOf = refusedByWolf', 'const bearErrorOf = refusedByBear'],
    ['WOLF_TOKEN=', 'BEAR_TOKEN='],
    ['create database wolf_rows', 'create database bear_rows'],
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
  ['', 'use lower-case letters'],
  ['Wolf', 'use lower-case letters'],
  ['@wolf', 'use lower-case letters'],
  ['wolf/api', 'use lower-case letters'],
  ['big-wolf', 'use lower-case letters'],
  ['7wolves', 'use lower-case letters'],
  ['types', 'installed: node_modules/@types'],
  ['tsc', 'installed: node_modules/.bin/tsc'],
  ['account', 'has a meaning already'],
  ['prisma', 'has a meaning already'],
])('%j is refused as a name', (refused, reason) => {
  expect(renameFaults(root, refused).join('\n')).toContain(reason)
})

test('a name that nothing here uses is accepted', () => {
  // Put together, so that this file does not use the name already.
  expect(renameFaults(root, `ac${'me'}`)).toEqual([])
})
