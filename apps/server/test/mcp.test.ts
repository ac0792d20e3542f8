import { newUserId } from '@ownlist/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from './api.js'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api[Symbol.asyncDispose]())

const post = async (body: string, token?: string) =>
  await fetch(`${api.url}/mcp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body,
  })
const listTools = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }

test('an agent is not offered tools for procedures that the router does not have', async () => {
  const answer = await post(JSON.stringify(listTools), await api.issuer.token(newUserId()))
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('"tools":[]')])
})

describe('refuses', () => {
  test('requests without a token or with an invalid one, as at /trpc', async () => {
    const none = await post(JSON.stringify(listTools))
    expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="ownlist"'])
    const bad = await post(JSON.stringify(listTools), 'nonsense')
    expect([bad.status, bad.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer realm="ownlist", error="invalid_token"',
    ])
  })

  test('a body that is too long, several calls in one request, and bodies that are not JSON-RPC', async () => {
    const token = await api.issuer.token(newUserId())
    expect((await post(JSON.stringify({ ...listTools, x: 'x'.repeat(70_000) }), token)).status).toBe(413)
    for (const body of [JSON.stringify([listTools, listTools]), '{', '{}', 'null']) {
      const { status } = await post(body, token)
      expect(status, body).toBeGreaterThanOrEqual(400)
      expect(status, body).toBeLessThan(500)
    }
  })

  test('streams, which would outlive their token', async () => {
    const token = await api.issuer.token(newUserId())
    const { status } = await fetch(`${api.url}/mcp`, {
      headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' },
    })
    expect(status).toBe(405)
  })
})
