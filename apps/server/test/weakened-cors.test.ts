import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { type CorsSettings, createCors } from '../src/cors.js'

// The settings of CORS, each with a weaker value and the promise that this value must break.

const settings: CorsSettings = { origins: ['https://app.example.com', 'tauri://localhost'], headers: ['x-tenant'] }

/** Sends a preflight to a server with these settings. */
async function preflight(cors: CorsSettings, origin: string): Promise<Headers> {
  const handle = createCors(cors)
  const server = createServer((request, response) => void handle(request, response))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  try {
    const { port } = server.address() as AddressInfo
    return (await fetch(`http://127.0.0.1:${port}/`, { method: 'OPTIONS', headers: { origin } })).headers
  } finally {
    server.close()
  }
}

interface Guard {
  readonly promise: (cors: CorsSettings) => Promise<void>
  readonly weaker: Readonly<Record<string, CorsSettings>>
}

const refuses = (origin: string) => async (cors: CorsSettings) => {
  expect((await preflight(cors, origin)).get('access-control-allow-origin')).toBeNull()
}

const maySend = async (cors: CorsSettings) =>
  (await preflight(cors, 'https://app.example.com')).get('access-control-allow-headers')?.split(', ') ?? []

const guards: Readonly<Record<string, Guard>> = {
  'a page of another site cannot read an answer': {
    promise: refuses('https://evil.example'),
    weaker: { 'its origin': { ...settings, origins: [...settings.origins, 'https://evil.example'] } },
  },
  'a page with the origin null cannot read an answer': {
    promise: refuses('null'),
    weaker: { 'the origin null': { ...settings, origins: ['null'] } },
  },
  'a page on another port cannot read an answer': {
    promise: refuses('https://app.example.com:8443'),
    weaker: { 'that port': { ...settings, origins: ['https://app.example.com:8443'] } },
  },
  'a page may not send X-Forwarded-For': {
    promise: async (cors) => expect(await maySend(cors)).not.toContain('x-forwarded-for'),
    weaker: { 'that header': { ...settings, headers: ['X-Forwarded-For'] } },
  },
  'a page may not send every header': {
    promise: async (cors) => expect(await maySend(cors)).not.toContain('*'),
    weaker: { 'a wildcard': { ...settings, headers: ['*'] } },
  },
}

describe.each(Object.entries(guards))('%s', (_name, { promise, weaker }) => {
  test('holds with the settings of a deployment', () => promise(settings))

  test.each(Object.entries(weaker))('is broken with %s among the settings', async (_setting, weak) => {
    await expect(promise(weak)).rejects.toThrow()
  })
})

test('a page of a listed origin may send the headers that the deployment adds, but no credentials', async () => {
  for (const origin of settings.origins) {
    const headers = await preflight(settings, origin)
    expect(headers.get('access-control-allow-origin')).toBe(origin)
    expect(headers.get('access-control-allow-headers')).toContain('x-tenant')
    expect(headers.get('access-control-allow-credentials')).toBeNull()
  }
})

test('a deployment that adds no headers allows only those of known clients', async () => {
  const known = await maySend({ origins: settings.origins })
  expect(await maySend(settings)).toEqual([...known, 'x-tenant'])
})

test('only preflights are answered here', async () => {
  const handle = createCors(settings)
  const handled: boolean[] = []
  const server = createServer((request, response) => {
    handled.push(handle(request, response))
    if (!response.writableEnded) response.end()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  for (const method of ['OPTIONS', 'GET', 'POST']) await fetch(`http://127.0.0.1:${port}/`, { method })
  server.close()
  expect(handled).toEqual([true, false, false])
})
