import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { createApiClient } from '@ownlist/client'
import { newUserId } from '@ownlist/testkit'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readSettings } from '../src/env.js'
import { startTestApi } from './api.js'

interface Document {
  readonly servers: readonly [{ readonly url: string }]
  readonly paths: Readonly<Record<string, unknown>>
}

/** A proxy that serves the API under a prefix and nothing else. @returns the API's public address */
async function startProxy(port: number, prefix: string, removes: boolean): Promise<string> {
  const proxy = createServer((incoming, outgoing) => {
    const { url = '', method, headers } = incoming
    if (!url.startsWith(`${prefix}/`)) return void outgoing.writeHead(404).end()
    const path = removes ? url.slice(prefix.length) : url
    incoming.pipe(
      request({ port, path, method, headers }, (answer) => {
        answer.pipe(outgoing.writeHead(answer.statusCode ?? 502, answer.headers))
      }),
    )
  })
  onTestFinished(() => {
    proxy.close()
    proxy.closeAllConnections()
  })
  await once(proxy.listen(0, '127.0.0.1'), 'listening')
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}${prefix}`
}

describe.each([
  ['/api', true],
  ['/api', false],
  ['/apps/tasks/v1', true],
  ['/apps/tasks/v1', false],
  ['/trpc', false],
])('behind a proxy that serves it under %s (and removes that: %s)', (prefix, removes) => {
  test('calls, the document, the page and agents work', async () => {
    await using api = await startTestApi({ pathPrefix: prefix })
    const url = await startProxy(api.port, prefix, removes)
    const token = await api.issuer.token(newUserId())
    const client = createApiClient({ url, token })
    await client.task.create.mutate({ title: 'Behind a proxy' })
    expect((await client.task.list.query()).items).toMatchObject([{ title: 'Behind a proxy' }])
    expect((await fetch(`${url}/healthz`)).status).toBe(200)

    const { servers, paths } = (await (await fetch(`${url}/openapi.json`)).json()) as Document
    expect(Object.keys(paths)).toContain('/trpc/task.list')
    const listUrl = new URL(`${servers[0].url}/trpc/task.list`, `${url}/openapi.json`)
    expect(listUrl.href).toBe(`${url}/trpc/task.list`)
    const listed = await fetch(listUrl, { headers: { authorization: `Bearer ${token}` } })
    expect(await listed.json()).toMatchObject({ result: { data: { items: [{ title: 'Behind a proxy' }] } } })

    const html = await (await fetch(`${url}/docs`)).text()
    const assets = [...html.matchAll(/(?:src|href)="([^"]+)"/g)]
      .map(([, path]) => path ?? '')
      .filter((path) => !path.startsWith('data:'))
    expect(assets.length).toBeGreaterThan(2)
    for (const path of assets) expect((await fetch(new URL(path, `${url}/docs`))).status).toBe(200)

    const agent = new Client({ name: 'test', version: '1.0.0' })
    await agent.connect(
      new StreamableHTTPClientTransport(new URL(`${url}/mcp`), {
        requestInit: { headers: { authorization: `Bearer ${token}` } },
      }),
    )
    expect((await agent.listTools()).tools.map(({ name }) => name)).toContain('list_tasks')
    await agent.close()
  })
})

test('another prefix than its own is not found', async () => {
  await using api = await startTestApi({ pathPrefix: '/api' })
  for (const path of [
    '/api',
    '/apiary/healthz',
    '/other/healthz',
    '/api/api/healthz',
    '//api/healthz',
    '/API/healthz',
  ]) {
    expect((await fetch(`${api.url}${path}`)).status, path).toBe(404)
  }
  await using root = await startTestApi()
  expect((await fetch(`${root.url}/api/healthz`)).status).toBe(404)
})

describe('API_URL', () => {
  const read = (url: string) => readSettings({ DATABASE_URL: 'postgresql://api@db/tasks', API_URL: url }).pathPrefix

  test.each([
    ['', ''],
    ['http://localhost:4000', ''],
    ['https://example.com/api', '/api'],
    ['https://example.com:8443/apps/tasks', '/apps/tasks'],
  ])('%j has the prefix %j', (url, prefix) => expect(read(url)).toBe(prefix))

  test.each([
    'https://example.com/',
    'https://example.com/api/',
    'https://example.com/api?x=1',
    'https://example.com/api#x',
    'https://example.com/a/../b',
    'https://user@example.com/api',
    'example.com/api',
    'ftp://example.com/api',
  ])('cannot be %s', (url) => expect(() => read(url)).toThrow('API_URL'))
})
