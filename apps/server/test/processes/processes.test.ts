import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { createApiClient } from '@ownlist/client'
import { createTestDatabase, newUserId, startTestIssuer, type TestDatabase, type TestIssuer } from '@ownlist/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { environmentOf, runBuiltApi } from '../built-api.js'
import { holdDatabase } from '../database-faults.js'
import { isAlive, startProcesses } from './start-processes.js'

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

const startTwo = (env: Record<string, string> = {}) =>
  startProcesses({ ...environmentOf(database, issuer), API_PROCESSES: '2', ...env })

/** The statuses of requests, each on a connection of its own. */
const statusesOf = (url: string, count: number) =>
  Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<number>((resolve, reject) => {
          const sent = request(`${url}/healthz`, { agent: new Agent() }, async (response) => {
            await text(response)
            resolve(response.statusCode ?? 0)
          })
          sent.once('error', reject).end()
        }),
    ),
  )

test('API_PROCESSES processes answer on one port', async () => {
  const { api, url, pids } = await startTwo({ API_PROCESSES: '3' })
  expect(new Set([api.pid, ...pids()]).size).toBe(4)
  await statusesOf(url, 12)
  const answered = () => new Set(api.lines().flatMap(({ msg, pid }) => (msg === 'request' ? pid : [])))
  await expect.poll(answered).toEqual(new Set(pids()))
  expect(await api.stop()).toEqual([0, null])
  expect(pids().filter(isAlive)).toEqual([])
})

test('on SIGTERM, every process finishes its running requests', async () => {
  const { api, url } = await startTwo()
  // One would send all calls in one request.
  const clients = Array.from({ length: 4 }, () => createApiClient({ url, token: () => issuer.token(newUserId()) }))
  await using held = await holdDatabase(database)
  const underWay = clients.map((client) => client.account.erase.mutate())
  await expect.poll(held.waiting).toHaveLength(4)
  const ended = api.stop()
  await expect.poll(() => api.lines().filter(({ msg }) => msg === 'draining')).toHaveLength(2)
  await held.release()
  expect(await Promise.all(underWay)).toEqual(Array(4).fill({ rows: 0 }))
  expect(await ended).toEqual([0, null])
})

test('a process that dies is started again, and the others answer in the meantime', async () => {
  const { api, url, pids } = await startTwo()
  const [first = 0] = pids()
  process.kill(first, 'SIGKILL')
  await expect.poll(api.output).toContain('"msg":"a process has ended"')
  expect(await statusesOf(url, 6)).toEqual(Array(6).fill(200))
  await expect.poll(api.output).toContain('"msg":"the process was started again"')
  expect(pids()).toHaveLength(3)
  expect(await api.stop()).toEqual([0, null])
  expect(pids().filter(isAlive)).toEqual([])
})

test('all processes end at once if the one that started them is killed', async () => {
  const { api, pids } = await startTwo()
  api.kill('SIGKILL')
  await expect.poll(() => pids().filter(isAlive)).toEqual([])
})

test.each([
  ['a database that does not answer', { DATABASE_URL: 'postgresql://api@127.0.0.1:9/none' }, 'ECONNREFUSED'],
  ['invalid settings', { API_HOST: '*' }, 'API_HOST: '],
])('with %s, nothing is started, and the reason is said once', async (_name, faulty, reason) => {
  const api = runBuiltApi({ ...environmentOf(database, issuer), API_PROCESSES: '3', ...faulty })
  await expect.poll(() => api.exitCode).toBe(1)
  expect(api.output().split(reason)).toHaveLength(2)
})

test('SIGHUP makes every process fetch the signing keys', async () => {
  const { api } = await startTwo()
  api.kill('SIGHUP')
  await expect.poll(() => api.lines().filter(({ msg }) => msg === 'keys reloaded')).toHaveLength(2)
  await api.stop()
})

test('SIGUSR2 replaces the processes one after the other', async () => {
  const { api, pids } = await startTwo()
  const before = pids()
  api.kill('SIGUSR2')
  await expect.poll(api.output).toContain('"msg":"all processes were replaced"')
  expect(before.filter(isAlive)).toEqual([])
  const steps = api.lines().flatMap(({ msg }) => (/^(draining|listening)$/.test(msg) ? msg : []))
  expect(steps).toEqual(['listening', 'listening', 'draining', 'listening', 'draining', 'listening'])
  await api.stop()
})

test('SIGTERM stops all processes, also while they start and while they are replaced', async () => {
  const starting = runBuiltApi({ ...environmentOf(database, issuer), API_PROCESSES: '2' })
  await expect.poll(starting.output).toContain('"msg":"listening"')
  expect(await starting.stop()).toEqual([0, null])
  const { api, pids } = await startTwo()
  api.kill('SIGUSR2')
  await expect.poll(api.output).toContain('"msg":"draining"')
  expect(await api.stop()).toEqual([0, null])
  expect([...pids(), ...starting.lines().map(({ pid }) => pid)].filter(isAlive)).toEqual([])
})

test('a process that dies while it is replaced is started only once', async () => {
  const { api, pids } = await startTwo()
  process.kill(pids()[1] ?? 0, 'SIGKILL')
  await expect.poll(api.output).toContain('"msg":"a process has ended"')
  api.kill('SIGUSR2')
  await expect.poll(api.output, { timeout: 60_000 }).toContain('"msg":"all processes were replaced"')
  // The time after which the dead one would have been started again.
  await sleep(1_500)
  expect(pids().filter(isAlive)).toHaveLength(2)
  expect(await api.stop()).toEqual([0, null])
  expect(pids().filter(isAlive)).toEqual([])
})

describe('the metrics of all processes', () => {
  test('are served on one port, and each value names its process', async () => {
    const { api, url } = await startTwo({ METRICS_PORT: '0' })
    const metrics = api.lines().find(({ msg }) => msg === 'metrics')?.url
    const shown = async () => await (await fetch(`${metrics}/metrics`)).text()
    await statusesOf(url, 8)
    const answers = async () =>
      [...(await shown()).matchAll(/^ownlist_answers_total\{status="200",process="[12]"\} (\d+)$/gm)].map(([, n]) =>
        Number(n),
      )
    await expect.poll(async () => (await answers()).reduce((sum, n) => sum + n, 0)).toBe(8)
    expect(await answers()).toHaveLength(2)
    for (const number of [1, 2]) {
      expect(await shown()).toContain(`ownlist_signing_keys{process="${number}"} 1\n`)
      expect(await shown()).toMatch(new RegExp(`^ownlist_database_connections\\{process="${number}"\\} [1-9]`, 'm'))
      expect(await shown()).toMatch(new RegExp(`^process_resident_memory_bytes\\{process="${number}"\\} \\d+$`, 'm'))
    }
    expect((await fetch(`${metrics}/other`)).status).toBe(404)
    expect(await api.stop()).toEqual([0, null])
  })
})
