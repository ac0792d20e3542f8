import { setTimeout } from 'node:timers/promises'
import { createTokenVerifier, InvalidTokenError, MissingTokenError } from '@ownlist/auth'
import { type CryptoKey, importJWK } from 'jose'
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest'
import { badTokens } from './bad-tokens.js'
import {
  audience,
  encode,
  goodClaims,
  goodHeader,
  issuer,
  newKey,
  signParts,
  startJwks,
  type TestKey,
  tokenWith,
} from './tokens.js'

const key = await newKey('key-1')
const second = await newKey('key-2')
const stranger = { ...(await newKey('key-1')), kid: 'key-1' }

async function verifierFor(...held: TestKey[]) {
  const keys = new Map<string, CryptoKey>()
  for (const { kid, jwk } of held) keys.set(kid, (await importJWK(jwk, 'EdDSA')) as CryptoKey)
  return createTokenVerifier({ issuer, audience, keys: { find: async (kid) => keys.get(kid) ?? null } })
}
const verifier = await verifierFor(key, second)
const verify = (token: string) => verifier.verify(`Bearer ${token}`)
const now = Math.floor(Date.now() / 1_000)

describe('accepts', () => {
  test.each<[string, string]>([
    ['a token of the issuer', tokenWith(key)],
    ['typ JWT', tokenWith(key, {}, { typ: 'JWT' })],
    ['typ at+jwt', tokenWith(key, {}, { typ: 'at+jwt' })],
    ['an audience that is one of several', tokenWith(key, { aud: ['other', audience] })],
    ['one that expired within the tolerance', tokenWith(key, { iat: now - 300, exp: now - 1 })],
    ['the tokens of each published key', tokenWith(second)],
    ['unknown claims', tokenWith(key, { scope: 'x' })],
    ['an unknown claim that is null', tokenWith(key, { nickname: null })],
    ['a subject of 64 characters', tokenWith(key, { sub: 'a'.repeat(64) })],
  ])('%s', async (_name, token) => {
    expect(await verify(token)).toMatchObject({ userId: expect.any(String), expiresAt: expect.any(Date) })
  })

  test('the scheme in upper and lower case, and returns sub, sid, iat and exp', async () => {
    const token = tokenWith(key, { sub: 'ada', sid: 'session-1', iat: now, exp: now + 60 })
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
      expect(await verifier.verify(`${scheme} ${token}`)).toEqual({
        userId: 'ada',
        sessionId: 'session-1',
        scopes: null,
        clientId: null,
        issuedAt: new Date(now * 1_000),
        expiresAt: new Date((now + 60) * 1_000),
      })
    }
  })
})

test('a token of exactly 8,192 characters is accepted, and a longer one is refused', async () => {
  // With a `kid` of this length, a token can have exactly that length: base64url does not have every length.
  const own = await newKey('key-10')
  const { verifyToken } = await verifierFor(own)
  const emptyClaims = JSON.stringify({ ...goodClaims(), x: '' }).length
  const withPayload = (bytes: number) => tokenWith(own, { x: 'x'.repeat(bytes - emptyClaims) })
  const [longest, tooLong] = [withPayload(6_048), withPayload(6_049)]
  expect(longest).toHaveLength(8_192)
  expect(await verifyToken(longest)).toMatchObject({ userId: 'user-1' })
  await expect(verifyToken(tooLong)).rejects.toBeInstanceOf(InvalidTokenError)
})

describe('reads the scope', () => {
  const longest = 'a'.repeat(64)
  test.each<[string, string[]]>([
    ['notes:read', ['notes:read']],
    ['notes:read notes:write', ['notes:read', 'notes:write']],
    [`${longest} ~!#[]`, [longest, '~!#[]']],
    // 512 characters, the maximum.
    [`${`${'a'.repeat(63)} `.repeat(7)}${longest}`, [...Array(7).fill('a'.repeat(63)), longest]],
    ['abcdefg '.repeat(64).trim(), Array(64).fill('abcdefg')],
  ])('%j', async (scope, scopes) => {
    const token = tokenWith(key, { scope })
    expect(await verify(token)).toMatchObject({ scopes })
    // From the cache, the token has the same scopes.
    expect(await verify(token)).toMatchObject({ scopes })
  })
})

describe('reads the name of the app', () => {
  test.each(['a', 'Claude Code', 'Zoë’s 🌱 app', 'مهام', 'a'.repeat(64), '🌱'.repeat(64), '{"a": 1}', '<b>'])(
    '%s',
    async (clientId) => {
      const token = tokenWith(key, { client_id: clientId })
      expect(await verify(token)).toMatchObject({ clientId })
      // The token has the same name when it comes from the cache.
      expect(await verify(token)).toMatchObject({ clientId })
    },
  )
})

describe('finds no token in', () => {
  const token = tokenWith(key)
  test.each<[string, unknown]>([
    ['no header', undefined],
    ['an empty header', ''],
    ['a scheme alone', 'Bearer'],
    ['a scheme and a space', 'Bearer '],
    ['the scheme Basic', `Basic ${token}`],
    ['the scheme Token', `Token ${token}`],
    ['a scheme that starts with Bearer', `BearerX ${token}`],
    ['a token without a scheme', token],
    ['two spaces', `Bearer  ${token}`],
    ['a tab', `Bearer\t${token}`],
    ['something after the token', `Bearer ${token} x`],
    ['a space before the scheme', ` Bearer ${token}`],
    ['a word before the scheme', `Basic Bearer ${token}`],
    ['a list of headers', [`Bearer ${token}`]],
  ])('%s', async (_name, header) => {
    await expect(verifier.verify(header as string)).rejects.toBeInstanceOf(MissingTokenError)
  })
  test.each([undefined, null, 1, ['token']])('%j in place of a token', async (given) => {
    await expect(verifier.verifyToken(given as unknown as string)).rejects.toBeInstanceOf(MissingTokenError)
  })
})

describe.each(Object.entries(badTokens(key, second, stranger)))('refuses bad %s:', (_class, cases) => {
  test.each(cases)('%s', async (_name, token) => {
    const error = await verify(token).catch((error: unknown) => error)
    // With a line break or a space, it is not a bearer token at all. It is refused in both cases, with the error that fits.
    if (/\s/.test(token)) return expect(error).toBeInstanceOf(MissingTokenError)
    expect(error).toBeInstanceOf(InvalidTokenError)
    expect(error).toMatchObject({ code: 'TOKEN_INVALID', message: 'The token is invalid' })
  })
})

// Among the bad algorithms and headers, only these have a valid kid, so the verifier has to look for the key.
const mayBeLookedFor = [
  'kid "nope"',
  'kid "__proto__"',
  'the kid of another key',
  'a key of a stranger under a known kid',
]

test('no key is looked for if a token cannot be parsed or its header is invalid', async () => {
  const asked: string[] = []
  const watched = createTokenVerifier({
    issuer,
    audience,
    keys: {
      async find(kid) {
        asked.push(kid)
        return null
      },
    },
  })
  const { algorithms = [], headers = [], claims = [] } = badTokens(key, second, stranger)
  const unreadable = claims.filter(([name]) => name.includes('UTF-8'))
  for (const [name, token] of [...algorithms, ...headers, ...unreadable]) {
    if (mayBeLookedFor.includes(name)) continue
    await expect(watched.verify(`Bearer ${token}`)).rejects.toBeInstanceOf(InvalidTokenError)
    expect(asked, name).toEqual([])
  }
})

test('a token that expires when it is issued is refused, even within the tolerance', async () => {
  await expect(verify(tokenWith(key, { iat: now, exp: now }))).rejects.toBeInstanceOf(InvalidTokenError)
})

test('the reason why a token cannot be parsed is the cause of the error', async () => {
  const unreadable = signParts(key, encode(goodHeader(key)), encode('{'))
  await expect(verify(unreadable)).rejects.toMatchObject({ cause: expect.any(SyntaxError) })
})

test('an error of the key set is not reported as a bad token', async () => {
  const keys = { find: async () => ({}) as CryptoKey }
  const error = await createTokenVerifier({ issuer, audience, keys }).verifyToken(tokenWith(key)).catch(String)
  expect(error).toContain('TypeError')
})

test('no address that a token names is called', async () => {
  await using canary = await startJwks([stranger.jwk])
  for (const by of [key, stranger]) {
    for (const member of ['jku', 'x5u']) {
      await expect(verify(tokenWith(by, {}, { [member]: canary.url }))).rejects.toBeInstanceOf(InvalidTokenError)
    }
  }
  expect(canary.hits()).toBe(0)
})

describe('a verified token', () => {
  const identity = {
    userId: 'user-1',
    sessionId: null,
    scopes: null,
    clientId: null,
    issuedAt: expect.any(Date),
    expiresAt: expect.any(Date),
  }

  /** A verifier whose clock and keys the test controls. `find` is called for each verification, from the cache or not. */
  async function watchedVerifier(remember?: number) {
    const state = { now: new Date(), key: (await importJWK(key.jwk, 'EdDSA')) as CryptoKey | null }
    const verifySignature = vi.spyOn(crypto.subtle, 'verify')
    verifySignature.mockClear()
    const verifier = createTokenVerifier({
      issuer,
      audience,
      keys: { find: async () => state.key },
      now: () => state.now,
      ...(remember === undefined ? {} : { remember }),
    })
    return { state, signatures: () => verifySignature.mock.calls.length, verify: verifier.verifyToken }
  }

  test('is not verified again', async () => {
    const { verify, signatures } = await watchedVerifier()
    const token = tokenWith(key)
    expect(await verify(token)).toEqual(identity)
    expect(await verify(token)).toEqual(identity)
    expect(signatures()).toBe(1)
  })

  test('is verified each time if the cache is off, and dropped from a full cache when others are more recent', async () => {
    const forgetful = await watchedVerifier(0)
    const token = tokenWith(key)
    for (let n = 0; n < 3; n++) await forgetful.verify(token)
    expect(forgetful.signatures()).toBe(3)
    const small = await watchedVerifier(2)
    for (const sub of ['user-1', 'a', 'b', 'user-1'])
      await small.verify(tokenWith(key, { sub, iat: now, exp: now + 300 }))
    expect(small.signatures()).toBe(4)
  })

  test('is refused once it has expired', async () => {
    const { verify, state, signatures } = await watchedVerifier()
    const token = tokenWith(key)
    const { expiresAt } = await verify(token)
    state.now = new Date(expiresAt.getTime() + 4_999)
    expect(await verify(token)).toEqual(identity)
    // Within the tolerance it is still cached.
    expect(signatures()).toBe(1)
    state.now = new Date(expiresAt.getTime() + 5_000)
    await expect(verify(token)).rejects.toBeInstanceOf(InvalidTokenError)
  })

  test('is refused once its key is removed, or replaced by another key with the same kid', async () => {
    const { verify, state } = await watchedVerifier()
    const token = tokenWith(key)
    await verify(token)
    state.key = (await importJWK(stranger.jwk, 'EdDSA')) as CryptoKey
    await expect(verify(token)).rejects.toBeInstanceOf(InvalidTokenError)
    state.key = null
    await expect(verify(token)).rejects.toBeInstanceOf(InvalidTokenError)
  })

  test('does not validate another token that differs only in its signature', async () => {
    const { verify } = await watchedVerifier()
    const token = tokenWith(key)
    await verify(token)
    await expect(
      verify(`${token.slice(0, -2)}${token.at(-2) === 'A' ? 'B' : 'A'}${token.at(-1)}`),
    ).rejects.toBeInstanceOf(InvalidTokenError)
  })
})

describe('the tolerance for clocks', async () => {
  // The same key object each time, because a token is cached with the key that verified it.
  const published = (await importJWK(key.jwk, 'EdDSA')) as CryptoKey
  const keys = { find: async () => published }
  /** For each time, the token that is just accepted, and the token that is just refused. */
  const late = (seconds: number) => tokenWith(key, { iat: now - 300, exp: now - seconds })
  const early = (seconds: number) => tokenWith(key, { iat: now + seconds, exp: now + seconds + 60 })
  const notYet = (seconds: number) => tokenWith(key, { iat: now, exp: now + 60, nbf: now + seconds })
  const frozen = { issuer, audience, keys, now: () => new Date(now * 1_000) }

  describe.each([0, 1, 5, 60, 300])('of %d seconds', (clockTolerance) => {
    const verifier = createTokenVerifier({ ...frozen, clockTolerance })
    test.each([
      ['exp', late, clockTolerance - 1],
      ['iat', early, clockTolerance],
      ['nbf', notYet, clockTolerance],
    ] as const)('applies to %s, to the second', async (_claim, tokenOff, most) => {
      await expect(verifier.verifyToken(tokenOff(most))).resolves.toMatchObject({ userId: 'user-1' })
      await expect(verifier.verifyToken(tokenOff(most + 1))).rejects.toBeInstanceOf(InvalidTokenError)
    })
  })

  test('is 5 seconds unless an option says otherwise', async () => {
    const verifier = createTokenVerifier(frozen)
    await expect(verifier.verifyToken(late(4))).resolves.toBeDefined()
    await expect(verifier.verifyToken(late(5))).rejects.toBeInstanceOf(InvalidTokenError)
  })

  test('applies to cached tokens too', async () => {
    for (const clockTolerance of [0, 60]) {
      let seconds = now
      const verifier = createTokenVerifier({ ...frozen, now: () => new Date(seconds * 1_000), clockTolerance })
      const token = tokenWith(key, { iat: now, exp: now + 60 })
      await verifier.verifyToken(token)
      seconds = now + 60 + clockTolerance - 1
      await expect(verifier.verifyToken(token)).resolves.toBeDefined()
      seconds += 1
      await expect(verifier.verifyToken(token)).rejects.toBeInstanceOf(InvalidTokenError)
    }
  })
})

test('a verifier can fetch the keys itself, from the JWKS address', async () => {
  await using jwks = await startJwks([key.jwk])
  using own = createTokenVerifier({ jwksUrl: jwks.url, issuer, audience })
  expect(await own.verify(`Bearer ${tokenWith(key)}`)).toMatchObject({ userId: 'user-1' })
  expect(await own.verifyToken(tokenWith(key))).toMatchObject({ userId: 'user-1' })
  await expect(own.verifyToken(tokenWith(stranger))).rejects.toBeInstanceOf(InvalidTokenError)
  await expect(own.verifyToken(`Bearer ${tokenWith(key)}`)).rejects.toBeInstanceOf(InvalidTokenError)
})

test('a verifier no longer fetches keys after it was disposed of', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  await using jwks = await startJwks([key.jwk])
  const options = { jwksUrl: jwks.url, issuer, audience }
  const own = createTokenVerifier(options)
  using other = createTokenVerifier(options)
  for (const verifier of [own, other]) await verifier.verifyToken(tokenWith(key))
  own[Symbol.dispose]()
  vi.advanceTimersByTime(600_000)
  // Only the other verifier has fetched again.
  await expect.poll(jwks.hits).toBe(3)
  await setTimeout(100)
  expect(jwks.hits()).toBe(3)
})

const changes = inject('long') ? 100_000 : 10_000

test(`a valid token with one random change is refused, ${changes} times`, { timeout: 300_000 }, async () => {
  const token = tokenWith(key)
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ '
  let accepted = 0
  for (let n = 0; n < changes; n++) {
    const at = n % token.length
    const letter = letters[(n * 7 + Math.floor(n / token.length)) % letters.length] ?? 'A'
    const changed = token.slice(0, at) + letter + token.slice(at + 1)
    if (changed === token) continue
    await verify(changed).then(
      () => accepted++,
      () => undefined,
    )
  }
  expect(accepted).toBe(0)
})
