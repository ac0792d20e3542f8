import { createHmac } from 'node:crypto'
import { createTokenVerifier, InvalidTokenError, MissingTokenError } from '@ownlist/auth'
import { type CryptoKey, importJWK } from 'jose'
import { describe, expect, test, vi } from 'vitest'
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
    ['one that expired within the tolerance', tokenWith(key, { iat: now - 300, exp: now - 3 })],
    ['the tokens of each published key', tokenWith(second)],
    ['claims it does not know', tokenWith(key, { scope: 'x' })],
    ['a subject of 64 characters', tokenWith(key, { sub: 'a'.repeat(64) })],
  ])('%s', async (_name, token) => {
    expect(await verify(token)).toMatchObject({ userId: expect.any(String), expiresAt: expect.any(Date) })
  })

  test('the scheme in any case, and returns sub and exp', async () => {
    const token = tokenWith(key, { sub: 'ada', exp: now + 60 })
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
      expect(await verifier.verify(`${scheme} ${token}`)).toEqual({
        userId: 'ada',
        expiresAt: new Date((now + 60) * 1_000),
      })
    }
  })
})

describe('finds no token in', () => {
  const token = tokenWith(key)
  test.each([undefined, '', 'Bearer', 'Bearer ', `Basic ${token}`, `Token ${token}`, `BearerX ${token}`, token])(
    '%j',
    (header) => expect(verifier.verify(header)).rejects.toBeInstanceOf(MissingTokenError),
  )
  test.each([`Bearer  ${token}`, `Bearer\t${token}`, `Bearer ${token} x`, ` Bearer ${token}`])('%j', (header) =>
    expect(verifier.verify(header)).rejects.toBeInstanceOf(MissingTokenError),
  )
})

const [header, payload, signature] = tokenWith(key).split('.') as [string, string, string]
const hmac = (secret: string | Buffer, alg = 'HS256') => {
  const signed = `${encode({ alg, kid: key.kid })}.${payload}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}
const withHeader = (json: string) => signParts(key, encode(json), payload)
const withPayload = (bytes: string | Uint8Array) => signParts(key, encode(goodHeader(key)), encode(bytes))

const badAlgorithms: [string, string][] = [
  ['alg none without signature', `${encode({ alg: 'none', kid: key.kid })}.${payload}.`],
  ['alg none with the old signature', `${encode({ alg: 'none', kid: key.kid })}.${payload}.${signature}`],
  ...['None', 'nOnE', 'eddsa', 'Ed25519', 'ES256', 'RS256', '', 1, null, ['EdDSA'], undefined].map(
    (alg): [string, string] => [`alg ${JSON.stringify(alg)}`, tokenWith(key, {}, { alg })],
  ),
  ['HS256 with the public key as PEM', hmac(key.publicKey.export({ type: 'spki', format: 'pem' }) as string)],
  ['HS256 with the public key’s bytes', hmac(Buffer.from(key.jwk.x ?? '', 'base64url'))],
  ['HS256 with an empty key', hmac('')],
]

const badHeaders: [string, string][] = [
  ...[undefined, '', 1, null, {}, [key.kid], 'nope', '../../dev/null', "' OR 1=1 --", '__proto__', 'k'.repeat(65)].map(
    (kid): [string, string] => [`kid ${JSON.stringify(kid)?.slice(0, 30)}`, tokenWith(key, {}, { kid })],
  ),
  ['the kid of another key', tokenWith(second, {}, { kid: key.kid })],
  ['a key of a stranger under a known kid', tokenWith(stranger)],
  ...Object.entries({
    jwk: stranger.jwk,
    jku: 'https://evil.example/jwks',
    x5u: 'https://evil.example/x',
    x5c: ['MA=='],
    crit: ['exp'],
    b64: true,
    cty: 'JWT',
    zip: 'DEF',
    nonce: 'x',
  }).map(([member, value]): [string, string] => [`a header with ${member}`, tokenWith(key, {}, { [member]: value })]),
  ...['logout+jwt', 'dpop+jwt', 'jwt', '', 1, null].map((typ): [string, string] => [
    `typ ${JSON.stringify(typ)}`,
    tokenWith(key, {}, { typ }),
  ]),
  ['alg given twice', withHeader(`{"alg":"none","alg":"EdDSA","kid":"${key.kid}"}`)],
  ['alg given twice, once by an escape', withHeader(`{"\\u0061lg":"none","alg":"EdDSA","kid":"${key.kid}"}`)],
  ['a header that is an array', withHeader('["EdDSA"]')],
  ['a header that is null', withHeader('null')],
  ['a header that is no JSON', withHeader('{alg}')],
  ['a header with a byte order mark', withHeader(`\uFEFF{"alg":"EdDSA","kid":"${key.kid}"}`)],
  ['alg in the prototype', withHeader(`{"__proto__":{"alg":"EdDSA"},"kid":"${key.kid}"}`)],
]

const notStrings = [null, '', 1, true, [], {}, { not: '' }]
const notTimes = [null, `${now + 60}`, true, [], {}, 1.5, Number.MAX_SAFE_INTEGER + 2]
const badClaims: [string, string][] = [
  ...['iss', 'aud', 'sub', 'iat', 'exp'].map((claim): [string, string] => [
    `no ${claim}`,
    tokenWith(key, { [claim]: undefined }),
  ]),
  ...notStrings.flatMap((value) =>
    ['iss', 'aud', 'sub'].map((claim): [string, string] => [
      `${claim} ${JSON.stringify(value)}`,
      tokenWith(key, { [claim]: value }),
    ]),
  ),
  ...notTimes.flatMap((value) =>
    ['iat', 'exp'].map((claim): [string, string] => [
      `${claim} ${JSON.stringify(value)}`,
      tokenWith(key, { [claim]: value }),
    ]),
  ),
  ...['a b', 'a/b', 'a\0', 'ä', 'a'.repeat(65), '../x'].map((sub): [string, string] => [
    `sub ${JSON.stringify(sub).slice(0, 20)}`,
    tokenWith(key, { sub }),
  ]),
  ...[
    `${audience}/`,
    audience.slice(0, -1),
    `${audience} other`,
    issuer,
    audience.toUpperCase(),
    ['other'],
    [audience, 1],
  ].map((aud): [string, string] => [`aud ${JSON.stringify(aud)}`, tokenWith(key, { aud })]),
  ...[
    `${issuer}/`,
    issuer.replace('https', 'http'),
    issuer.toUpperCase(),
    `${issuer} `,
    [issuer],
    issuer.slice(0, -1),
  ].map((iss): [string, string] => [`iss ${JSON.stringify(iss)}`, tokenWith(key, { iss })]),
  ['exp past the tolerance', tokenWith(key, { iat: now - 300, exp: now - 8 })],
  ['exp 0', tokenWith(key, { exp: 0 })],
  ['exp negative', tokenWith(key, { exp: -1 })],
  ['exp in milliseconds', tokenWith(key, { exp: Date.now() + 60_000 })],
  ['exp in ten years', tokenWith(key, { exp: now + 10 * 365 * 86_400 })],
  ['exp that is infinite', withPayload(JSON.stringify(goodClaims()).replace(/"exp":\d+/, '"exp":1e999'))],
  ['exp before iat', tokenWith(key, { iat: now, exp: now - 1 })],
  ['iat in the future', tokenWith(key, { iat: now + 60, exp: now + 120 })],
  ['iat hours ago', tokenWith(key, { iat: now - 7_200, exp: now + 60 })],
  ['nbf in the future', tokenWith(key, { nbf: now + 60 })],
  ['nbf that is a string', tokenWith(key, { nbf: `${now}` })],
  ['nbf that is not whole', tokenWith(key, { nbf: 1.5 })],
  ['nbf null', tokenWith(key, { nbf: null })],
  ['a member given twice deep inside', withPayload(JSON.stringify(goodClaims()).replace('{', '{"x":[{"a":1,"a":2}],'))],
  ['sub given twice', withPayload(JSON.stringify(goodClaims()).replace('{', '{"sub":"user-2",'))],
  ['a payload with a byte order mark', withPayload(`\uFEFF${JSON.stringify(goodClaims())}`)],
  ['a payload that is an array', withPayload('[]')],
  ['a payload that is a string', withPayload('"x"')],
  ['a payload that is null', withPayload('null')],
  ['a payload cut short', withPayload(JSON.stringify(goodClaims()).slice(0, -1))],
  ['a payload with something after it', withPayload(`${JSON.stringify(goodClaims())}x`)],
  ['a payload that is not UTF-8', withPayload(Uint8Array.of(0x7b, 0xff, 0x7d))],
  ['a payload in UTF-16', withPayload(Buffer.from(JSON.stringify(goodClaims()), 'utf16le'))],
]

const nextLetter = (letter: string) => String.fromCharCode(letter.charCodeAt(0) + 1)
const badShapes: [string, string][] = [
  ['one part', header],
  ['two parts', `${header}.${payload}`],
  ['four parts', `${header}.${payload}.${signature}.`],
  ['five parts', `${header}.${payload}.${signature}.a.b`],
  ['a leading dot', `.${header}.${payload}.${signature}`],
  ['an empty part', `${header}..${signature}`],
  ['padding', `${header}.${payload}.${signature}==`],
  ['a line break', `${header}.${payload.slice(0, 9)}\n${payload.slice(9)}.${signature}`],
  ['standard base64', `${header}.${payload}.${signature.slice(0, 9)}+/${signature.slice(11)}`],
  [
    'a last character with stray bits',
    `${header}.${payload}.${signature.slice(0, -1)}${nextLetter(signature.slice(-1))}`,
  ],
  ['a signature one byte short', `${header}.${payload}.${signature.slice(0, -2)}`],
  ['half a signature', `${header}.${payload}.${signature.slice(0, 43)}`],
  ['no signature', `${header}.${payload}.`],
  ['a signature of zeros', `${header}.${payload}.${encode(new Uint8Array(64))}`],
  ['a flipped bit', `${header}.${payload}.${signature[0] === 'A' ? 'B' : 'A'}${signature.slice(1)}`],
  ['another’s payload', `${header}.${encode({ ...goodClaims(), sub: 'user-2' })}.${signature}`],
  ['another’s header', `${encode(goodHeader(second))}.${payload}.${signature}`],
  ['JSON serialisation', JSON.stringify({ protected: header, payload, signature })],
  ['a megabyte', `${header}.${'A'.repeat(1_000_000)}.${signature}`],
  ['a million dots', '.'.repeat(1_000_000)],
  ['an encoded dot', `${header}%2E${payload}%2E${signature}`],
  ['quotes', `"${header}.${payload}.${signature}"`],
]

describe.each([
  ['algorithms', badAlgorithms],
  ['headers', badHeaders],
  ['claims', badClaims],
  ['shapes', badShapes],
])('refuses bad %s:', (_class, cases) => {
  test.each(cases)('%s', async (_name, token) => {
    const error = await verify(token).catch((error: unknown) => error)
    // A line break or a space makes it no bearer token at all; either way it is refused, and as what it is.
    if (/\s/.test(token)) return expect(error).toBeInstanceOf(MissingTokenError)
    expect(error).toBeInstanceOf(InvalidTokenError)
    expect(error).toMatchObject({ code: 'TOKEN_INVALID', message: 'The token is not valid' })
  })
})

describe('a verified token', () => {
  const identity = { userId: 'user-1', expiresAt: expect.any(Date) }

  /** A verifier whose clock and keys the test holds; `find` is asked for each verification, remembered or not. */
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

  test('is verified each time when none is to be remembered, and forgotten when others are more recent', async () => {
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
    const { verify, state } = await watchedVerifier()
    const token = tokenWith(key)
    await verify(token)
    state.now = new Date(Date.now() + 304_000)
    expect(await verify(token)).toEqual(identity)
    state.now = new Date(Date.now() + 306_000)
    await expect(verify(token)).rejects.toBeInstanceOf(InvalidTokenError)
  })

  test('is refused once its key is gone, or is another under the same kid', async () => {
    const { verify, state } = await watchedVerifier()
    const token = tokenWith(key)
    await verify(token)
    state.key = (await importJWK(stranger.jwk, 'EdDSA')) as CryptoKey
    await expect(verify(token)).rejects.toBeInstanceOf(InvalidTokenError)
    state.key = null
    await expect(verify(token)).rejects.toBeInstanceOf(InvalidTokenError)
  })

  test('says nothing for one that differs in its signature alone', async () => {
    const { verify } = await watchedVerifier()
    const token = tokenWith(key)
    await verify(token)
    await expect(
      verify(`${token.slice(0, -2)}${token.at(-2) === 'A' ? 'B' : 'A'}${token.at(-1)}`),
    ).rejects.toBeInstanceOf(InvalidTokenError)
  })
})

test('a verifier can keep the keys itself, from the address of the JWKS', async () => {
  await using jwks = await startJwks([key.jwk])
  using own = createTokenVerifier({ jwksUrl: jwks.url, issuer, audience })
  expect(await own.verify(`Bearer ${tokenWith(key)}`)).toMatchObject({ userId: 'user-1' })
  expect(await own.verifyToken(tokenWith(key))).toMatchObject({ userId: 'user-1' })
  await expect(own.verifyToken(tokenWith(stranger))).rejects.toBeInstanceOf(InvalidTokenError)
  await expect(own.verifyToken(`Bearer ${tokenWith(key)}`)).rejects.toBeInstanceOf(InvalidTokenError)
})

test('10,000 single changes to a good token are all refused', async () => {
  const token = tokenWith(key)
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ '
  let accepted = 0
  for (let n = 0; n < 10_000; n++) {
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
