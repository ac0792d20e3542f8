import { callerFor, newUserId } from '@ownlist/testkit'
import { TRPCError } from '@trpc/server'
import { expect, inject, test } from 'vitest'
import { startAppApi } from '../app-api.js'
import { endConnections } from '../database-faults.js'
import { ownedRows } from '../resources/index.js'

const resources = Object.entries(ownedRows)

test('while all database connections are terminated again and again, calls either succeed or fail as unavailable', {
  timeout: 60_000,
}, async () => {
  await using api = await startAppApi()
  const outcomes = new Map<string, number>()
  let ended = false
  async function use(n: number): Promise<void> {
    const caller = callerFor(api.test.database, newUserId())
    for (let turn = n; !ended; turn++) {
      const [name, rows] = resources[turn % resources.length] ?? []
      const outcome = await rows
        ?.create(caller, 'x')
        .then(({ id }) => rows.get(caller, id))
        .then(
          () => 'done',
          (error: unknown) => (error instanceof TRPCError ? error.code : String(error)),
        )
      outcomes.set(`${name}: ${outcome}`, (outcomes.get(`${name}: ${outcome}`) ?? 0) + 1)
    }
  }
  const calls = Array.from({ length: 20 }, (_, n) => use(n))
  await endConnections(api.test, inject('long') ? 5_000 : 2_000)
  ended = true
  await Promise.all(calls)
  expect([...outcomes.keys()].sort()).toEqual(
    resources.flatMap(([name]) => [`${name}: SERVICE_UNAVAILABLE`, `${name}: done`]).sort(),
  )
})
