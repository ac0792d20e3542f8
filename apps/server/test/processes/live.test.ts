// domain: tasks
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ApiClient, createApiClient } from '@ownlist/client'
import { createTestDatabase, newUserId, startTestIssuer, type TestDatabase, type TestIssuer } from '@ownlist/testkit'
import getPort from 'get-port'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { environmentOf, runBuiltApi } from '../built-api.js'
import { follow } from '../sync/follow.js'
import { startCuttingProxy } from './cutting-proxy.js'
import { startProcesses } from './start-processes.js'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let database: TestDatabase
let issuer: TestIssuer
beforeAll(async () => {
  database = await createTestDatabase()
  issuer = await startTestIssuer()
})
afterAll(async () => {
  await database[Symbol.asyncDispose]()
  await issuer[Symbol.asyncDispose]()
})

/** The actions of a user in the log, in order. */
async function loggedOf(userId: string): Promise<number[]> {
  const log = new pg.Client({ connectionString: database.adminUrl })
  await log.connect()
  const { rows } = await log.query('select distinct seq::int from change where user_id = $1 order by seq', [userId])
  await log.end()
  return rows.map(({ seq }) => seq)
}

async function startInstance(port: number) {
  const api = runBuiltApi({ ...environmentOf(database, issuer), API_PORT: String(port) })
  const url = `http://127.0.0.1:${port}`
  await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200), 60_000)
  return { api, url }
}

/** Creates tasks until it is ended, whatever happens to the API. */
function keepWriting(clients: readonly ApiClient[]) {
  const over = new AbortController()
  const writing = clients.map(async (client) => {
    while (!over.signal.aborted) {
      await client.task.create.mutate({ id: uuidv7(), title: 'Task' }).catch(() => undefined)
      await sleep(5)
    }
  })
  return async () => {
    over.abort()
    await Promise.all(writing)
  }
}

test('every action arrives exactly once and in order, while connections are cut, tokens expire, and instances restart or are killed', async () => {
  const ports = [await getPort(), await getPort()]
  const [first, second] = [await startInstance(ports[0] ?? 0), await startInstance(ports[1] ?? 0)]
  await using proxy = await startCuttingProxy(ports)
  const ada = newUserId()
  const seconds = () => Math.floor(Date.now() / 1_000)
  const short = () => issuer.token(ada, { exp: seconds() + 3 })
  const followers = [
    await follow(createApiClient({ url: proxy.url, token: short })),
    await follow(createApiClient({ url: proxy.url, token: short })),
    // This one does not use the proxy: until it is stopped, it has one stream per token.
    await follow(createApiClient({ url: second.url, token: short })),
  ]
  const token = () => issuer.token(ada)
  const endWriting = keepWriting([first, second].map(({ url }) => createApiClient({ url, token, attempts: 1 })))
  const seenBy = (count: number) => async () => expect((await loggedOf(ada)).length).toBeGreaterThan(count)
  await vi.waitFor(seenBy(inject('long') ? 2_000 : 150), 60_000)
  expect(await first.api.stop()).toEqual([0, null])
  const again = await startInstance(ports[0] ?? 0)
  second.api.kill('SIGKILL')
  await once(second.api, 'exit')
  await sleep(500)
  await startInstance(ports[1] ?? 0)
  await vi.waitFor(seenBy(inject('long') ? 4_000 : 300), 60_000)
  await endWriting()
  proxy.calm()

  const logged = await loggedOf(ada)
  for (const { seqs, errors } of followers) {
    // The check that runs every 20 seconds finds the last events of a process that was killed.
    await vi.waitFor(() => expect(seqs.at(-1)).toBe(logged.at(-1)), 45_000)
    const [start = 0, ...later] = seqs
    expect(later).toEqual(logged.filter((seq) => seq > start))
    expect(errors).toEqual([])
  }
  expect(proxy.cuts).toBeGreaterThan(5)
  await again.api.stop()
})

test('a change that one process writes reaches the streams of the others within a second', async () => {
  const { api, url } = await startProcesses({ ...environmentOf(database, issuer), API_PROCESSES: '2' })
  const ada = newUserId()
  const clients = Array.from({ length: 6 }, () => createApiClient({ url, token: () => issuer.token(ada) }))
  const followers = await Promise.all(clients.map(follow))
  for (const [n, { task }] of clients.entries()) {
    await task.create.mutate({ title: `Task ${n}` })
    const expected = Array.from({ length: n + 2 }, (_, seq) => seq)
    await vi.waitFor(() => expect(followers.map(({ seqs }) => seqs)).toEqual(Array(6).fill(expected)), 1_000)
  }
  const live = () =>
    new Set(api.lines().flatMap(({ msg, pid }) => (msg.startsWith('listening for changes') ? pid : [])))
  expect(live().size).toBe(2)
  for (const { stop } of followers) stop()
  expect(await api.stop()).toEqual([0, null])
})
