import type { ServerResponse } from 'node:http'
import { browserSession, OwnlistError, programSession } from '@ownlist/client'
import { describe, expect, test, vi } from 'vitest'
import { startHttpServer } from './http-server.js'
import { tokenFor } from './tokens.js'

/** The response of a web app's token endpoint. The real one is tested in apps/web. */
const withToken = (token: string) => (response: ServerResponse) => void response.end(JSON.stringify({ token }))

describe('programSession', () => {
  test('sends its session to the token endpoint and nowhere else, and caches the token', async () => {
    const token = tokenFor('one')
    await using issuer = await startHttpServer(withToken(token))
    const tokens = programSession({ webUrl: `${issuer.url}/`, session: 'secret' })
    expect(await Promise.all([tokens.get(), tokens.get()])).toEqual([token, token])
    expect(issuer.seen).toMatchObject([{ url: '/api/auth/token', headers: { authorization: 'Bearer secret' } }])
  })

  test('says SIGNED_OUT when the session has ended, and calls back once', async () => {
    await using issuer = await startHttpServer((response) => void response.writeHead(401).end())
    const onSignedOut = vi.fn()
    const tokens = programSession({ webUrl: issuer.url, session: 'old', onSignedOut })
    const refusals = await Promise.all([tokens.get(), tokens.get()].map((get) => get.catch((error) => error)))
    for (const error of refusals) expect(error).toMatchObject({ name: 'OwnlistError', code: 'SIGNED_OUT' })
    expect(onSignedOut).toHaveBeenCalledTimes(1)
  })

  test.each<[string, string, (response: ServerResponse) => void]>([
    ['UNREACHABLE', 'an error response', (response) => void response.writeHead(503).end()],
    ['UNREACHABLE', 'no answer', (response) => void response.destroy()],
    ['UNREACHABLE', 'too many requests', (response) => void response.writeHead(429).end()],
    ['WRONG_ADDRESS', 'an answer without a token', (response) => void response.end('{}')],
    ['WRONG_ADDRESS', 'an answer that is not JSON', (response) => void response.end('<html>')],
    ['WRONG_ADDRESS', 'the API, which has no such path', (response) => void response.writeHead(404).end('{}')],
  ])('says %s for %s, names the address, and asks again the next time', async (code, _what, answer) => {
    await using issuer = await startHttpServer(answer)
    const tokens = programSession({ webUrl: issuer.url, session: 'secret' })
    const error = await tokens.get().catch((error: unknown) => error)
    expect(error).toBeInstanceOf(OwnlistError)
    expect(error).toMatchObject({ code, message: expect.stringContaining(issuer.url) })
    const token = tokenFor('later')
    issuer.answer = withToken(token)
    expect(await tokens.get()).toBe(token)
  })

  test('uses the issuer’s clock if this machine’s is wrong', async () => {
    const issuerNow = Date.now() + 3_600_000
    const token = tokenFor('later', 300, issuerNow)
    await using issuer = await startHttpServer((response) => {
      response.setHeader('date', new Date(issuerNow).toUTCString())
      withToken(token)(response)
    })
    const tokens = programSession({ webUrl: issuer.url, session: 'secret' })
    await tokens.get()
    vi.useFakeTimers({ now: Date.now() + 295_000, toFake: ['Date'] })
    try {
      // By this machine's clock it would be valid for another hour.
      expect(await tokens.get()).toBe(token)
    } finally {
      vi.useRealTimers()
    }
    // It is about to expire, so the next one is being fetched.
    await expect.poll(() => issuer.seen.length).toBe(2)
  })
})

describe('browserSession', () => {
  test('asks the page’s own origin, with its cookie, and bypasses every cache', async () => {
    const asked = vi
      .spyOn(globalThis, 'fetch')
      .mockImplementation(async () => Response.json({ token: tokenFor('one') }))
    try {
      await browserSession().get()
      expect(asked.mock.calls[0]).toEqual([
        '/api/auth/token',
        { credentials: 'same-origin', cache: 'no-store', signal: expect.any(AbortSignal) },
      ])
      await browserSession({ webUrl: 'https://app.example.com' }).get()
      expect(asked.mock.calls[1]).toEqual([
        'https://app.example.com/api/auth/token',
        { credentials: 'include', cache: 'no-store', signal: expect.any(AbortSignal) },
      ])
    } finally {
      asked.mockRestore()
    }
  })
})
