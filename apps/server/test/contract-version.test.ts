import { contractVersionHeader as apiHeader, contractVersion as apiVersion } from '@ownlist/api'
import { router, since, userProcedure } from '@ownlist/api/building-blocks'
import { type ApiClientOptions, apiContractVersion, contractVersion, contractVersionHeader } from '@ownlist/client'
import { newUserId } from '@ownlist/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { clientOf, startTestApi, type TestApi, webOrigin } from './api.js'
import { bearer, stating } from './requests.js'

/** A procedure of a later version, whose output has new fields at the top level and in nested objects. */
const laterRouter = router({
  probe: router({
    whoami: userProcedure
      .output(
        z.strictObject({
          userId: z.string(),
          plan: since(4, z.string()),
          places: z.array(z.strictObject({ city: z.string(), country: since(4, z.string()).nullable() })),
        }),
      )
      .query(({ ctx }) => ({ userId: ctx.caller.userId, plan: 'free', places: [{ city: 'Tartu', country: null }] })),
  }),
})
type LaterRouter = typeof laterRouter
const gained = ['plan', 'country']

let api: TestApi
let later: TestApi<LaterRouter>
beforeAll(async () => {
  api = await startTestApi()
  later = await startTestApi<LaterRouter>({ router: laterRouter })
})
afterAll(async () => {
  await later[Symbol.asyncDispose]()
  await api[Symbol.asyncDispose]()
})

describe('an API whose outputs got new fields in version 4', () => {
  test.each<[string, Partial<ApiClientOptions>, boolean]>([
    ['today’s client', {}, false],
    ['today’s client over streams', { stream: true }, false],
    ['a client of version 1', stating(1), false],
    ['a client of version 4', stating(4), true],
    ['a client of version 4 over streams', { ...stating(4), stream: true }, true],
    ['a client of version 5', stating(5), true],
  ])('sends %s only the fields that it knows', async (_who, options, isNew) => {
    const client = clientOf<LaterRouter>(later.url, await later.issuer.token(newUserId()), options)
    // At the same time, so that they share a request.
    for (const me of await Promise.all([client.probe.whoami.query(), client.probe.whoami.query()])) {
      const names = [me, ...me.places].flatMap((part) => Object.keys(part))
      expect(gained.filter((name) => names.includes(name))).toEqual(isNew ? gained : [])
      expect(me.places).toHaveLength(1)
    }
  })

  test.each<[string, Record<string, string>, boolean]>([
    ['a program that states none', {}, false],
    ['one that states version 3', { [contractVersionHeader]: '3' }, false],
    ['one that states version 4', { [contractVersionHeader]: '4' }, true],
  ])('sends %s only the fields that it knows, over plain HTTP', async (_who, headers, isNew) => {
    const answer = await fetch(`${later.url}/trpc/probe.whoami`, { headers: { ...headers, ...(await bearer(later)) } })
    const { result } = (await answer.json()) as { result: { data: object } }
    expect(Object.keys(result.data)).toEqual(isNew ? ['userId', 'plan', 'places'] : ['userId', 'places'])
  })
})

describe('the header with the version', () => {
  test.each(['', '0', '-1', '2.0', 'two', '2, 2', '02', '1e3', '9999999', 'v2'])(
    'is refused if it is %o, before any procedure runs',
    async (value) => {
      for (const path of ['/trpc/probe.whoami', '/mcp']) {
        const headers = { [contractVersionHeader]: value, 'content-type': 'application/json', ...(await bearer(later)) }
        const method = path === '/mcp' ? 'POST' : 'GET'
        const answer = await fetch(`${later.url}${path}`, { method, headers })
        expect(answer.status, path).toBe(400)
        expect(await answer.json()).toMatchObject({
          error: { data: { code: 'BAD_REQUEST' }, message: expect.stringContaining(contractVersionHeader) },
        })
      }
    },
  )

  test('may be sent by pages of other origins that are allowed', async () => {
    const headers = {
      origin: webOrigin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': contractVersionHeader,
    }
    const answer = await fetch(`${api.url}/trpc/probe.echo`, { method: 'OPTIONS', headers })
    expect(answer.headers.get('access-control-allow-headers')?.split(', ')).toContain(contractVersionHeader)
  })
})

describe('client and API can compare their versions:', () => {
  test('the client was built against the version of the API', async () => {
    expect([contractVersion, contractVersionHeader]).toEqual([apiVersion, apiHeader])
    expect(await apiContractVersion({ url: api.url })).toBe(contractVersion)
  })

  test('pages of other origins can read the version of the API', async () => {
    const { headers } = await fetch(`${api.url}/openapi.json`, { headers: { origin: webOrigin } })
    expect(headers.get('access-control-allow-origin')).toBe('*')
  })

  test.each<[string, string, number]>([
    ['of version 1, which stated none', '{"openapi":"3.1.0","info":{"title":"Ownlist"}}', 1],
    ['that is newer', '{"openapi":"3.1.0","info":{"x-contract-version":7}}', 7],
  ])('the client reads the version of an API %s', async (_what, body, expected) => {
    const fetch = async () => new Response(body)
    expect(await apiContractVersion({ url: 'http://127.0.0.1:9/', fetch })).toBe(expected)
  })

  test.each<[string, string, () => Promise<Response>]>([
    ['WRONG_ADDRESS', 'a page', async () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['WRONG_ADDRESS', 'another server’s JSON', async () => Response.json({ status: 'ok' })],
    ['WRONG_ADDRESS', 'a refusal', async () => new Response('', { status: 404 })],
    ['UNREACHABLE', 'a proxy whose server is down', async () => new Response('', { status: 502 })],
    ['UNREACHABLE', 'nothing at all', () => Promise.reject(new TypeError('fetch failed'))],
    ['TIMEOUT', 'a server that never answers', () => new Promise(() => undefined)],
  ])('reading it fails with %s at %s', async (code, _what, fetch) => {
    const asked = apiContractVersion({ url: 'http://127.0.0.1:9', fetch, timeoutMs: 50 })
    await expect(asked).rejects.toMatchObject({ name: 'OwnlistError', code })
  })
})
