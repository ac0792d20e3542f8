import { appRouter } from '@ownlist/api'
import { callerFor, newUserId } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppApi, startAppApi } from '../app-api.js'
import { ownedRows, procedureTests } from '../resources/index.js'
import type { Row } from '../resources/resource.js'
import { transports } from '../transports.js'

let api: AppApi
let partitioned: AppApi
beforeAll(async () => {
  api = await startAppApi()
  partitioned = await startAppApi({ layout: 'partitioned' })
})
afterAll(async () => {
  await api[Symbol.asyncDispose]()
  await partitioned[Symbol.asyncDispose]()
})

const procedures = Object.keys(appRouter._def.procedures)

test('every procedure of the router has an attack, and no attack is for a procedure that does not exist', () => {
  expect(Object.keys(procedureTests).sort()).toEqual([...procedures].sort())
})

const ways = [
  ['the caller', transports['the caller'], () => api],
  ['HTTP', transports.HTTP, () => api],
  // As with shards, each user's rows are in one of eight partitions of a table.
  ['HTTP, with partitioned tables', transports.HTTP, () => partitioned],
] as const

describe.each(ways)('through %s, user B attacks the rows of user A:', (_name, through, apiOf) => {
  const alice = newUserId()
  const resources = Object.entries(ownedRows)
  let rows: Record<string, Row>
  /** What A last saw. An attack changes nothing, so the next one can use the same rows. */
  let seen: unknown
  const looked = async () => {
    const caller = callerFor(apiOf().test.database, alice)
    return await Promise.all(resources.map(([router, { get }]) => get(caller, rows[router]?.id ?? '')))
  }

  beforeAll(async () => {
    const caller = callerFor(apiOf().test.database, alice)
    rows = {}
    for (const [router, { create }] of resources) {
      await create(caller, 'An older one')
      rows[router] = await create(caller, `Secret ${uuidv7()}`)
    }
    seen = await looked()
  })

  test.each(procedures)('%s reveals nothing and changes nothing', async (name) => {
    const { call } = through(apiOf())
    const { prepare, attack } = procedureTests[name] ?? {}
    await prepare?.(call, alice)
    const before = prepare === undefined ? seen : await looked()
    const alices = rows[name.split('.')[0] ?? ''] ?? { id: uuidv7(), title: 'None' }
    await attack?.({ call, alice, bob: newUserId(), bobIsApp: false, alices })
    seen = await looked()
    expect(seen).toEqual(before)
  })
})

test('a user id that differs in upper and lower case, or is a special name, gives no access', async () => {
  const alice = `Ada${newUserId()}`
  const others = ['__proto__', 'constructor', alice.toLowerCase(), alice.toUpperCase(), alice.slice(0, -1)]
  for (const { create, get } of Object.values(ownedRows)) {
    const { id } = await create(callerFor(api.test.database, alice), 'Hers')
    for (const other of others) {
      await expect(get(callerFor(api.test.database, other), id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
  }
})

test('every procedure refuses a caller without a user', async () => {
  const caller = callerFor(api.test.database, null) as unknown as Record<
    string,
    Record<string, (input: unknown) => unknown>
  >
  for (const name of procedures) {
    const [router, procedure] = name.split('.') as [string, string]
    await expect(caller[router]?.[procedure]?.({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  }
})
