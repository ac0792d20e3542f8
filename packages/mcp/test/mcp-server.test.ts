// domain: tasks
import { Client } from '@modelcontextprotocol/client'
import { InMemoryTransport } from '@modelcontextprotocol/server'
import { appRouter, indexProcedures, type ProcedureMeta } from '@ownlist/api'
import { type CallProcedure, createMcpServer, tools } from '@ownlist/mcp'
import { createTestDatabase, newUserId, type TestDatabase } from '@ownlist/testkit'
import { callTRPCProcedure } from '@trpc/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let own: TestDatabase
beforeAll(async () => {
  own = await createTestDatabase()
})
afterAll(() => own[Symbol.asyncDispose]())

/** The procedures themselves, as one user, on a real database. */
const procedures =
  (userId: string): CallProcedure =>
  async ({ procedure, type, input, signal }) =>
    await callTRPCProcedure({
      router: appRouter,
      path: procedure,
      type,
      getRawInput: async () => input,
      ctx: { ...own.database, caller: { userId, scopes: null } },
      signal,
      batchIndex: 0,
    })

/** An agent that is connected to its own server. */
async function agent(call: CallProcedure, allows: (procedure: string) => boolean = () => true) {
  const server = createMcpServer({ call, allows, version: '1.0.0' })
  const [here, there] = InMemoryTransport.createLinkedPair()
  const client = new Client({ name: 'a test', version: '1.0.0' })
  await Promise.all([server.connect(there), client.connect(here)])
  return {
    tools: async () => (await client.listTools()).tools,
    call: async (name: string, input: Record<string, unknown> = {}) =>
      await client.callTool({ name, arguments: input }),
    [Symbol.asyncDispose]: () => client.close(),
  }
}

const reading = [
  'get_preferences',
  'get_task',
  'history',
  'list_filters',
  'list_labels',
  'list_lists',
  'list_sections',
  'list_tasks',
  'list_trash',
]

/** Procedures that an agent may call but that are not tools, with the reason. */
const withoutTool: Readonly<Record<string, readonly string[]>> = {
  'The server tells an agent nothing about the account.': ['account.whoami'],
  'Another tool returns the same rows page by page.': ['list.get', 'label.get', 'filter.get', 'section.get'],
  'Charts for people. An agent can count what list_tasks returns.': ['task.statistics'],
  'For programs that keep a copy of the rows.': ['sync.changes', 'sync.live'],
  'For programs that have files.': [
    ...['import.read', 'import.preview', 'import.run', 'import.discard'],
    ...['export.json', 'export.csv', 'export.todoTxt', 'export.ics'],
  ],
}

interface ProcedureDef {
  readonly _def: { readonly type: string; readonly meta?: ProcedureMeta }
}

const all: Partial<Record<string, ProcedureDef>> = appRouter._def.procedures as unknown as Record<string, ProcedureDef>

test('each tool is a procedure that a program can be authorized for', () => {
  for (const { procedure, type } of Object.values(tools)) {
    const needs = type === 'query' ? 'tasks:read' : 'tasks:write'
    expect(all[procedure]?._def, procedure).toMatchObject({ type, meta: { needs } })
  }
})

test('each procedure for which a program can be authorized is a tool, or there is a reason why not', () => {
  const [index, scopes] = [indexProcedures(appRouter), ['tasks:read', 'tasks:write']]
  const callable = Object.keys(all).filter((name) => index.allows(scopes, name))
  const explained = [...Object.values(tools).map(({ procedure }) => procedure), ...Object.values(withoutTool).flat()]
  expect(explained.sort()).toEqual(callable.sort())
})

test('each tool has the contract’s schemas, and says whether it changes anything', async () => {
  await using one = await agent(procedures(newUserId()))
  const listed = await one.tools()
  expect(listed.map(({ name }) => name).sort()).toEqual(Object.keys(tools).sort())
  for (const { inputSchema, outputSchema, annotations } of listed) {
    expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false })
    expect(outputSchema).toMatchObject({ type: 'object' })
    expect(annotations?.openWorldHint).toBe(false)
  }
  const create = listed.find(({ name }) => name === 'create_task')
  expect(create?.inputSchema).toMatchObject({
    required: ['title'],
    properties: { priority: { enum: expect.anything() } },
  })
  const readOnly = listed.filter(({ annotations }) => annotations?.readOnlyHint).map(({ name }) => name)
  expect(readOnly.sort()).toEqual(reading)
})

test('an agent adds, lists by pages, completes, deletes and restores tasks', async () => {
  await using one = await agent(procedures(newUserId()))
  const made = await one.call('create_task', { title: 'Water the ferns', priority: 'high' })
  expect(made).toMatchObject({ structuredContent: { title: 'Water the ferns', priority: 'high', version: 1 } })
  const { id, version } = made.structuredContent as { id: string; version: number }
  await one.call('create_task', { title: 'Second' })
  const page = await one.call('list_tasks', { limit: 1 })
  expect(page.structuredContent).toMatchObject({ items: [{ title: 'Second' }], nextCursor: expect.any(String) })
  const { nextCursor } = page.structuredContent as { nextCursor: string }
  const next = await one.call('list_tasks', { limit: 1, cursor: nextCursor })
  expect(next.structuredContent).toMatchObject({ items: [{ title: 'Water the ferns' }], nextCursor: null })
  const completedAt = new Date().toISOString()
  expect(await one.call('update_task', { id, version, completedAt })).toMatchObject({
    structuredContent: { completedAt },
  })
  await one.call('delete_task', { id })
  expect(await one.call('get_task', { id })).toMatchObject({ isError: true })
  expect(await one.call('restore_task', { id })).toMatchObject({ structuredContent: { id, deletedAt: null } })
})

test('an agent adds a list, puts tasks into it, and finds them there', async () => {
  await using one = await agent(procedures(newUserId()))
  const made = await one.call('create_list', { title: 'Garden' })
  const { id: listId } = made.structuredContent as { id: string }
  expect(await one.call('list_lists')).toMatchObject({
    structuredContent: { items: [{ id: listId, title: 'Garden' }] },
  })
  await one.call('create_task', { title: 'Elsewhere' })
  const task = await one.call('create_task', { title: 'Water the ferns', listId })
  expect(task).toMatchObject({ structuredContent: { listId } })
  expect(await one.call('list_tasks', { listId })).toMatchObject({
    structuredContent: { items: [{ title: 'Water the ferns' }], nextCursor: null },
  })
})

test('an agent adds a section, a label and many tasks with subtasks, and changes them together', async () => {
  await using one = await agent(procedures(newUserId()))
  const made = async (tool: string, input: Record<string, unknown>) =>
    (await one.call(tool, input)).structuredContent as { readonly id: string }
  const { id: listId } = await made('create_list', { title: 'Garden' })
  const { id: sectionId } = await made('create_section', { title: 'Beds', listId })
  const { id: labelId } = await made('create_label', { title: 'Outside', color: 'green' })
  expect(await one.call('list_sections', { listId })).toMatchObject({
    structuredContent: { items: [{ id: sectionId }] },
  })
  expect(await one.call('list_labels')).toMatchObject({ structuredContent: { items: [{ id: labelId }] } })
  const parentId = '019a0000-0000-7000-8000-000000000001'
  const tasks = [
    { id: parentId, title: 'Plant bulbs', listId, sectionId, deadlineOn: '2030-12-24' },
    { title: 'Buy bulbs', parentId },
  ]
  const { items } = (await one.call('create_tasks', { tasks })).structuredContent as { items: { id: string }[] }
  expect(items).toMatchObject([
    { id: parentId, deadlineOn: '2030-12-24' },
    { parentId, listId },
  ])
  const ids = items.map(({ id }) => id)
  await one.call('change_tasks', { ids, action: { type: 'label', add: [labelId] } })
  expect(await one.call('list_tasks', { labelId })).toMatchObject({ structuredContent: { items: [{}, {}] } })
  await one.call('change_tasks', { ids, action: { type: 'complete' } })
  expect(await one.call('list_tasks', { status: 'open' })).toMatchObject({ structuredContent: { items: [] } })
})

test('an agent reads the preferences, and changes them one by one', async () => {
  await using one = await agent(procedures(newUserId()))
  const none = { timeZone: null, language: null, weekStart: null, defaultListId: null }
  expect(await one.call('get_preferences')).toMatchObject({ structuredContent: none })
  await one.call('update_preferences', { timeZone: 'Asia/Tokyo' })
  expect(await one.call('update_preferences', { weekStart: 7 })).toMatchObject({
    structuredContent: { ...none, timeZone: 'Asia/Tokyo', weekStart: 7 },
  })
  expect(await one.call('update_preferences', { timeZone: 'Mars' })).toMatchObject({ isError: true })
  expect(await one.call('get_preferences')).toMatchObject({ structuredContent: { timeZone: 'Asia/Tokyo' } })
})

test('an agent finds in the trash what it deleted, and restores it', async () => {
  await using one = await agent(procedures(newUserId()))
  const filter = { title: 'Today', query: 'today | overdue' }
  const rows = { list: { title: 'Garden' }, label: { title: 'Outside' }, filter, task: { title: 'Water the ferns' } }
  const ids: Record<string, string> = {}
  for (const [kind, input] of Object.entries(rows)) {
    ids[kind] = ((await one.call(`create_${kind}`, input)).structuredContent as { id: string }).id
  }
  const section = await one.call('create_section', { title: 'Beds', listId: ids.list })
  ids.section = (section.structuredContent as { id: string }).id
  for (const kind of ['section', 'list', 'label', 'filter', 'task']) await one.call(`delete_${kind}`, { id: ids[kind] })
  const { items } = (await one.call('list_trash')).structuredContent as { items: { kind: string; id: string }[] }
  expect(Object.fromEntries(items.map(({ kind, id }) => [kind, id]))).toMatchObject({
    list: ids.list,
    filter: ids.filter,
    task: ids.task,
  })
  for (const kind of ['list', 'section', 'label', 'filter', 'task']) {
    expect(await one.call(`restore_${kind}`, { id: ids[kind] }), kind).toMatchObject({
      structuredContent: { id: ids[kind], deletedAt: null },
    })
  }
  expect(await one.call('list_trash')).toMatchObject({ structuredContent: { items: [] } })
})

describe('a refusal', () => {
  test.each<[string, string, Record<string, unknown>, RegExp]>([
    [
      'of a task that does not exist',
      'get_task',
      { id: '019a0000-0000-7000-8000-000000000000' },
      /^NOT_FOUND: There is no such task/,
    ],
    ['of an invalid input', 'create_task', { title: '' }, /title/],
    ['of an unknown field', 'create_task', { title: 'x', userId: 'someone' }, /userId|additional/i],
    ['of an invalid cursor', 'list_tasks', { cursor: 'x' }, /cursor/],
  ])('%s has a message that the agent can act on', async (_what, tool, input, words) => {
    await using one = await agent(procedures(newUserId()))
    const refused = await one.call(tool, input)
    expect(refused.isError).toBe(true)
    expect(JSON.stringify(refused.content)).toMatch(new RegExp(words.source.replace('^', '"'), words.flags))
  })

  test('that is unexpected reveals no internal details', async () => {
    await using one = await agent(() => Promise.reject(new Error('postgres://secret')))
    expect(JSON.stringify(await one.call('list_tasks'))).not.toContain('secret')
  })
})

test('one user’s agent finds nothing of another user’s', async () => {
  await using adas = await agent(procedures(newUserId()))
  await using bobs = await agent(procedures(newUserId()))
  const { id } = (await adas.call('create_task', { title: 'Hers' })).structuredContent as { id: string }
  expect(await bobs.call('list_tasks')).toMatchObject({ structuredContent: { items: [] } })
  for (const tool of ['get_task', 'delete_task', 'restore_task']) {
    expect(await bobs.call(tool, { id })).toMatchObject({ isError: true })
  }
  expect(await adas.call('get_task', { id })).toMatchObject({ structuredContent: { title: 'Hers', version: 1 } })
})

test('a read-only agent is offered only tools that read', async () => {
  await using reader = await agent(procedures(newUserId()), (procedure) =>
    indexProcedures(appRouter).allows(['tasks:read'], procedure),
  )
  expect((await reader.tools()).map(({ name }) => name).sort()).toEqual(reading)
  await expect(reader.call('create_task', { title: 'x' })).rejects.toThrow()
})
