import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { createTestDatabase, newUserId, startTestIssuer } from '@ownlist/testkit'
import { expect, test } from 'vitest'
import { environmentOf } from '../built-api.js'
import { startProcesses } from './start-processes.js'

const limit = 40
const tenth = limit / 10

/** Waits for the next window of ten seconds, so that a test does not run into a second one. */
async function nextWindow(): Promise<void> {
  const passed = Date.now() % 10_000
  if (passed > 4_000) await new Promise((resolve) => setTimeout(resolve, 10_000 - passed))
}

/**
 * Sends requests on this many connections, one after another on each.
 * @returns how many requests got each status
 */
async function statusesOf(url: string, headers: Record<string, string>, { connections = 30, each = 5 } = {}) {
  const statuses: Record<number, number> = {}
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 })
      for (let n = 0; n < each; n++) {
        const status = await new Promise<number>((resolve, reject) => {
          const sent = request(`${url}/trpc/account.whoami`, { agent, headers }, async (response) => {
            await text(response)
            resolve(response.statusCode ?? 0)
          })
          sent.once('error', reject).end()
        })
        statuses[status] = (statuses[status] ?? 0) + 1
      }
      agent.destroy()
    }),
  )
  return statuses
}

test('a user with many connections to three processes gets at most a tenth more than the limit, and other users get the whole limit', {
  timeout: 120_000,
}, async () => {
  await using database = await createTestDatabase()
  await using issuer = await startTestIssuer()
  const env = {
    ...environmentOf(database, issuer),
    RATE_LIMIT_CALLS: String(limit),
    RATE_LIMIT_REFUSALS: String(limit),
  }
  const { api, url } = await startProcesses({ ...env, API_PROCESSES: '3', TRUSTED_PROXIES: '127.0.0.1' })
  const as = async (userId: string) => ({ authorization: `Bearer ${await issuer.token(userId)}` })
  const [ada, bob] = [await as(newUserId()), await as(newUserId())]
  await nextWindow()
  const calls = await statusesOf(url, ada)
  expect(calls[200]).toBeGreaterThanOrEqual(limit)
  expect(calls[200]).toBeLessThanOrEqual(limit + tenth)
  expect(calls[429]).toBe(150 - (calls[200] ?? 0))
  expect(await statusesOf(url, bob, { connections: limit, each: 1 })).toEqual({ 200: limit })

  await nextWindow()
  const refusals = await statusesOf(url, { authorization: 'Bearer none', 'x-forwarded-for': '192.0.2.1' })
  expect(refusals[401]).toBeGreaterThanOrEqual(limit)
  expect(refusals[401]).toBeLessThanOrEqual(limit + tenth)
  expect(refusals[429]).toBe(150 - (refusals[401] ?? 0))
  await api.stop()
})
