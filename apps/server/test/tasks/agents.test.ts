import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { ownerOf } from '@ownlist/db'
import { newUserId } from '@ownlist/testkit'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type AppApi, startAppApi } from '../app-api.js'
import { takeAway } from '../database-faults.js'

let api: AppApi
beforeAll(async () => {
  api = await startAppApi()
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

const post = async (body: string, token: string, url = api.url, requestId?: string) =>
  await fetch(`${url}/mcp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      authorization: `Bearer ${token}`,
      ...(requestId === undefined ? {} : { 'x-request-id': requestId }),
    },
    body,
  })
const listTasks = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'list_tasks', arguments: {} } }

test('an agent works with the tasks of one user and finds none of another user’s', async () => {
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

test('an agent is offered the tools that its token allows, and cannot call others', async () => {
  const userId = newUserId()
  await using reader = await agent(userId, { scope: 'tasks:read' })
  await using writer = await agent(userId, { scope: 'tasks:write' })
  await using both = await agent(userId, { scope: 'tasks:read tasks:write' })
  await using stranger = await agent(userId, { scope: 'something:else' })
  const listId = uuidv7()
  await using narrowed = await agent(userId, { scope: `tasks:read:${listId} tasks:write:${listId}` })
  const lists = ['list_filters', 'list_labels', 'list_lists', 'list_sections', 'list_tasks', 'list_trash']
  const reading = ['get_preferences', 'get_task', 'history', ...lists]
  const all = await both.tools()
  expect(await reader.tools()).toEqual(reading)
  expect(all).toHaveLength(33)
  expect(await writer.tools()).toEqual(all.filter((name) => !reading.includes(name)))
  const ofEverything = /^(create|update|delete|restore)_list$|_(labels?|filters?)$|_preferences$|_trash$/
  expect(await narrowed.tools()).toEqual(all.filter((name) => !ofEverything.test(name)))
  expect(await stranger.tools()).toEqual([])
  await expect(reader.call('create_task', { title: 'x' })).rejects.toThrow()
  expect((await api.clientFor(userId).task.list.query()).items).toEqual([])
})

test('the log never contains what an agent writes', async () => {
  await using one = await agent(newUserId())
  await one.call('create_task', { title: 'very private words' })
  await one.call('create_task', { title: '', notes: 'very private words' })
  expect(api.logLines.join('')).not.toContain('private')
})

test('a call that fails because the database is unavailable is counted as an outage', async () => {
  const databaseFailed = vi.fn()
  await using own = await startAppApi({
    metrics: { watch: () => undefined, watchStream: () => undefined, databaseFailed },
  })
  await takeAway(own.test)
  const token = await own.issuer.token(newUserId())
  const answer = await post(JSON.stringify(listTasks), token, own.url)
  expect(await answer.text()).toContain('SERVICE_UNAVAILABLE')
  expect(databaseFailed).toHaveBeenCalledTimes(1)
})

test('a call has the same id in its answer and in the database', async () => {
  const superuser = new pg.Client({ connectionString: api.test.adminUrl })
  const watcher = new pg.Client({ connectionString: api.test.adminUrl })
  await Promise.all([superuser.connect(), watcher.connect()])
  try {
    await superuser.query('begin; lock table task')
    // A read carries the id only while it runs, not while it waits for a table.
    const createTask = { ...listTasks, params: { name: 'create_task', arguments: { title: 'Water the ferns' } } }
    const answered = post(JSON.stringify(createTask), await api.issuer.token(newUserId()), api.url, 'agent-1')
    const waiting = `select application_name as name from pg_stat_activity
      where wait_event_type = 'Lock' and datname = current_database()`
    await expect.poll(async () => (await watcher.query(waiting)).rows).toEqual([{ name: 'agent-1' }])
    await superuser.query('commit')
    expect((await answered).headers.get('x-request-id')).toBe('agent-1')
    const lines = () => api.logLines.map((line) => JSON.parse(line)).filter(({ requestId }) => requestId === 'agent-1')
    await expect.poll(lines).toHaveLength(1)
  } finally {
    await Promise.all([superuser.end(), watcher.end()])
  }
})

describe('calls of agents count against the limit of the user:', () => {
  const limit = 20
  let limited: AppApi
  beforeAll(async () => {
    limited = await startAppApi({ calls: limit })
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
    ['as an array after white space', ` \r\n\t${several}`, '/mcp'],
    ['as an array after a byte order mark', `\uFEFF${several}`, '/mcp'],
    ['as an array in an array', `[${several}]`, '/mcp'],
    ['one after the other', `${create(1)}\n${create(2)}`, '/mcp'],
  ])('sent %s, only as many run as the limit allows', async (_what, body, path) => {
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
