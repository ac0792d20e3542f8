// domain: tasks
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { InMemoryTransport } from '@modelcontextprotocol/server'
import { appRouter, contractVersion, indexProcedures } from '@ownlist/api'
import { createMcpServer, type ProcedureCall } from '@ownlist/mcp'
import { newUserId } from '@ownlist/testkit'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppApi, startAppApi } from './app-api.js'
import { laterRouter } from './tasks/later-router.js'

const run = promisify(execFile)
/** What was published at commit c1d68f5. It was recorded once and is never regenerated. */
const recorded = join(import.meta.dirname, 'fixtures/c1d68f5')
type Tools = Awaited<ReturnType<Client['listTools']>>['tools']
const recordedTools = (JSON.parse(await readFile(join(recorded, 'tools-list.json'), 'utf8')) as { tools: Tools }).tools

let api: AppApi
beforeAll(async () => {
  api = await startAppApi()
})
afterAll(() => api[Symbol.asyncDispose]())

const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
function faultsOf(schema: object, value: unknown): unknown {
  const validate = ajv.compile(schema)
  return validate(value) ? null : validate.errors
}

/** A schema that nothing fits. */
const nothing = { not: {} }

/** Ways in which a later version of the API may add to an output. */
const additions: readonly (readonly [string, (object: Record<string, unknown>) => object])[] = [
  ['a text', (object) => ({ ...object, colour: 'red' })],
  ['a null field', (object) => ({ ...object, assignee: null })],
  ['an object', (object) => ({ ...object, repeat: { every: 7, unit: 'day' } })],
  ['a list of objects', (object) => ({ ...object, steps: [{ title: 'First', done: false }] })],
]

/** A later version of an answer, in which each of our objects, at any depth, has the new field. */
function later(value: unknown, add: (object: Record<string, unknown>) => object): unknown {
  if (Array.isArray(value)) return value.map((item) => later(item, add))
  if (typeof value !== 'object' || value === null) return value
  return add(Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, later(inner, add)])))
}

describe.each(additions)('when an output gains %s,', (_what, add) => {
  test('an agent that stored the tools of this version keeps working, and its writes are reported as successful', async () => {
    const rows = api.clientFor(newUserId())
    const call = async ({ procedure: path, type, input }: ProcedureCall) => {
      const [domain, name] = path.split('.') as ['task', 'create']
      const procedure = rows[domain][name] as unknown as Record<string, (input: unknown) => Promise<unknown>>
      const answer = await (type === 'query' ? procedure.query?.(input) : procedure.mutate?.(input))
      return later(answer, add)
    }
    const server = createMcpServer({ call, allows: () => true, version: '1.0.0' })
    const [here, there] = InMemoryTransport.createLinkedPair()
    const client = new Client({ name: 'a test', version: '1.0.0' })
    await Promise.all([server.connect(there), client.connect(here)])
    await client.listTools()
    const made = await client.callTool({ name: 'create_task', arguments: { title: 'Water the ferns' } })
    expect(made).toMatchObject({ structuredContent: { title: 'Water the ferns' } })
    expect(made.isError).not.toBe(true)
    const { id } = made.structuredContent as { id: string }
    for (const name of ['get_task', 'update_task', 'delete_task', 'restore_task']) {
      const input = name === 'update_task' ? { id, priority: 'high' } : { id }
      const answer = await client.callTool({ name, arguments: input })
      expect(answer, name).toMatchObject({ structuredContent: { id } })
    }
    expect(await client.callTool({ name: 'list_tasks', arguments: {} })).toMatchObject({
      structuredContent: { items: [{ id }] },
    })
    expect(await client.callTool({ name: 'create_list', arguments: { title: 'Garden' } })).toMatchObject({
      structuredContent: { title: 'Garden' },
    })
    expect(await client.callTool({ name: 'list_lists', arguments: {} })).toMatchObject({
      structuredContent: { items: [{ title: 'Garden' }] },
    })
    await client.close()
  })

  test('the answers fit the OpenAPI document of this version', async () => {
    const document = JSON.parse(JSON.stringify(indexProcedures(appRouter).describe({ url: '/' })))
    const headers = {
      authorization: `Bearer ${await api.issuer.token(newUserId())}`,
      'content-type': 'application/json',
    }
    const send = async (path: string, method: string, body?: object) => {
      const sent = body === undefined ? {} : { body: JSON.stringify(body) }
      const answer = await fetch(`${api.url}/trpc/${path}`, { method, headers, ...sent })
      const at = `/paths/~1trpc~1${path}/${method.toLowerCase()}/responses/${answer.status}/content/application~1json/schema`
      const reached = answer.ok ? at : '/components/schemas/Error'
      return faultsOf({ ...document, $ref: `#${reached}` }, later(await answer.json(), add))
    }
    expect(await send('task.create', 'POST', { title: 'One' })).toBeNull()
    expect(await send('list.create', 'POST', { title: 'Garden' })).toBeNull()
    expect(await send('task.list', 'GET')).toBeNull()
    expect(await send('list.list', 'GET')).toBeNull()
    expect(await send('account.whoami', 'GET')).toBeNull()
    expect(await send('task.create', 'POST', { title: '' })).toBeNull()
    expect(await send('account.erase', 'POST', {})).toBeNull()
  })
})

test('input schemas stay closed for agents and in the document: they refuse what the server refuses', async () => {
  await using agent = await connectAgent()
  const { tools } = await agent.client.listTools()
  expect(tools.length).toBeGreaterThan(0)
  for (const { name, inputSchema } of tools) expect(inputSchema.additionalProperties, name).toBe(false)
  const { paths } = indexProcedures(appRouter).describe({ url: '/' })
  const body = paths?.['/trpc/task.create']?.post?.requestBody
  expect(JSON.stringify(body)).toContain('"additionalProperties":false')
})

/** An agent at `/mcp`, with a token of a new user. */
async function connectAgent({ url, issuer } = api) {
  const client = new Client({ name: 'a test', version: '1.0.0' })
  const authorization = `Bearer ${await issuer.token(newUserId())}`
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit: { headers: { authorization } } }),
  )
  return { client, [Symbol.asyncDispose]: () => client.close() }
}

describe('clients of commit c1d68f5', () => {
  let later: AppApi
  beforeAll(async () => {
    later = await startAppApi({ router: laterRouter })
  })
  afterAll(() => later[Symbol.asyncDispose]())

  test.each([
    ['the API of today', () => api],
    ['an API whose outputs have new fields', () => later],
  ])(
    'keep working: for an agent that stored these tools, every answer of %s fits their schemas',
    async (_which, apiOf) => {
      await using agent = await connectAgent(apiOf())
      const call = async (name: string, input: Record<string, unknown> = {}) => {
        const answer = await agent.client.callTool({ name, arguments: input })
        const { inputSchema, outputSchema } = recordedTools.find((tool) => tool.name === name) ?? {}
        expect(faultsOf(inputSchema ?? nothing, input), name).toBeNull()
        expect(faultsOf(outputSchema ?? nothing, answer.structuredContent), name).toBeNull()
        return answer.structuredContent as { id: string }
      }
      const { id: listId } = await call('create_list', { title: 'Garden' })
      const { id } = await call('create_task', { title: 'Water the ferns', listId, dueOn: '2026-11-30' })
      await call('update_task', { id, completedAt: '2026-11-25T12:00:00.000Z' })
      for (const name of ['get_task', 'delete_task', 'restore_task']) await call(name, { id })
      for (const name of ['list_tasks', 'list_lists']) await call(name)
    },
  )

  describe('with the package of that commit,', () => {
    let outside: string
    beforeAll(async () => {
      outside = await mkdtemp(join(tmpdir(), 'ownlist-older-'))
      await writeFile(join(outside, 'package.json'), '{ "type": "module", "private": true }')
      await copyFile(join(recorded, 'older-program.js'), join(outside, 'program.js'))
      const options = ['--no-audit', '--no-fund', '--no-package-lock']
      await run('npm', ['install', ...options, join(recorded, 'client-0.1.0.tgz')], { cwd: outside })
    }, 120_000)
    afterAll(() => rm(outside, { recursive: true, force: true }))

    const work = async ({ url, issuer }: Pick<AppApi, 'url' | 'issuer'>) => {
      const { stdout } = await run(process.execPath, ['program.js', url, await issuer.token(newUserId())], {
        cwd: outside,
      })
      return JSON.parse(stdout)
    }
    const done = { whoami: expect.any(String), listed: ['Water the ferns'], completed: true, refused: 'NOT_FOUND' }

    test('a program works with the API of today', async () => {
      expect(await work(api)).toEqual(done)
    })

    test('a program works with an API whose outputs have new fields, and gets only those that it knows', async () => {
      expect(await work(later)).toEqual(done)
    })

    test.each(additions)('a program works even with an API that sends it unknown fields: %s', async (_what, add) => {
      await using newer = await startLaterApi(api.url, add)
      expect(await work({ url: newer.url, issuer: api.issuer })).toEqual(done)
    })
  })
})

/** A later version of the API, whose answers have a new field. */
async function startLaterApi(url: string, add: (typeof additions)[number][1]) {
  const server = createServer(async (request, response) => {
    const body = await new Response(request).text()
    const { method = 'GET', headers } = request
    const kept = { authorization: headers.authorization ?? '', 'content-type': 'application/json' }
    const answer = await fetch(`${url}${request.url}`, {
      method,
      headers: kept,
      ...(method === 'POST' ? { body } : {}),
    })
    const answers: unknown = await answer.json()
    const inner = (one: { result?: { data: unknown } }) =>
      one.result === undefined ? one : { result: { data: later(one.result.data, add) } }
    const json = Array.isArray(answers) ? answers.map(inner) : inner(answers as object)
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(json))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
    },
  }
}

test('the OpenAPI document and each tool state the version of the contract', async () => {
  const { info } = (await (await fetch(`${api.url}/openapi.json`)).json()) as { info: Record<string, unknown> }
  expect(info['x-contract-version']).toBe(contractVersion)
  await using agent = await connectAgent()
  const { tools } = await agent.client.listTools()
  expect(tools.map(({ _meta }) => _meta?.['ownlist/contractVersion'])).toEqual(tools.map(() => contractVersion))
  // Those of version 1 state none.
  expect(recordedTools.map(({ _meta }) => _meta)).toEqual(recordedTools.map(() => undefined))
})
