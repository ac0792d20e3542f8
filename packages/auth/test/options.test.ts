import * as auth from '@ownlist/auth'
import { type CryptoKey, importJWK } from 'jose'
import { describe, expect, test } from 'vitest'
import { readSignedClaims } from '../src/signed-claims.js'
import { audience, issuer, newKey, tokenWith } from './tokens.js'

const url = 'https://app.example.com/api/auth/jwks'
const keys = { find: async () => null }
const revocations = { isRevoked: () => false }
const now = () => new Date()
const onFault = () => undefined

interface Case {
  readonly create: (options?: unknown) => unknown
  /** Values that are accepted. */
  readonly required: Readonly<Record<string, unknown>>
  readonly optional: Readonly<Record<string, unknown>>
}

/** What an untyped caller can do: call any function with anything. */
const untyped = (create: unknown) => create as Case['create']

/** Every exported function that takes options. */
const cases: Readonly<Record<string, Case>> = {
  createKeySet: {
    create: untyped(auth.createKeySet),
    required: { url },
    optional: {
      httpHosts: ['web'],
      refreshMs: 1_000,
      cooldownMs: 1_000,
      maxAgeMs: 1_000,
      timeoutMs: 1_000,
      onFault,
    },
  },
  createRevocationList: {
    create: untyped(auth.createRevocationList),
    required: { url, keys, issuer, audience },
    optional: { httpHosts: ['web'], pollMs: 1_000, timeoutMs: 1_000, clockTolerance: 10, onFault, now },
  },
  createTokenVerifier: {
    create: untyped(auth.createTokenVerifier),
    required: { keys, issuer, audience },
    optional: { jwksUrl: undefined, httpHosts: undefined, revocations, remember: 10, clockTolerance: 10, now },
  },
}

/** Exports that take no options: the error classes. */
const withoutOptions = ['InvalidTokenError', 'KeysUnavailableError', 'MissingTokenError']

test('every exported function has a case here', () => {
  const functions = Object.entries(auth).filter(([, value]) => typeof value === 'function')
  expect(functions.map(([name]) => name).sort()).toEqual([...Object.keys(cases), ...withoutOptions].sort())
})

function messageOf(call: () => unknown): string {
  try {
    call()
  } catch (error) {
    if (error instanceof TypeError) return error.message
  }
  throw new Error('It did not throw a TypeError')
}

/** Values that are invalid for every option of every function. */
const wrong: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['an empty string', ''],
  ['a blank string', ' \n'],
  ['an empty array', []],
  ['an array of one string', ['https://app.example.com']],
  ['NaN', Number.NaN],
  ['a negative number', -1],
  ['an infinite number', Number.POSITIVE_INFINITY],
  ['true', true],
  ['an object without the method', {}],
  ['an object with only the name of the method', { find: true, isRevoked: 'yes' }],
]

describe.each(Object.entries(cases))('%s', (_name, { create, required, optional }) => {
  const good = { ...required, ...optional }
  const without = (name: string) => Object.fromEntries(Object.entries(good).filter(([key]) => key !== name))

  test('accepts valid options, and undefined for each optional one', () => {
    const undefinedOnes = Object.fromEntries(Object.keys(optional).map((name) => [name, undefined]))
    for (const options of [good, required, { ...required, ...undefinedOnes }]) {
      const made = create(options) as Disposable
      made[Symbol.dispose]()
    }
  })

  test.each(wrong)('refuses %s as any option, and names it', (_what, value) => {
    for (const name of Object.keys(good)) {
      const refused = () => create({ ...good, [name]: value })
      expect(refused, name).toThrow(TypeError)
      expect(refused, name).toThrow(`\`${name}\``)
    }
  })

  test('refuses a number in a string, such as a setting that was not parsed', () => {
    for (const name of Object.keys(good).filter((name) => typeof optional[name] === 'number')) {
      expect(() => create({ ...good, [name]: '5000' }), name).toThrow(`\`${name}\``)
    }
  })

  test('refuses a required option that is missing or undefined, and names it', () => {
    for (const name of Object.keys(required)) {
      expect(() => create(without(name)), name).toThrow(`\`${name}\``)
      expect(() => create({ ...good, [name]: undefined }), name).toThrow(`\`${name}\``)
    }
  })

  test.each([[undefined], [null], ['https://app.example.com'], [[]], [7], [() => good]])(
    'refuses %o as options',
    (options) => expect(() => create(options)).toThrow(/^The options must be an object, not /),
  )

  test('refuses a call without an argument', () => expect(() => create()).toThrow(TypeError))

  test('refuses an unknown option, and lists the known ones', () => {
    for (const name of ['isuer', 'issuers', 'jwksURL', 'revocation', 'Audience', 'clock']) {
      const [said, names = ''] = messageOf(() => create({ ...good, [name]: 'x' })).split('. The options are ')
      expect(said).toBe(`There is no option \`${name}\``)
      expect(names.split(', ').sort()).toEqual(Object.keys(good).sort())
    }
  })
})

test.each<[string, unknown, string]>([
  ['undefined', undefined, 'not undefined'],
  ['null', null, 'not null'],
  ['NaN', Number.NaN, 'not NaN'],
  ['a number', 7, 'not 7'],
  ['an array', ['https://app.example.com'], 'not an array'],
  ['a string', 'secret', 'not this string'],
  ['an object', { secret: 'hidden' }, 'not this object'],
])('an error about an option says that it was %s', (_what, url, kind) => {
  expect(messageOf(() => untyped(auth.createKeySet)({ url }))).toMatch(new RegExp(`, ${kind}$`))
})

test.each([1, 2 ** 31 - 1])('a timer can wait for %d ms', (refreshMs) => {
  using keys = auth.createKeySet({ url, refreshMs })
  expect(keys.ready()).toBe(false)
})

test.each([0, 2 ** 31])('a timer cannot wait for %d ms', (refreshMs) => {
  expect(() => auth.createKeySet({ url, refreshMs })).toThrow('a number of milliseconds above 0, at most 2147483647')
})

test.each([[['web', '']], [['web', 5]], [['web:8080']], [['http://web']]])('httpHosts cannot be %j', (httpHosts) => {
  expect(() => untyped(auth.createKeySet)({ url, httpHosts })).toThrow('an array of hosts without scheme and port')
})

test('an error about an option does not show its value, which may be a secret', () => {
  const create = () => untyped(auth.createKeySet)({ url: 'not-a-url-but-a-secret' })
  expect(create).toThrow('The option `url` must be a URL')
  expect(create).not.toThrow('not-a-url-but-a-secret')
})

test.each<[string, object]>([
  ['no source of keys', { jwksUrl: undefined, keys: undefined }],
  ['two sources of keys', { jwksUrl: url, keys }],
])('createTokenVerifier refuses %s', (_what, sources) => {
  const create = () => untyped(auth.createTokenVerifier)({ issuer, audience, ...sources })
  expect(create).toThrow('One of the options `jwksUrl` and `keys` must be given, and not both')
})

describe('a token from another issuer, or for another service,', async () => {
  const key = await newKey('key-1')
  const imported = (await importJWK(key.jwk, 'EdDSA')) as CryptoKey
  const foreign = tokenWith(key, { iss: 'https://evil.example', aud: 'another-service' })
  const kind = { types: [undefined], longest: 8_192 }

  test.each<[string, object]>([
    ['undefined', { issuer: undefined, audience: undefined }],
    ['no issuer', { issuer: undefined }],
    ['no audience', { audience: undefined }],
    ['lists', { issuer: ['https://evil.example'], audience: ['another-service'] }],
    ['null', { issuer: null, audience: null }],
    ['empty', { issuer: '', audience: '' }],
  ])('is never checked by jose without an issuer and an audience: %s', async (_what, expectations) => {
    const found = { find: async () => imported }
    const options = { keys: found, kind, longestLifeSeconds: 3_600, clockTolerance: 5, now, issuer, audience }
    const read = readSignedClaims(foreign, { ...options, ...expectations } as typeof options)
    await expect(read).rejects.toThrow(/^The option `(issuer|audience)` must be a non-empty string/)
  })
})

describe.each(['createTokenVerifier', 'createRevocationList'])('%s', (name) => {
  const { create, required } = cases[name] ?? { create: () => undefined, required: {} }

  test.each([0, 1, 300])('accepts a tolerance of %d seconds', (clockTolerance) => {
    const made = create({ ...required, clockTolerance }) as Disposable
    made[Symbol.dispose]()
  })

  test.each([301, 5_000, 0.5, '5s'])('refuses a tolerance of %o', (clockTolerance) => {
    expect(() => create({ ...required, clockTolerance })).toThrow('a whole number of seconds from 0 to 300')
  })
})

describe('the argument of verify', () => {
  const verifier = auth.createTokenVerifier({ keys, issuer, audience })
  test.each([[undefined], [null], [['Bearer a.b.c']], [{}], [7]])(
    'counts as a missing token if it is %o, which is not a string',
    async (value) => {
      const { verify, verifyToken } = verifier as unknown as Record<string, (value: unknown) => Promise<unknown>>
      await expect(verify?.(value)).rejects.toBeInstanceOf(auth.MissingTokenError)
      await expect(verifyToken?.(value)).rejects.toBeInstanceOf(auth.MissingTokenError)
    },
  )
})

test.each<[string, object]>([
  ['no user', { sessionId: null, issuedAt: new Date() }],
  ['a session that is undefined', { userId: 'ada', issuedAt: new Date() }],
  ['no time', { userId: 'ada', sessionId: null }],
  ['an invalid date', { userId: 'ada', sessionId: null, issuedAt: new Date(Number.NaN) }],
  ['a time in seconds', { userId: 'ada', sessionId: null, issuedAt: 1_764_000_000 }],
])('isRevoked refuses an identity with %s, instead of reporting it as not revoked', (_what, identity) => {
  using list = auth.createRevocationList({ url, keys, issuer, audience })
  expect(() => list.isRevoked(identity as auth.Identity)).toThrow(TypeError)
})
