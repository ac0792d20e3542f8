import { createTestDatabase, type TestDatabase } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { asAction } from '../src/changes/action.js'
import { type Connections, connect } from '../src/connections.js'
import { ownerOf } from '../src/owner-scope.js'
import { createOnce, found } from '../src/rows.js'

let own: TestDatabase
let connections: Connections
beforeAll(async () => {
  own = await createTestDatabase()
  connections = connect(own.url)
})
afterAll(async () => {
  await connections[Symbol.asyncDispose]()
  await own[Symbol.asyncDispose]()
})

const row = {
  userId: 'ada',
  id: uuidv7(),
  digest: 'the fields',
  createdAt: new Date(),
  updatedAt: new Date(),
  deletedAt: null,
}

/** A create of a note that inserts these rows, or finds this existing row. */
const creation = (inserted: (typeof row)[], existing: typeof row | null = null) => ({
  what: 'note',
  // A table with the row's columns.
  kind: { table: 'list', listColumn: null },
  digest: 'the fields',
  insert: async () => inserted,
  existing: async () => existing,
})

const createInTransaction = (rows: ReturnType<typeof creation>, claim = vi.fn(), userId = 'ada') =>
  asAction(connections, ownerOf(userId), (action) => createOnce(action, rows, claim))

test('the error for a missing row names the kind of row in the caller’s words', () => {
  expect(() => found(null, 'note')).toThrow('There is no such note.')
  expect(found(row, 'note')).toBe(row)
})

test('a new row counts towards the quota, and an existing row does not', async () => {
  const claim = vi.fn()
  expect(await createInTransaction(creation([row]), claim)).toBe(row)
  expect(claim).toHaveBeenCalledTimes(1)
  expect(await createInTransaction(creation([], row), claim)).toBe(row)
  expect(claim).toHaveBeenCalledTimes(1)
})

test('the error for an id that was used with other fields names the kind of row in the caller’s words', async () => {
  const other = creation([], { ...row, digest: 'other fields' })
  await expect(createInTransaction(other)).rejects.toMatchObject({
    code: 'ID_TAKEN',
    message: expect.stringContaining('Another note of yours'),
  })
})

test('an id of a row that the caller may not see is refused as if it did not exist', async () => {
  await expect(createInTransaction(creation([], null))).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('an erased user cannot create a row, and another user can', async () => {
  await own.database.eraseOwner('bob')
  const create = creation([row])
  const insert = vi.spyOn(create, 'insert')
  await expect(createInTransaction(create, vi.fn(), 'bob')).rejects.toMatchObject({ code: 'ERASED' })
  expect(insert).not.toHaveBeenCalled()
  expect(await createInTransaction(create)).toBe(row)
})
