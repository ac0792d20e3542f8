import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { ownerOf } from '@ownlist/db'
import { newUserId } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from './api.js'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api[Symbol.asyncDispose]())

/** An agent at `/mcp`, with a token of this user's. */
async function agent(userId: string, claims: Record<string, unknown> = {}) {
  const authorization = `Bearer ${await api.issuer.token(userId, claims)}`
  const client = new Client({ name: 'a test', version: '1.0.0' })
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${api.url}/mcp`), { requestInit: { headers: { authorization } } }),
  )
  return {
    tools: async () => (await client.listTools()).tools.map(({ name }) => name).sort(),
    call: async (name: string, input: Record<string, unknown> = {}) =>
      await client.callTool({ name, arguments: input }),
    [Symbol.asyncDispose]: () => client.close(),
  }
}

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

test('an agent works with one person’s tasks, and finds nothing of another’s', async () => {
  const [ada, bob] = [newUserId(), newUserId()]
  await using adas = await agent(ada)
  await using bobs = await agent(bob)
  const made = await adas.call('create_task', { title: 'Hers' })
  const { id } = made.structuredContent as { id: string }
  expect((await api.clientFor(ada).task.list.query()).items).toMatchObject([{ id, title: 'Hers' }])
  expect(await bobs.call('list_tasks')).toMatchObject({ structuredContent: { items: [] } })
  for (const tool of ['get_task', 'delete_task', 'restore_task']) {
    expect(await bobs.call(tool, { id })).toMatchObject({
      isError: true,
      content: [{ text: expect.stringMatching(/^NOT_FOUND/) }],
    })
  }
})

test('is offered what its token allows, and can do no more', async () => {
  const userId = newUserId()
  await using reader = await agent(userId, { scope: 'tasks:read' })
  await using writer = await agent(userId, { scope: 'tasks:write' })
  await using both = await agent(userId, { scope: 'tasks:read tasks:write' })
  await using stranger = await agent(userId, { scope: 'something:else' })
  const listId = uuidv7()
  await using narrowed = await agent(userId, { scope: `tasks:read:${listId} tasks:write:${listId}` })
  expect(await reader.tools()).toEqual(['get_task', 'list_lists', 'list_tasks'])
  expect(await writer.tools()).toEqual(['create_list', 'create_task', 'delete_task', 'restore_task', 'update_task'])
  expect(await both.tools()).toHaveLength(8)
  expect(await narrowed.tools()).toEqual((await both.tools()).filter((name) => name !== 'create_list'))
  expect(await stranger.tools()).toEqual([])
  await expect(reader.call('create_task', { title: 'x' })).rejects.toThrow()
  expect((await api.clientFor(userId).task.list.query()).items).toEqual([])
})

describe('refuses', () => {
  test('whoever has no token, or a bad one, as /trpc does', async () => {
    const none = await post(JSON.stringify(listTools))
    expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="ownlist"'])
    const bad = await post(JSON.stringify(listTools), 'nonsense')
    expect([bad.status, bad.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer realm="ownlist", error="invalid_token"',
    ])
  })

  test('a body that is too long, several calls in one, and what is no JSON-RPC', async () => {
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

test('what an agent writes is in no log', async () => {
  await using one = await agent(newUserId())
  await one.call('create_task', { title: 'very private words' })
  await one.call('create_task', { title: '', notes: 'very private words' })
  expect(api.logLines.join('')).not.toContain('private')
})

describe('calls of agents are counted as others are:', () => {
  const limit = 20
  let limited: TestApi
  beforeAll(async () => {
    limited = await startTestApi({ calls: limit })
  })
  afterAll(() => limited[Symbol.asyncDispose]())

  const create = (id: number) =>
    JSON.stringify({
      jsonrpc: '2.0',
      id,
      method: 'tools/call',
      params: { name: 'create_task', arguments: { title: 'x' } },
    })
  const several = `[${create(1)},${create(2)},${create(3)}]`

  test.each([
    ['one by one', create(1), '/mcp'],
    ['one by one, to an address with a query', create(1), '/mcp?batch=1'],
    ['as an array', several, '/mcp'],
    ['as an array behind white space', ` \r\n\t${several}`, '/mcp'],
    ['as an array behind a byte order mark', `\uFEFF${several}`, '/mcp'],
    ['as an array in an array', `[${several}]`, '/mcp'],
    ['one behind the other', `${create(1)}\n${create(2)}`, '/mcp'],
  ])('%s, they run no more often than the limit says', async (_what, body, path) => {
    const userId = newUserId()
    const headers = {
      authorization: `Bearer ${await limited.issuer.token(userId)}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    }
    for (let n = 0; n <= limit; n++) {
      const { status } = await fetch(`${limited.url}${path}`, { method: 'POST', headers, body })
      expect(status).toBeLessThan(500)
    }
    const query = { limit: 200, status: 'all', search: '', after: null } as const
    expect((await limited.test.database.tasks.list(ownerOf(userId), query)).items.length).toBeLessThanOrEqual(limit)
  })
})
