import { createKeySet, createRevocationList, createTokenVerifier, type TokenVerifierOptions } from '@ownlist/auth'
import { describe, expect, test } from 'vitest'

const keys = { find: async () => null }
const issuer = 'https://app.example.com'

describe.each([
  ['createKeySet', (url: string, httpHosts?: string[]) => createKeySet({ url, httpHosts })],
  [
    'createRevocationList',
    (url: string, httpHosts?: string[]) => createRevocationList({ url, httpHosts, keys, issuer, audience: 'api' }),
  ],
  [
    'createTokenVerifier',
    (jwksUrl: string, httpHosts?: string[]) => createTokenVerifier({ jwksUrl, httpHosts, issuer, audience: 'api' }),
  ],
])('%s', (_name, create) => {
  test.each([
    ['http://web:3000/jwks', 'web'],
    ['http://10.0.0.7/jwks', '10.0.0.7'],
    ['http://[fd00::7]:3000/jwks', '[fd00::7]'],
    ['http://web.internal/jwks', 'web.internal'],
  ])('accepts %s over plain http only if httpHosts contains its host, and otherwise says so', (url, host) => {
    expect(() => create(url)).toThrow('`httpHosts`')
    expect(() => create(url, ['other', 'eb', 'web.example'])).toThrow('`httpHosts`')
    create(url, ['other', host])[Symbol.dispose]()
  })

  test.each(['http://localhost:3000/jwks', 'http://127.0.0.1/jwks', 'http://[::1]:3000/jwks'])(
    'accepts %s by plain http, since it stays on this machine',
    (url) => create(url)[Symbol.dispose](),
  )

  test.each(['http://localhost.example.com/jwks', 'http://127.0.0.1.example.com/jwks'])(
    'does not accept %s as an address of this machine',
    (url) => expect(() => create(url)).toThrow('`httpHosts`'),
  )

  test.each(['ftp://web/jwks', 'file:///jwks', 'data:,x'])('never accepts %s', (url) => {
    expect(() => create(url, ['web'])).toThrow('must be https')
  })

  test.each(['me:hunter2', 'me', ':hunter2'])('never accepts a URL with credentials: %s', (credentials) => {
    expect(() => create(`http://${credentials}@web/jwks`, ['web'])).toThrow('must not contain')
  })
})

test('createTokenVerifier accepts httpHosts only with jwksUrl, and says so', () => {
  const options = { keys, httpHosts: ['web'], issuer, audience: 'api' } as unknown as TokenVerifierOptions
  expect(() => createTokenVerifier(options)).toThrow('The option `httpHosts` belongs to `jwksUrl`')
})
