import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { encodeCursor, positionCursor } from '../src/page-cursor.js'

const id = uuidv7()
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('a cursor', () => {
  test.each(['1900-01-01T00:00:00.000Z', '2026-11-24T09:30:00.123Z', '9999-12-31T23:59:59.999Z'])(
    'leads to the position from which it was made, at %s',
    (createdAt) => {
      expect(positionCursor.parse(encodeCursor({ createdAt, id }))).toEqual({ createdAt, id })
    },
  )

  test('can be part of a URL as it is', () => {
    expect(encodeCursor({ createdAt: '2026-11-24T09:30:00.123Z', id })).toMatch(/^[\w-]{1,200}$/)
  })

  test.each([
    ['from before 1900, where PostgreSQL reads dates differently', encoded(['1899-12-31T23:59:59.999Z', id])],
    ['without milliseconds', encoded(['2026-11-24T09:30:00Z', id])],
    ['without a time', encoded(['', id])],
    ['without a row', encoded(['2026-11-24T09:30:00.000Z'])],
    ['with spaces in its JSON', Buffer.from(`["2026-11-24T09:30:00.000Z", "${id}"]`).toString('base64url')],
    ['that is not JSON', 'nonsense'],
    ['that is empty', ''],
  ])('%s is invalid input, and the message says where cursors come from', (_what, cursor) => {
    const result = positionCursor.safeParse(cursor)
    expect(result.error?.issues).toMatchObject([{ path: [], message: 'must be the nextCursor of an earlier page' }])
  })
})
