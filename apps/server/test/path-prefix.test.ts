import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { newUserId } from '@ownlist/testkit'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readSettings } from '../src/env.js'
import { clientOf, startTestApi } from './api.js'
import type { ProbeRouter } from './probe-router.js'

interface Document {
  readonly servers: readonly [{ readonly url: string }]
  readonly paths: Readonly<Record<string, unknown>>
}

/** A proxy that serves only the API, under a prefix. @returns the API's public address */
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
  ['/apps/own/v1', true],
  ['/apps/own/v1', false],
  ['/trpc', false],
])('behind a proxy that serves the API under %s (and removes this prefix: %s)', (prefix, removes) => {
  test('calls, the OpenAPI document, its page and agents work', async () => {
    await using api = await startTestApi({ pathPrefix: prefix })
    const url = await startProxy(api.port, prefix, removes)
    const token = await api.issuer.token(newUserId())
    const client = clientOf<ProbeRouter>(url, token)
    expect(await client.probe.save.mutate({ title: 'Behind a proxy' })).toMatchObject({ title: 'Behind a proxy' })
    expect(await client.probe.echo.query({ text: 'Behind a proxy' })).toMatchObject({ text: 'Behind a proxy' })
    expect((await fetch(`${url}/healthz`)).status).toBe(200)

    const { servers, paths } = (await (await fetch(`${url}/openapi.json`)).json()) as Document
    expect(Object.keys(paths)).toContain('/trpc/probe.echo')
    const called = new URL(`${servers[0].url}/trpc/probe.echo?text=x`, `${url}/openapi.json`)
    expect(called.href).toBe(`${url}/trpc/probe.echo?text=x`)
    const answer = await fetch(called, { headers: { authorization: `Bearer ${token}` } })
    expect(await answer.json()).toMatchObject({ result: { data: { text: 'x' } } })

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
    // The probe has no tools.
    expect([agent.getServerVersion()?.name, (await agent.listTools()).tools]).toEqual(['ownlist', []])
    await agent.close()
  })
})

test('a request under another prefix than the API’s own is 404', async () => {
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
  const read = (url: string) => readSettings({ DATABASE_URL: 'postgresql://api@db/ownlist', API_URL: url }).pathPrefix

  test.each([
    ['', ''],
    ['http://localhost:4000', ''],
    ['https://example.com/api', '/api'],
    ['https://example.com:8443/apps/own', '/apps/own'],
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
