import * as client from '@ownlist/client'
import * as node from '@ownlist/client/node'
import * as react from '@ownlist/client/react'
import * as testing from '@ownlist/client/testing'
import { readRight } from '@ownlist/scopes'
import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { abortedSignal } from './signals.js'

const url = 'https://api.example.com'

interface Case {
  /** Takes the options, and throws or rejects on an invalid one. */
  readonly call: (options?: unknown) => unknown
  /** Values that are accepted. */
  readonly required: Readonly<Record<string, unknown>>
  readonly optional: Readonly<Record<string, unknown>>
}

type Untyped = (...args: readonly unknown[]) => unknown

/** What an untyped caller can do: call any function with anything. */
const untyped = (called: unknown) => called as Untyped

/** The same for a function with separate arguments. */
const positional =
  (called: unknown, ...names: readonly string[]) =>
  (options: unknown) =>
    untyped(called)(...names.map((name) => (options as Record<string, unknown>)[name]))

const api = {
  required: { url, token: 'fixed' },
  optional: { stream: true, attempts: 2, timeoutMs: 1_000, fetch, headers: { traceparent: '00' } },
}
const onSignedOut = () => undefined

/** Suppresses its own errors, so that only those about options remain. */
const unlessRefusedByOwnlist = (error: unknown) => {
  if (!(error instanceof client.OwnlistError)) throw error
}

const Following = ({ options }: { readonly options: unknown }) => untyped(react.useLive)(options) as ReactNode

/** Every exported function that takes options, or arguments that can be invalid. */
const cases: Readonly<Record<string, Case>> = {
  createApiClient: { call: untyped(client.createApiClient), ...api },
  apiLinks: { call: untyped(client.apiLinks), ...api },
  deviceLogin: {
    call: async (options) => await Promise.resolve(untyped(client.deviceLogin)(options)).catch(unlessRefusedByOwnlist),
    required: { webUrl: 'http://127.0.0.1:9', program: 'a test', onCode: () => undefined },
    optional: { scopes: [readRight], signal: abortedSignal() },
  },
  apiContractVersion: {
    call: async (options) =>
      await Promise.resolve(untyped(client.apiContractVersion)(options)).catch(unlessRefusedByOwnlist),
    required: { url: 'http://127.0.0.1:9' },
    optional: { fetch: async () => new Response('{}'), timeoutMs: 1_000, signal: abortedSignal() },
  },
  browserSession: { call: untyped(client.browserSession), required: {}, optional: { webUrl: url, onSignedOut } },
  programSession: {
    call: untyped(client.programSession),
    required: { webUrl: url, session: 'session' },
    optional: { onSignedOut },
  },
  createTokenSource: {
    call: untyped(client.createTokenSource),
    required: { fetchToken: async () => 'token' },
    optional: { refreshBeforeMs: 1_000, timeoutMs: 1_000 },
  },
  ApiProvider: {
    call: (props) => renderToStaticMarkup(createElement(() => untyped(react.ApiProvider)(props) as ReactNode)),
    required: { ...api.required, queryClient: react.createApiQueryClient() },
    optional: api.optional,
  },
  useLive: {
    call: (options) => {
      const children = createElement(Following, { options })
      const props = { ...api.required, queryClient: react.createApiQueryClient(), children }
      return renderToStaticMarkup(createElement(react.ApiProvider, props))
    },
    required: {},
    optional: { enabled: false, sharedAs: 'a user' },
  },
}

/** Exported functions with separate arguments. */
const positionalCases: Readonly<Record<string, Case>> = {
  staticToken: { call: positional(client.staticToken, 'token'), required: { token: 'fixed' }, optional: {} },
  OwnlistError: {
    call: positional(
      (...args: unknown[]) => Reflect.construct(client.OwnlistError, args),
      'code',
      'message',
      'details',
    ),
    required: { code: 'NOT_FOUND', message: 'There is no such note.' },
    optional: { details: {} },
  },
  sessionFile: { call: positional(node.sessionFile, 'path'), required: { path: '/tmp/session' }, optional: {} },
}

/** Exported functions that are tested below, take nothing, or are not ours: `api` is tRPC's. */
const others = ['createFakeClient', 'createApiQueryClient', 'api']

test('every exported function of every entry point has a case here', () => {
  const functions = [client, node, react, testing]
    .flatMap((entry) => Object.entries(entry))
    .filter(([, value]) => typeof value === 'function')
  const tested = [...Object.keys(cases), ...Object.keys(positionalCases), ...others]
  expect(functions.map(([name]) => name).sort()).toEqual(tested.sort())
})

const wrong: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['an empty string', ''],
  ['a blank string', ' \n'],
  ['an empty array', []],
  ['an array of one string', ['https://app.example.com']],
  ['an array whose members are not strings', [undefined, 7]],
  ['NaN', Number.NaN],
  ['a negative number', -1],
  ['an infinite number', Number.POSITIVE_INFINITY],
  ['a number with a fraction', 1.5],
  ['true', true],
  ['an object without methods', {}],
  ['an object with the names of methods only', { get: 1, refresh: 2, clear: 3, addEventListener: 4, mount: 5 }],
]

/** The values among these that are valid for some options. */
const right: Readonly<Record<string, readonly string[]>> = {
  stream: ['true'],
  enabled: ['true'],
  timeoutMs: ['a number with a fraction'],
  headers: ['an object without methods', 'an object with the names of methods only'],
  scopes: ['an empty array', 'an array of one string'],
  message: ['an empty string', 'a blank string'],
  details: ['an object without methods', 'an object with the names of methods only'],
}

describe.each(Object.entries({ ...cases, ...positionalCases }))('%s', (_name, { call, required, optional }) => {
  const good = { ...required, ...optional }
  const refused = async (options: unknown, name: string) => {
    const error = await Promise.resolve()
      .then(() => call(options))
      .catch((error: unknown) => error)
    expect(error, name).toBeInstanceOf(TypeError)
    expect(String(error), name).toContain(`\`${name}\``)
  }

  test('accepts valid options, and undefined for each optional one', async () => {
    const undefinedOnes = Object.fromEntries(Object.keys(optional).map((name) => [name, undefined]))
    for (const options of [good, required, { ...required, ...undefinedOnes }]) await call(options)
  })

  test.each(wrong)('refuses %s as any option, and names it', async (what, value) => {
    for (const name of Object.keys(good).filter((name) => !right[name]?.includes(what))) {
      await refused({ ...good, [name]: value }, name)
    }
  })

  test('refuses a required option that is missing or undefined, and names it', async () => {
    for (const name of Object.keys(required)) {
      await refused(Object.fromEntries(Object.entries(good).filter(([key]) => key !== name)), name)
      await refused({ ...good, [name]: undefined }, name)
    }
  })
})

describe.each(Object.entries(cases))('%s', (name, { call, required, optional }) => {
  test.each([[null], ['https://api.example.com'], [[url]], [7], [onSignedOut]])(
    'refuses %o as options',
    async (...options) => await expect(async () => await call(options[0])).rejects.toThrow(TypeError),
  )

  test('refuses a call without an argument, unless nothing is required', async () => {
    const called = async () => void (await call())
    if (Object.keys(required).length > 0) await expect(called, name).rejects.toThrow(TypeError)
    else await called()
  })

  test.each(['Url', 'weburl', 'tokens', 'timeout', 'sesion', 'toString', '__proto'])(
    'refuses the unknown option %s, and lists the known ones',
    async (unknown) => {
      const called = async () => await call({ ...required, ...optional, [unknown]: 'x' })
      await expect(called).rejects.toThrow(`There is no option \`${unknown}\`. The options are `)
    },
  )
})

describe('an address', () => {
  test.each([
    'http://localhost:4000',
    'http://127.0.0.1:4000/',
    'https://[::1]:4000',
    'HTTPS://api.example.com/prefix/',
    'https://xn--bcher-kva.example',
  ])('may be %s', (url) => void client.createApiClient({ url, token: 'fixed' }))

  test.each([
    'localhost:4000',
    'api.example.com',
    '//api.example.com',
    '/trpc',
    'ftp://api.example.com',
    'https://',
    'https://user:password@api.example.com',
    'https://api.example.com?tenant=1',
    'https://api.example.com/#top',
    'https://api example.com',
    'https://api.example.com\n',
    'undefined',
    'undefined/api',
  ])('may not be %j', (url) => {
    for (const named of [
      () => client.createApiClient({ url, token: 'fixed' }),
      () => client.programSession({ webUrl: url, session: 'session' }),
      () => client.browserSession({ webUrl: url }),
    ]) {
      expect(named).toThrow(/^The option `(url|webUrl)` must be an http or https address/)
    }
  })
})

test.each(['two words', 'line\n', 'line\r\nx-header: 1', 'ключ', '\u0000', '\u007f'])(
  'the secret %j, which is invalid in a header, is refused and not shown',
  (secret) => {
    for (const named of [
      () => client.staticToken(secret),
      () => client.createApiClient({ url, token: secret }),
      () => client.programSession({ webUrl: url, session: secret }),
    ]) {
      expect(named).toThrow(/must be a string of visible ASCII characters/)
      expect(named).not.toThrow(secret)
    }
  },
)

test.each<[string, unknown]>([
  ['procedures', undefined],
  ['procedures', null],
  ['procedures', []],
  ['procedures', 'note'],
  ['note', { note: undefined }],
  ['note', { note: () => ({}) }],
  ['note', { account: {}, note: [] }],
  ['list', { note: { list: undefined } }],
  ['list', { note: { list: { items: [] } } }],
])('createFakeClient refuses invalid %s, rather than answering NOT_FOUND', (name, procedures) => {
  const fake = () => untyped(testing.createFakeClient)(procedures)
  expect(fake).toThrow(TypeError)
  expect(fake).toThrow(name === 'procedures' ? 'The options must be an object' : `\`${name}\``)
})

test.each([undefined, null, '', ' ', 7, 'relative', './session', '~/session'])(
  'sessionFile refuses the path %j',
  (path) => expect(() => untyped(node.sessionFile)(path)).toThrow('The option `path` must be an absolute path'),
)

test.each([undefined, null, '', ' ', 7, {}])('a session file refuses to keep the session %j', async (session) => {
  const write = untyped(node.sessionFile('/proc/no-such-folder/session').write)
  await expect(write(session)).rejects.toThrow('The option `session` must be a string')
})
