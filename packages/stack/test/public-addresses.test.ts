import { describe, expect, test } from 'vitest'
import { readStackSettings } from '../src/env.js'
import { localUrl } from '../src/local-url.js'
import { migratedFolder, run, says, status, upText } from './running.js'

const system = { timeout: 120_000 }

// Names from RFC 6761 that never resolve. This is like a proxy that is not running yet, or that refuses the probes of this
// machine.
describe('start does not need a running proxy, with the public addresses', () => {
  test.each([
    ['a host for each app', { WEB_URL: 'https://app.invalid', API_URL: 'https://api.invalid' }],
    [
      'public ports, the API under a path, and every interface',
      { WEB_URL: 'https://app.invalid:8443', API_URL: 'https://shared.invalid:8444/v1/api', API_HOST: '0.0.0.0' },
    ],
  ])('%s', system, async (_what, addresses) => {
    const { env } = await migratedFolder()
    const command = run({ ...env, ...addresses, TRUSTED_PROXIES: '127.0.0.1' }, 'start')
    await says(command, upText)
    expect(await status(`http://localhost:${env.API_PORT}/readyz`)).toBe(200)
    expect(await status(`http://localhost:${env.WEB_PORT}/readyz`)).toBe(200)
    command.kill('SIGTERM')
    expect(await command.ended).toEqual([0, null])
  })
})

test.each([
  'https://example.com/api',
  'https://example.com/api/v1',
  'http://localhost:4000/api',
  'https://example.com:8443/path',
])('both apps accept %s as the API’s address', (API_URL) => {
  expect(readStackSettings({ API_URL })).toMatchObject({ apiUrl: API_URL })
})

test.each([
  ['127.0.0.1', 'http://127.0.0.1:4000'],
  ['0.0.0.0', 'http://127.0.0.1:4000'],
  ['::', 'http://[::1]:4000'],
  ['::1', 'http://[::1]:4000'],
  ['localhost', 'http://localhost:4000'],
  ['192.0.2.7', 'http://192.0.2.7:4000'],
])('an app that listens on %s is reached at %s', (host, url) => {
  expect(localUrl(host, 4000)).toBe(url)
})
