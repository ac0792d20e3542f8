import { describe, expect, test } from 'vitest'
import { scopesOf, scopeWords } from '../src/auth/scope'
import { newUserCode, readUserCode } from '../src/auth/user-code'

describe('a user code', () => {
  test('reads the same however it is typed', () => {
    const code = newUserCode()
    const bare = code.replace('-', '')
    for (const typed of [
      code,
      bare,
      code.toLowerCase(),
      ` ${bare.slice(0, 3)} ${bare.slice(3)} `,
      code.replace('-', '–'),
    ])
      expect(readUserCode(typed)).toBe(code)
  })

  test.each(['', 'WDJB-MJH', 'WDJB-MJHTT', 'WDJB-MJH0', 'WDJB-MJHI', 'WDJB_MJHT', 'ＷDJB-MJHT', '<script>'])(
    'is not %j',
    (typed) => expect(readUserCode(typed)).toBeNull(),
  )

  test('is another each time', () => {
    const codes = Array.from({ length: 1_000 }, newUserCode)
    expect(new Set(codes).size).toBe(1_000)
    for (const code of codes) expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/)
  })
})

describe('a scope', () => {
  test.each([
    [null, ['See your tasks', 'Add and change tasks']],
    ['', ['See your tasks', 'Add and change tasks']],
    ['tasks:read', ['See your tasks']],
    ['tasks:write tasks:read', ['See your tasks', 'Add and change tasks']],
  ])('%j reads as %j', (list, words) => {
    expect(scopeWords(scopesOf(list) ?? [])).toEqual(words)
  })

  test.each([' ', 'tasks', 'tasks:read tasks:erase', 'tasks:read\ttasks:write', 'toString', '__proto__'])(
    'that has anything else in it is none: %j',
    (list) => expect(scopesOf(list)).toBeNull(),
  )
})
