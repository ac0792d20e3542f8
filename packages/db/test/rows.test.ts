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

/** A create of a note, where these rows are inserted, or this one exists. */
const creation = (inserted: (typeof row)[], existing: typeof row | null = null) => ({
  what: 'note',
  digest: 'the fields',
  insert: async () => inserted,
  existing: async () => existing,
})

test('a row that does not exist is refused in the caller’s words', () => {
  expect(() => found(null, 'note')).toThrow('There is no such note.')
  expect(found(row, 'note')).toBe(row)
})

test('a new row claims room, and one that exists does not', async () => {
  const claim = vi.fn()
  expect(await createOnce(creation([row]), claim)).toBe(row)
  expect(claim).toHaveBeenCalledTimes(1)
  expect(await createOnce(creation([], row), claim)).toBe(row)
  expect(claim).toHaveBeenCalledTimes(1)
})

test('an id that was used for other fields is refused in the caller’s words', async () => {
  const other = creation([], { ...row, digest: 'other fields' })
  await expect(createOnce(other, vi.fn())).rejects.toMatchObject({
    code: 'ID_TAKEN',
    message: expect.stringContaining('Another note of yours'),
  })
})

test('an id of a row that the caller may not see is refused as if it did not exist', async () => {
  await expect(createOnce(creation([], null), vi.fn())).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
