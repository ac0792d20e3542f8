// domain: tasks
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createApiClient } from '@ownlist/client'
import {
  createTestDatabase,
  describeWith,
  nginx,
  startNginx,
  startTestIssuer,
  type TestDatabase,
  type TestIssuer,
} from '@ownlist/testkit'
import getPort from 'get-port'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { environmentOf, runBuiltApi } from '../built-api.js'
import { follow } from '../sync/follow.js'
import { callersFor, expectNoFailure, startLoad } from './load.js'
import { startProcesses } from './start-processes.js'

const documented = (name: string) => fileURLToPath(new URL(`../../../../docs/nginx/${name}`, import.meta.url))
const rounds = inject('long') ? 10 : 1
const waits = { timeout: 120_000 + rounds * 60_000 }

describeWith(nginx(), 'an API behind nginx', (program) => {
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

  /** The documented configuration, in front of instances at these local ports. */
  async function startProxy(ports: readonly number[], include = ['api.conf']) {
    const port = await getPort()
    const server = await startNginx(program, {
      port,
      include: include.map(documented),
      files: {
        'ownlist/api-instances.conf': ports.map((each) => `server 127.0.0.1:${each} fail_timeout=1s;\n`).join(''),
        'ownlist/api-server.conf': `listen 127.0.0.1:${port};\nserver_name localhost;\n`,
      },
    })
    return { url: `http://127.0.0.1:${port}`, ...server }
  }

  async function startInstance(port: number) {
    const api = runBuiltApi({ ...environmentOf(database, issuer), API_PORT: String(port) })
    await expect.poll(() => statusOf(`http://127.0.0.1:${port}/readyz`), { timeout: 60_000 }).toBe(200)
    return api
  }

  test('with two separate processes that are restarted one after another answers every request', waits, async () => {
    const ports = [await getPort(), await getPort()]
    const instances = await Promise.all(ports.map(startInstance))
    await using proxy = await startProxy(ports)
    const load = startLoad(proxy.url, await callersFor(issuer, 4))
    for (let round = 0; round < rounds; round++) {
      for (const [n, port] of ports.entries()) {
        expect(await instances[n]?.stop()).toEqual([0, null])
        instances[n] = await startInstance(port)
        // After `fail_timeout`, nginx tries an instance that refused a connection again.
        await sleep(2_000)
        const calls = () => instances[n]?.lines().filter(({ path = '' }) => path.startsWith('/trpc/')).length
        await expect.poll(calls).toBeGreaterThan(5)
      }
    }
    await expectNoFailure(await load.end(), database, proxy.errors())
  })

  test('with processes that are replaced on SIGUSR2 answers every request', waits, async () => {
    const port = await getPort()
    const env = { ...environmentOf(database, issuer), API_PORT: String(port), API_PROCESSES: '2' }
    const { api, pids } = await startProcesses(env)
    await using proxy = await startProxy([port])
    const load = startLoad(proxy.url, await callersFor(issuer, 4))
    for (let round = 1; round <= rounds; round++) {
      api.kill('SIGUSR2')
      const replaced = () => api.lines().filter(({ msg }) => msg === 'all processes were replaced').length
      await expect.poll(replaced, { timeout: 60_000 }).toBe(round)
    }
    await expectNoFailure(await load.end(), database, proxy.errors())
    expect(new Set(pids()).size).toBe(2 + 2 * rounds)
    await api.stop()
  })

  test('passes a change to a stream within a second, because it buffers nothing', waits, async () => {
    const ports = [await getPort(), await getPort()]
    const instances = await Promise.all(ports.map(startInstance))
    await using proxy = await startProxy(ports)
    const client = createApiClient({ url: proxy.url, token: () => issuer.token('live') })
    const { seqs, stop } = await follow(client)
    for (let n = 1; n <= 4; n++) {
      await client.task.create.mutate({ title: `Task ${n}` })
      await expect.poll(() => seqs.at(-1), { timeout: 1_000 }).toBe(n)
    }
    stop()
    for (const api of instances) expect(await api.stop()).toEqual([0, null])
  })

  test('refuses requests above its limit per address, however many instances there are', waits, async () => {
    const ports = [await getPort(), await getPort()]
    const instances = await Promise.all(ports.map(startInstance))
    await using proxy = await startProxy(ports, ['limit.conf', 'api.conf'])
    const statuses = await Promise.all(Array.from({ length: 200 }, () => statusOf(`${proxy.url}/healthz`)))
    const allowed = statuses.filter((status) => status === 200).length
    expect(allowed).toBeGreaterThanOrEqual(100)
    // In the meantime, ten more are allowed each second.
    expect(allowed).toBeLessThan(150)
    expect(statuses.filter((status) => status === 429)).toHaveLength(200 - allowed)
    for (const api of instances) api.kill('SIGTERM')
    await Promise.all(instances.map((api) => once(api, 'exit')))
  })
})

const statusOf = (url: string) =>
  fetch(url).then(
    ({ status }) => status,
    () => null,
  )
