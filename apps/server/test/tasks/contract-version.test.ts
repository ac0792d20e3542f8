import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { InMemoryTransport } from '@modelcontextprotocol/server'
import { contractVersion as apiVersion } from '@ownlist/api'
import { type ApiClientOptions, contractVersionHeader, createApiClient } from '@ownlist/client'
import { createMcpServer } from '@ownlist/mcp'
import { newUserId } from '@ownlist/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppApi, startAppApi } from '../app-api.js'
import { bearer, stating } from '../requests.js'
import { gained, laterRouter } from './later-router.js'

let later: AppApi
beforeAll(async () => {
  later = await startAppApi({ router: laterRouter })
})
afterAll(() => later[Symbol.asyncDispose]())

describe('an API whose tasks got new fields in version 4', () => {
  const newNames = [...Object.keys(gained), 'total', 'plan']

  test.each<[string, Partial<ApiClientOptions>, boolean]>([
    ['today’s client', {}, false],
    ['today’s client over streams', { stream: true }, false],
    ['a client of version 1', stating(1), false],
    ['a client of version 4', stating(4), true],
    ['a client of version 4 over streams', { ...stating(4), stream: true }, true],
    ['a client of version 5', stating(5), true],
  ])('sends %s only the fields that it knows', async (_who, options, isNew) => {
    const token = await later.issuer.token(newUserId())
    const client = createApiClient({ url: later.url, token, ...options })
    const task = await client.task.create.mutate({ title: 'Water the ferns' })
    // At the same time, so that they share a request.
    const [one, page, me] = await Promise.all([
      client.task.get.query({ id: task.id }),
      client.task.list.query(),
      client.account.whoami.query(),
    ])
    const names = [task, one, ...page.items, page, me].flatMap((answer) => Object.keys(answer))
    expect(newNames.filter((name) => names.includes(name))).toEqual(isNew ? newNames : [])
    expect(page.items).toEqual([one])
    if (isNew) expect(one).toMatchObject(gained)
  })
})

describe('an agent over HTTP', () => {
  const connect = async (headers: Record<string, string> = {}) => {
    const client = new Client({ name: 'a test', version: '1.0.0' })
    const requestInit = { headers: { ...headers, ...(await bearer(later)) } }
    await client.connect(new StreamableHTTPClientTransport(new URL(`${later.url}/mcp`), { requestInit }))
    return { client, [Symbol.asyncDispose]: () => client.close() }
  }

  test('that states no version gets the oldest answers, even after it has listed the tools', async () => {
    await using agent = await connect()
    for (const lists of [false, true]) {
      if (lists) await agent.client.listTools()
      const { structuredContent, content } = await agent.client.callTool({
        name: 'create_task',
        arguments: { title: 'x' },
      })
      expect(structuredContent).toMatchObject({ title: 'x' })
      expect(structuredContent).not.toHaveProperty('colour')
      expect(JSON.stringify(content)).not.toContain('colour')
    }
  })

  test('that states version 4 gets its fields', async () => {
    await using agent = await connect({ [contractVersionHeader]: '4' })
    const made = await agent.client.callTool({ name: 'create_task', arguments: { title: 'x' } })
    expect(made.structuredContent).toMatchObject(gained)
    const { structuredContent } = await agent.client.callTool({ name: 'list_tasks', arguments: {} })
    expect(structuredContent).toMatchObject({ total: 1, items: [gained] })
  })
})

describe('an agent over standard input and output', () => {
  /** Served as by `ownlist mcp`, which has the API's own version. */
  async function connect() {
    const token = await later.issuer.token(newUserId())
    const stated: number[] = []
    const server = createMcpServer({
      call({ procedure: path, type, input, contractVersion: version }) {
        stated.push(version)
        const client = createApiClient({ url: later.url, token, ...stating(version === apiVersion ? 4 : version) })
        const [domain, name] = path.split('.') as ['task', 'create']
        const procedure = client[domain][name] as unknown as Record<string, (input: unknown) => Promise<unknown>>
        return procedure[type === 'query' ? 'query' : 'mutate']?.(input) ?? Promise.reject(new Error(path))
      },
      allows: () => true,
      version: '1.0.0',
    })
    const [here, there] = InMemoryTransport.createLinkedPair()
    const client = new Client({ name: 'a test', version: '1.0.0' })
    await Promise.all([server.connect(there), client.connect(here)])
    return { client, stated, [Symbol.asyncDispose]: () => client.close() }
  }

  test('gets the oldest answers until it has listed the tools, and then those of the listed version', async () => {
    await using agent = await connect()
    const call = { name: 'create_task', arguments: { title: 'x' } }
    expect((await agent.client.callTool(call)).structuredContent).not.toHaveProperty('colour')
    await agent.client.listTools()
    expect((await agent.client.callTool(call)).structuredContent).toMatchObject(gained)
    expect(agent.stated).toEqual([1, apiVersion])
  })

  test('that has listed the tools in another connection gets the oldest answers in this one', async () => {
    await using before = await connect()
    await before.client.listTools()
    await using agent = await connect()
    await agent.client.callTool({ name: 'list_lists', arguments: {} })
    expect(agent.stated).toEqual([1])
  })
})
