import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { apiErrorOf, createApiClient } from '@ownlist/client'
import { describe, expect, test, vi } from 'vitest'

interface Seen {
  readonly url: string
  readonly authorization: string | undefined
  readonly body: string
}

/** A server that accepts some tokens, and answers every call of a batch with the same. How the real API answers is tested in apps/server. */
async function startServer(
  accepts: (token: string) => boolean,
  answer: object = { result: { data: { userId: 'me' } } },
) {
  const seen: Seen[] = []
  const server = createServer(async (request, response) => {
    const { url = '', headers } = request
    seen.push({ url, authorization: headers.authorization, body: await textOf(request) })
    response.setHeader('content-type', 'application/json')
    const calls = url.split('?', 1)[0]?.split(',').length ?? 1
    if (!accepts(headers.authorization?.slice('Bearer '.length) ?? '')) {
      response.statusCode = 401
      const data = { code: 'UNAUTHORIZED', httpStatus: 401, reason: null, issues: [] }
      return response.end(JSON.stringify({ error: { message: 'Sign in, then send your token.', code: -32001, data } }))
    }
    return response.end(JSON.stringify(Array.from({ length: calls }, () => answer)))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    seen,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += chunk
  return text
}

describe('a request', () => {
  test('carries the token in its header, under /trpc, whatever slash the address ends with', async () => {
    await using server = await startServer(() => true)
    await createApiClient({ url: `${server.url}/`, token: 'fixed' }).account.whoami.query()
    expect(server.seen).toMatchObject([{ authorization: 'Bearer fixed' }])
    expect(server.seen[0]?.url).toMatch(/^\/trpc\/account\.whoami\?/)
    expect(server.seen[0]?.url).not.toContain('fixed')
  })

  test('is shared by calls made at the same time, ten at most', async () => {
    await using server = await startServer(() => true)
    const client = createApiClient({ url: server.url, token: 'fixed' })
    await Promise.all(Array.from({ length: 25 }, () => client.account.whoami.query()))
    expect(server.seen.map(({ url }) => url.split('?', 1)[0]?.split(',').length)).toEqual([10, 10, 5])
  })
})

describe('a token that the API refuses', () => {
  test('is replaced once for all requests, which are then sent again with their bodies', async () => {
    await using server = await startServer((token) => token === 'fresh')
    const token = vi.fn().mockResolvedValue('fresh').mockResolvedValueOnce('stale')
    const client = createApiClient({ url: server.url, token })
    await Promise.all(Array.from({ length: 12 }, (_, n) => client.task.create.mutate({ title: `Task ${n}` })))
    expect(token).toHaveBeenCalledTimes(2)
    const bodies = (authorization: string) =>
      server.seen
        .filter((request) => request.authorization === authorization)
        .map(({ body }) => body)
        .sort()
    expect(bodies('Bearer stale')).toHaveLength(2)
    expect(bodies('Bearer fresh')).toEqual(bodies('Bearer stale'))
  })

  test('is an error when its replacement is refused as well', async () => {
    await using server = await startServer(() => false)
    let made = 0
    const client = createApiClient({ url: server.url, token: async () => `token-${++made}` })
    const error = await client.account.whoami.query().catch((error: unknown) => error)
    expect(apiErrorOf(error)).toMatchObject({ code: 'UNAUTHORIZED', message: 'Sign in, then send your token.' })
    expect(server.seen).toHaveLength(2)
  })

  test('is not sent again when there is no other', async () => {
    await using server = await startServer(() => false)
    await expect(createApiClient({ url: server.url, token: 'fixed' }).account.whoami.query()).rejects.toThrow()
    expect(server.seen).toHaveLength(1)
  })
})

describe('apiErrorOf', () => {
  test('reads code, reason and the faults of fields', async () => {
    const data = {
      code: 'CONFLICT',
      httpStatus: 409,
      reason: 'STALE_VERSION',
      issues: [{ path: 'title', message: 'x' }],
    }
    await using server = await startServer(() => true, { error: { message: 'Changed since.', code: -32009, data } })
    const error = await createApiClient({ url: server.url, token: 'fixed' })
      .account.whoami.query()
      .catch((error: unknown) => error)
    const { code, reason, issues } = data
    expect(apiErrorOf(error)).toEqual({ message: 'Changed since.', code, reason, issues })
  })

  test('says UNREACHABLE when nobody answers, or somebody who is not the API', async () => {
    const errorAt = (url: string) =>
      createApiClient({ url, token: 'fixed' })
        .account.whoami.query()
        .catch((error: unknown) => error)
    await using server = await startServer(() => true)
    const { url } = server
    await server[Symbol.asyncDispose]()
    expect(apiErrorOf(await errorAt(url))).toMatchObject({ code: 'UNREACHABLE' })
    const page = createServer((_, response) => void response.writeHead(502).end('<h1>Bad gateway</h1>'))
    await once(page.listen(0, '127.0.0.1'), 'listening')
    try {
      const { port } = page.address() as AddressInfo
      expect(apiErrorOf(await errorAt(`http://127.0.0.1:${port}`))).toMatchObject({ code: 'UNREACHABLE' })
    } finally {
      page.close()
    }
  })

  test('leaves errors of other origin alone', () => {
    expect(apiErrorOf(new Error('mine'))).toBeNull()
    expect(apiErrorOf(undefined)).toBeNull()
  })
})
