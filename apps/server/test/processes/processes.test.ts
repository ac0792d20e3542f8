import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { createApiClient } from '@ownlist/client'
import { createTestDatabase, newUserId, startTestIssuer, type TestDatabase, type TestIssuer } from '@ownlist/testkit'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { environmentOf, runBuiltApi, startBuiltApi } from '../built-api.js'
import { holdDatabase } from '../database-faults.js'
import { type ApiProcesses, isAlive, processesOf, startProcesses } from './start-processes.js'

// Starting processes takes seconds, and much longer on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const slow = { timeout: 60_000 }

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

const two = () => ({ ...environmentOf(database, issuer), API_PROCESSES: '2' })

/** The statuses of requests, each on a separate connection. */
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

describe('two processes', () => {
  let running: ApiProcesses
  beforeAll(async () => {
    running = await processesOf(startBuiltApi({ ...two(), METRICS_PORT: '0' }))
  })
  afterAll(async () => {
    expect(await running.api.stop()).toEqual([0, null])
    expect(running.pids().filter(isAlive)).toEqual([])
  })

  test('answer on one port', async () => {
    const { api, url, pids } = running
    expect(new Set([api.pid, ...pids()]).size).toBe(3)
    expect(await statusesOf(url, 12)).toEqual(Array(12).fill(200))
    const answered = () => new Set(api.lines().flatMap(({ msg, pid }) => (msg === 'request' ? pid : [])))
    await expect.poll(answered).toEqual(new Set(pids()))
  })

  test('serve their metrics on one port, with the process number in each value', async () => {
    const { api, url } = running
    const metrics = api.lines().find(({ msg }) => msg === 'metrics')?.url
    const shown = async () => await (await fetch(`${metrics}/metrics`)).text()
    const answers = async () =>
      [...(await shown()).matchAll(/^ownlist_answers_total\{status="200",process="[12]"\} (\d+)$/gm)].map(Number)
    await statusesOf(url, 8)
    await expect.poll(answers).toHaveLength(2)
    for (const number of [1, 2]) {
      expect(await shown()).toContain(`ownlist_signing_keys{process="${number}"} 1\n`)
      // An idle connection is closed after a while, so the calls are repeated.
      const afterCalls = async () => {
        await statusesOf(url, 8)
        return await shown()
      }
      await expect
        .poll(afterCalls)
        .toMatch(new RegExp(`^ownlist_database_connections\\{process="${number}"\\} [1-9]`, 'm'))
      expect(await shown()).toMatch(new RegExp(`^process_resident_memory_bytes\\{process="${number}"\\} \\d+$`, 'm'))
    }
    expect((await fetch(`${metrics}/other`)).status).toBe(404)
  })

  test('fetch the signing keys on SIGHUP', async () => {
    const { api } = running
    api.kill('SIGHUP')
    await expect.poll(() => api.lines().filter(({ msg }) => msg === 'keys reloaded')).toHaveLength(2)
  })

  test('are replaced one after another on SIGUSR2', async () => {
    const { api, pids } = running
    const before = pids()
    api.kill('SIGUSR2')
    await expect.poll(api.output, slow).toContain('"msg":"all processes were replaced"')
    expect(before.filter(isAlive)).toEqual([])
    const steps = api.lines().flatMap(({ msg }) => (/^(draining|listening)$/.test(msg) ? msg : []))
    expect(steps).toEqual(['listening', 'listening', 'draining', 'listening', 'draining', 'listening'])
  })

  test('are two again after one has died, and the other one answers in the meantime', async () => {
    const { api, url, pids } = running
    const [victim = 0] = pids().filter(isAlive)
    process.kill(victim, 'SIGKILL')
    await expect.poll(api.output).toContain('"msg":"a process has ended"')
    expect(await statusesOf(url, 6)).toEqual(Array(6).fill(200))
    await expect.poll(api.output, slow).toContain('"msg":"the process was started again"')
    expect(pids().filter(isAlive)).toHaveLength(2)
  })

  test('are two again after one has died while they were being replaced', async () => {
    const { api, pids } = running
    const replaced = () => api.lines().filter(({ msg }) => msg === 'all processes were replaced').length
    const before = replaced()
    process.kill(pids().filter(isAlive)[1] ?? 0, 'SIGKILL')
    api.kill('SIGUSR2')
    await expect.poll(replaced, slow).toBe(before + 1)
    // The time after which the dead process would have been started again.
    await sleep(1_500)
    expect(pids().filter(isAlive)).toHaveLength(2)
  })

  test('finish their running requests on SIGTERM', async () => {
    const { api, url } = await startProcesses(two())
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

  test('end on SIGTERM while they start, and while they are replaced', async () => {
    const starting = runBuiltApi(two())
    await expect.poll(starting.output, slow).toContain('"msg":"listening"')
    expect(await starting.stop()).toEqual([0, null])
    const { api, pids } = await startProcesses(two())
    api.kill('SIGUSR2')
    await expect.poll(api.output).toContain('"msg":"draining"')
    expect(await api.stop()).toEqual([0, null])
    expect([...pids(), ...starting.lines().map(({ pid }) => pid)].filter(isAlive)).toEqual([])
  })

  test('end immediately if their parent process is killed', async () => {
    const { api, pids } = await startProcesses(two())
    api.kill('SIGKILL')
    await expect.poll(() => pids().filter(isAlive)).toEqual([])
  })

  test.each([
    ['the database does not answer', { DATABASE_URL: 'postgresql://api@127.0.0.1:9/none' }, 'ECONNREFUSED'],
    ['a setting is invalid', { API_HOST: '*' }, 'API_HOST: '],
  ])('are not started if %s, and the reason is logged once', async (_name, faulty, reason) => {
    const api = runBuiltApi({ ...two(), ...faulty })
    await expect.poll(() => api.exitCode, slow).toBe(1)
    expect(api.output().split(reason)).toHaveLength(2)
  })
})
