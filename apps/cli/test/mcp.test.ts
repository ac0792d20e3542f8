import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { newUserId } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppApi, startAppApi } from '../../server/test/app-api.js'

let api: AppApi
let configDir: string
beforeAll(async () => {
  api = await startAppApi()
  configDir = await mkdtemp(join(tmpdir(), 'ownlist-mcp-'))
})
afterAll(async () => {
  await api[Symbol.asyncDispose]()
  await rm(configDir, { recursive: true })
})

/**
 * An agent of one user, with `ownlist mcp` or at the API's `/mcp`.
 * @param claims the claims of an authorized app
 */
async function agent(way: 'stdio' | 'http', userId: string, claims: Readonly<Record<string, string>> = {}) {
  const token = await api.issuer.token(userId, claims)
  const client = new Client({ name: 'a test', version: '1.0.0' })
  const headers = { authorization: `Bearer ${token}` }
  await client.connect(
    way === 'http'
      ? new StreamableHTTPClientTransport(new URL(`${api.url}/mcp`), { requestInit: { headers } })
      : new StdioClientTransport({
          command: process.execPath,
          args: [join(import.meta.dirname, '../dist/main.js'), 'mcp'],
          env: { OWNLIST_API_URL: api.url, OWNLIST_CONFIG_DIR: configDir, OWNLIST_TOKEN: token },
        }),
  )
  return {
    client,
    call: (name: string, input: Record<string, unknown>) => client.callTool({ name, arguments: input }),
    [Symbol.asyncDispose]: () => client.close(),
  }
}

test('an agent uses `ownlist mcp` on standard input and output, as the user who authorized it', async () => {
  const userId = newUserId()
  await using one = await agent('stdio', userId)
  expect((await one.client.listTools()).tools.map(({ name }) => name)).toContain('create_task')
  const made = await one.call('create_task', { title: 'From an agent' })
  expect(made.structuredContent).toMatchObject({ title: 'From an agent' })
  expect((await api.clientFor(userId).task.list.query()).items).toMatchObject([{ title: 'From an agent' }])
})

test('the history shows what an agent did under its name, and the agent can only undo its own actions', async () => {
  const userId = newUserId()
  const claims = { scope: 'tasks:read tasks:write', client_id: 'My agent', sid: 'session-of-my-agent' }
  await using one = await agent('http', userId, claims)
  const { history, task } = api.clientFor(userId)
  const { id } = await task.create.mutate({ title: 'Hers' })
  await one.call('update_task', { id, title: 'Changed by an agent' })
  const { items } = await history.list.query()
  expect(items).toMatchObject([
    { client: 'My agent', isOwnSession: false, changes: [{ title: 'Changed by an agent', what: 'changed' }] },
    { client: null, changes: [{ what: 'created' }] },
  ])
  const [its, hers] = items.map(({ seq }) => seq)
  expect(await one.call('undo', { seq: hers })).toMatchObject({ isError: true })
  expect(await one.call('undo', { seq: its })).toMatchObject({ structuredContent: { client: 'My agent', undoes: its } })
  expect(await task.get.query({ id })).toMatchObject({ title: 'Hers', deletedAt: null })
})

describe('over HTTP and over standard input, an agent', () => {
  const userId = newUserId()
  let stdio: Awaited<ReturnType<typeof agent>>
  let http: Awaited<ReturnType<typeof agent>>
  beforeAll(async () => {
    stdio = await agent('stdio', userId)
    http = await agent('http', userId)
  })
  afterAll(async () => {
    await stdio[Symbol.asyncDispose]()
    await http[Symbol.asyncDispose]()
  })

  test('gets the same tools, and is told that they do not change', async () => {
    expect(http.client.getInstructions()).toBe(stdio.client.getInstructions())
    expect(await http.client.listTools()).toEqual(await stdio.client.listTools())
    for (const { client } of [stdio, http])
      expect(client.getServerCapabilities()).toEqual({ tools: { listChanged: false } })
  })

  const nowhere = '019a0000-0000-7000-8000-000000000000'
  test.each<[string, string, Record<string, unknown>, RegExp]>([
    ['a task that is not there', 'get_task', { id: nowhere }, /^NOT_FOUND: There is no such task/],
    ['a list that is not there', 'create_task', { title: 'x', listId: nowhere }, /^NOT_FOUND: There is no such list/],
    ['a title of spaces', 'create_task', { title: '   ' }, /^BAD_REQUEST: title: must not be empty$/],
    [
      'a character that cannot be stored',
      'create_task',
      { title: 'a\u0000b' },
      /^BAD_REQUEST: title: contains characters/,
    ],
    ['a list with a title of spaces', 'create_list', { title: ' ' }, /^BAD_REQUEST: title: must not be empty$/],
    ['a cursor that is none', 'list_tasks', { cursor: 'nonsense' }, /^BAD_REQUEST: cursor: /],
    ['two faults', 'create_task', { title: ' ', notes: 'a\u0000b' }, /^BAD_REQUEST: title: .*; notes: /],
    ['the changes of a task that is not there', 'update_task', { id: nowhere, title: ' ' }, /^BAD_REQUEST: title: /],
  ])('gets the same refusal of %s', async (_what, tool, input, words) => {
    const refused = await stdio.call(tool, input)
    expect(refused).toMatchObject({ isError: true, content: [{ text: expect.stringMatching(words) }] })
    expect(await http.call(tool, input)).toEqual(refused)
  })

  test('gets the same refusal for a task that was changed in the meantime, and for an id that is taken', async () => {
    const id = uuidv7()
    await api.clientFor(userId).task.create.mutate({ id, title: 'One' })
    await api.clientFor(userId).task.update.mutate({ id, title: 'Two' })
    for (const [tool, input] of [
      ['update_task', { id, version: 1, title: 'Three' }],
      ['create_task', { id, title: 'Another' }],
    ] as const) {
      const refused = await stdio.call(tool, input)
      expect(refused).toMatchObject({ isError: true, content: [{ text: expect.stringMatching(/^CONFLICT: /) }] })
      expect(await http.call(tool, input)).toEqual(refused)
    }
  })
})
