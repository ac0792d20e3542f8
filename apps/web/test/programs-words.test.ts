import { readRight, writeRight } from '@ownlist/scopes'
import { describe, expect, test } from 'vitest'
import { accessOf, scopesOf } from '../src/access/access'
import { newUserCode, readUserCode } from '../src/auth/user-code'

const prefix = readRight.slice(0, -':read'.length)

describe('a user code', () => {
  test('is recognized however it is typed', () => {
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

  test('is different each time', () => {
    const codes = Array.from({ length: 1_000 }, newUserCode)
    expect(new Set(codes).size).toBe(1_000)
    for (const code of codes) expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/)
  })
})

const listId = '019ab3f0-7d2c-7c3a-8a57-0b6f3f6d8e11'

describe('a scope', () => {
  test.each([
    [null, [readRight, writeRight]],
    ['', [readRight, writeRight]],
    [readRight, [readRight]],
    [`${writeRight} ${readRight}`, [readRight, writeRight]],
  ])('%j reads as %j', (list, expected) => {
    const access = accessOf(list)
    expect(access?.listId).toBeNull()
    expect(access?.rights).toEqual(expected)
  })

  test.each([`${readRight}:${listId}`, `${readRight}:${listId} ${writeRight}:${listId}`])(
    'may be limited to one list: %j',
    (list) => {
      const access = accessOf(list)
      expect(access).toMatchObject({ listId })
      expect(access && scopesOf(access)).toBe(list)
    },
  )

  test.each([
    ' ',
    prefix,
    `${readRight} ${prefix}:erase`,
    `${readRight} ${readRight}`,
    `${readRight} ${writeRight} ${readRight}`,
    `${readRight}\t${writeRight}`,
    'toString',
    '__proto__',
    `${prefix}:erase:${listId}`,
    `${readRight}:${listId} ${writeRight}`,
    `${writeRight} ${readRight}:${listId}`,
    `${readRight}:${listId} ${writeRight}:${listId.replace(/^./, 'f')}`,
    `${readRight}:${listId}:${listId}`,
    `${readRight}:${listId.toUpperCase()}`,
    `${readRight}:`,
    `${readRight}:*`,
    `:${listId}`,
    listId,
  ])('with anything else in it is invalid: %j', (list) => expect(accessOf(list)).toBeNull())
})
