import { createTokenVerifier } from '@ownlist/auth'
import { type CryptoKey, importJWK, type JWTVerifyOptions } from 'jose'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { badTokens } from './bad-tokens.js'
import { audience, issuer, newKey, tokenWith } from './tokens.js'

// What the verifier asks of jose, each with a weaker value and the promise that this value must break. The signature and the
// times are checked by jose alone.

type Weaken = (options: JWTVerifyOptions) => JWTVerifyOptions
const weakened = vi.hoisted(() => ({ by: ((options) => options) as Weaken }))
vi.mock('jose', async (load) => {
  const jose = await load<typeof import('jose')>()
  return {
    ...jose,
    jwtVerify: (token: string, key: CryptoKey, options: JWTVerifyOptions) =>
      jose.jwtVerify(token, key, weakened.by(options)),
  }
})
afterEach(() => {
  weakened.by = (options) => options
  vi.restoreAllMocks()
})

const key = await newKey('key-1')
const second = await newKey('key-2')
const stranger = await newKey('key-1')
const published = new Map(
  await Promise.all(
    [key, second].map(async ({ kid, jwk }) => [kid, (await importJWK(jwk, 'EdDSA')) as CryptoKey] as const),
  ),
)
const now = Math.floor(Date.now() / 1_000)

/** Verifies tokens at a time that stands still, without a cache. */
const { verifyToken } = createTokenVerifier({
  issuer,
  audience,
  keys: { find: async (kid) => published.get(kid) ?? null },
  remember: 0,
  now: () => new Date(now * 1_000),
})

const refuses = (token: string) => () => expect(verifyToken(token)).rejects.toThrow('The token is invalid')
const without = (option: keyof JWTVerifyOptions) => () => {
  weakened.by = ({ [option]: _, ...options }) => options
}
const having = (option: JWTVerifyOptions) => () => {
  weakened.by = (options) => ({ ...options, ...option })
}

interface Guard {
  readonly promise: () => Promise<unknown>
  readonly weaker: Readonly<Record<string, () => void>>
}

const noSignatures = {
  'no check of signatures': () => void vi.spyOn(crypto.subtle, 'verify').mockResolvedValue(true),
}
const [flipped, another, foreign] = ['a flipped bit', 'another’s payload', 'a key of a stranger under a known kid'].map(
  (wanted) =>
    Object.values(badTokens(key, second, stranger))
      .flat()
      .find(([name]) => name === wanted)?.[1] ?? '',
) as [string, string, string]

const guards: Readonly<Record<string, Guard>> = {
  'a token with a changed signature is refused': { promise: refuses(flipped), weaker: noSignatures },
  'a token with the claims of another is refused': { promise: refuses(another), weaker: noSignatures },
  'a token that a stranger has signed is refused': { promise: refuses(foreign), weaker: noSignatures },
  'a token of another issuer is refused': {
    promise: refuses(tokenWith(key, { iss: `${issuer}/` })),
    weaker: { 'no issuer': without('issuer') },
  },
  'a token for another service is refused': {
    promise: refuses(tokenWith(key, { aud: 'other' })),
    weaker: { 'no audience': without('audience'), 'that audience too': having({ audience: [audience, 'other'] }) },
  },
  'a token from the future is refused': {
    promise: refuses(tokenWith(key, { iat: now + 60, exp: now + 120 })),
    weaker: { 'no greatest age': without('maxTokenAge'), 'a larger tolerance': having({ clockTolerance: 60 }) },
  },
  'a token that expired longer ago than the tolerance is refused': {
    promise: refuses(tokenWith(key, { iat: now - 300, exp: now - 5 })),
    weaker: {
      'a second more': having({ clockTolerance: 6 }),
      'an earlier time': having({ currentDate: new Date((now - 5) * 1_000) }),
    },
  },
  'a token that expired within the tolerance is accepted': {
    promise: () => expect(verifyToken(tokenWith(key, { iat: now - 300, exp: now - 4 }))).resolves.toBeDefined(),
    weaker: { 'a second less': having({ clockTolerance: 4 }), 'no tolerance': without('clockTolerance') },
  },
}

describe.each(Object.entries(guards))('%s', (_name, { promise, weaker }) => {
  test('holds with the options of the verifier', promise)

  test.each(Object.entries(weaker))('is broken with %s', async (_option, weaken) => {
    weaken()
    await expect(promise()).rejects.toThrow()
  })
})

test('tokens of other algorithms are refused even if jose allows each one', async () => {
  weakened.by = ({ algorithms: _, ...options }) => options
  for (const [, token] of badTokens(key, second, stranger).algorithms ?? []) await refuses(token)()
})
