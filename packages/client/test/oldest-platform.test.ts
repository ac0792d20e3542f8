// First what the platform lacks is taken away, then the client's own tests run on what is left.
import './oldest-platform.js'
import './api-client.test.js'
import './deadlines.test.js'
import './device-login.test.js'
import './faults.test.js'
import './session-tokens.test.js'
import './token-source.test.js'
import { createApiClient } from '@ownlist/client'
import { expect, test } from 'vitest'
import { startHttpServer } from './http-server.js'

test('the platform is as old as it is said to be', () => {
  const { signal } = new AbortController()
  expect(['reason' in signal, 'throwIfAborted' in signal, 'any' in AbortSignal]).toEqual([false, false, false])
  expect(typeof ReadableStream).toBe('undefined')
})

test('answers come whole where there are no streams', async () => {
  await using server = await startHttpServer((response) => void response.end('[{"result":{"data":{"userId":"me"}}}]'))
  const client = createApiClient({ url: server.url, token: 'fixed', stream: true })
  expect(await client.account.whoami.query()).toEqual({ userId: 'me' })
})
