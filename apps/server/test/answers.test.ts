import type { StoreErrorCode } from '@ownlist/db'
import { execute, newUserId } from '@ownlist/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from './api.js'
import { bearer, get, post } from './requests.js'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api[Symbol.asyncDispose]())

test('no answer, whatever its status, may be cached, framed or shown as a page', async () => {
  for (const path of ['/healthz', '/readyz', '/nowhere', '/trpc/probe.echo']) {
    const { headers } = await get(api, path)
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-powered-by')).toBeNull()
  }
})

test('an invalid input is answered with the path of each field that is wrong', async () => {
  const response = await post(api, '/trpc/probe.save', { title: '' }, await bearer(api))
  expect(await response.json()).toMatchObject({
    error: { data: { code: 'BAD_REQUEST', issues: [{ path: 'title', message: 'must not be empty' }] } },
  })
})

/** The status and the code over HTTP for each refusal of a store. */
const statuses: Readonly<Record<StoreErrorCode, readonly [status: number, code: string]>> = {
  NOT_FOUND: [404, 'NOT_FOUND'],
  ID_TAKEN: [409, 'CONFLICT'],
  STALE_VERSION: [409, 'CONFLICT'],
  ERASED: [403, 'FORBIDDEN'],
  QUOTA_EXCEEDED: [403, 'FORBIDDEN'],
  CHANGED_SINCE: [409, 'CONFLICT'],
  NOT_POSSIBLE: [422, 'UNPROCESSABLE_CONTENT'],
  LOG_TRIMMED: [412, 'PRECONDITION_FAILED'],
  SEARCH_TOO_SLOW: [422, 'UNPROCESSABLE_CONTENT'],
  UNAVAILABLE: [503, 'SERVICE_UNAVAILABLE'],
}

test.each(Object.entries(statuses))(
  'a store’s refusal with %s has its own status, code and reason',
  async (reason, [status, code]) => {
    const response = await get(api, `/trpc/probe.refuse?code=${reason}`, await bearer(api))
    expect(response.status).toBe(status)
    expect(response.headers.get('retry-after')).toBe(status === 503 ? '5' : null)
    expect(response.headers.get('www-authenticate')).toBeNull()
    expect(await response.json()).toMatchObject({ error: { data: { code, reason, httpStatus: status, issues: [] } } })
  },
)

describe('an unexpected error', () => {
  /** Expects that the error's message is in neither the answer nor the log. */
  async function expectSilence(on: TestApi, path: string, body: unknown): Promise<void> {
    const token = await on.issuer.token(newUserId())
    const response = await post(on, path, body, { authorization: `Bearer ${token}` })
    const text = await response.text()
    expect(response.status).toBe(500)
    expect(text).toContain('Something went wrong on our side')
    expect(text).not.toMatch(/surprise|prisma|stack|private words/i)
    const log = on.logLines.join('')
    expect(log).toContain('procedure failed')
    expect(log).not.toMatch(/very private words|surprise/)
    expect(log).not.toContain(token)
  }

  test('of a procedure reveals neither its message nor a stack, and the log contains neither message nor input', async () => {
    await using own = await startTestApi()
    await expectSilence(own, '/trpc/probe.fail', { title: 'very private words' })
  })

  test('of the database reveals neither its message nor a stack, and the log does not contain its message', async () => {
    await using own = await startTestApi()
    await execute(own.test.adminUrl, [
      `create function surprise() returns trigger language plpgsql as $$
        begin raise exception 'surprise: very private words of %', new.user_id; end $$`,
      'create trigger surprise before insert on erasure for each row execute function surprise()',
    ])
    await expectSilence(own, '/trpc/probe.erase', {})
  })
})

describe('the log', () => {
  test('has the same request id as the answer, and contains neither the query nor the token', async () => {
    const input = encodeURIComponent(JSON.stringify({ text: 'secret words' }))
    const { headers, status } = await get(api, `/trpc/probe.echo?input=${input}`, await bearer(api))
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    const requestId = headers.get('x-request-id') ?? 'none'
    await expect.poll(() => api.logLines.filter((line) => line.includes(requestId))).toHaveLength(1)
    expect(api.logLines.join('')).not.toMatch(/secret|Bearer|eyJ/)
  })

  test('has one short line for each request, whatever its path', async () => {
    const { headers } = await get(api, `/trpc/a%0d%0ab${'x'.repeat(2_000)}`, await bearer(api))
    const requestId = headers.get('x-request-id') ?? 'none'
    const lines = () => api.logLines.filter((line) => line.includes(requestId))
    await expect.poll(lines).toHaveLength(1)
    expect(lines()[0]?.length).toBeLessThan(600)
    expect(lines()[0]?.trimEnd()).not.toMatch(/[\r\n]/)
  })
})

describe('the pages of one request share at most 2 MiB', () => {
  const mostBytes = 2 * 1024 * 1024
  const rows = encodeURIComponent(
    JSON.stringify(Object.fromEntries(Array.from({ length: 10 }, (_, n) => [n, { rows: 1_000, bytes: 60_000 }]))),
  )
  const batch = `/trpc/${Array(10).fill('probe.page').join(',')}?batch=1&input=${rows}`

  test.each([{}, { 'trpc-accept': 'application/jsonl' }])('in a batch with the headers %j', async (more) => {
    const headers = { ...(await bearer(api)), ...more }
    const sizes = await Promise.all([1, 2].map(async () => (await (await get(api, batch, headers)).text()).length))
    for (const size of sizes) {
      // Each request has its own room.
      expect(size).toBeGreaterThan(1_000_000)
      expect(size).toBeLessThanOrEqual(mostBytes)
    }
  })
})
