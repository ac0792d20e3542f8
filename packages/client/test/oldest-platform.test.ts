// First everything that the platform lacks is removed. Then the client's own tests run.
import './oldest-platform.js'
import { createApiClient, deviceLogin, programSession } from '@ownlist/client'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { startHttpServer } from './http-server.js'

// Each one has a separate suite, since some control the clock.
describe('api-client', async () => void (await import('./api-client.test.js')))
describe('deadlines', async () => void (await import('./deadlines.test.js')))
describe('device-login', async () => void (await import('./device-login.test.js')))
describe('faults', async () => void (await import('./faults.test.js')))
// domain: tasks {
describe('inputs', async () => void (await import('./inputs.test.js')))
// domain: tasks }
describe('session-tokens', async () => void (await import('./session-tokens.test.js')))
describe('token-source', async () => void (await import('./token-source.test.js')))

test('the simulated platform lacks what it should lack', () => {
  const { signal } = new AbortController()
  expect(['reason' in signal, 'throwIfAborted' in signal, 'any' in AbortSignal]).toEqual([false, false, false])
  expect(typeof ReadableStream).toBe('undefined')
})

test('responses arrive as a whole if there are no streams', async () => {
  await using server = await startHttpServer((response) => void response.end('[{"result":{"data":{"userId":"me"}}}]'))
  const client = createApiClient({ url: server.url, token: 'fixed', stream: true })
  expect(await client.account.whoami.query()).toEqual({ userId: 'me' })
})

test('nothing parses an address with URL, since React Native’s cannot do that', async () => {
  const code = { device_code: 'd', user_code: 'U', expires_in: 60, interval: 0.001 }
  const answers: readonly (readonly [string, unknown])[] = [
    ['/device/code', code],
    ['/device/token', { access_token: 'session' }],
    ['/api/auth/token', { token: 'token' }],
    ['/trpc/', [{ result: { data: { userId: 'me' } } }]],
  ]
  const { URL } = globalThis
  // Vitest needs it back; the other stubs stay.
  onTestFinished(() => void vi.stubGlobal('URL', URL))
  vi.stubGlobal('URL', undefined)
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input) => {
    const url = String(input)
    const body = answers.find(([part]) => url.includes(part))?.[1]
    return Response.json(body)
  })
  const webUrl = 'https://app.example.com'
  const session = await deviceLogin({ webUrl, program: 'an app', onCode: () => undefined })
  const client = createApiClient({ url: 'https://api.example.com', token: programSession({ webUrl, session }) })
  expect(await client.account.whoami.query()).toEqual({ userId: 'me' })
})
