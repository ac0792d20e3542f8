import { expect, test, vi } from 'vitest'
import { createOnce, found } from '../src/rows.js'

const row = {
  userId: 'ada',
  id: 'n1',
  digest: 'the fields',
  createdAt: new Date(),
  updatedAt: new Date(),
  deletedAt: null,
}

/** A create of a note that inserts these rows, or finds this existing row. */
const creation = (inserted: (typeof row)[], existing: typeof row | null = null) => ({
  what: 'note',
  digest: 'the fields',
  insert: async () => inserted,
  existing: async () => existing,
})

test('the error for a missing row names the kind of row in the caller’s words', () => {
  expect(() => found(null, 'note')).toThrow('There is no such note.')
  expect(found(row, 'note')).toBe(row)
})

test('a new row counts towards the quota, and an existing row does not', async () => {
  const claim = vi.fn()
  expect(await createOnce(creation([row]), claim)).toBe(row)
  expect(claim).toHaveBeenCalledTimes(1)
  expect(await createOnce(creation([], row), claim)).toBe(row)
  expect(claim).toHaveBeenCalledTimes(1)
})

test('the error for an id that was used with other fields names the kind of row in the caller’s words', async () => {
  const other = creation([], { ...row, digest: 'other fields' })
  await expect(createOnce(other, vi.fn())).rejects.toMatchObject({
    code: 'ID_TAKEN',
    message: expect.stringContaining('Another note of yours'),
  })
})

test('an id of a row that the caller may not see is refused as if it did not exist', async () => {
  await expect(createOnce(creation([], null), vi.fn())).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
