import { readRight, writeRight } from '@ownlist/scopes'
import { newUserId } from '@ownlist/testkit'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { anyBody } from './any-body.js'
import { startTestApi, type TestApi, webOrigin } from './api.js'

// Plain calls are answered by our own code. tRPC's adapter is the standard for what they must look like.

let api: TestApi
let adapter: TestApi
/** A token of the same user for each API, because each has its own issuer. */
let tokens: ReadonlyMap<TestApi, string>

const exp = () => Math.floor(Date.now() / 1_000) + 3_500

beforeAll(async () => {
  ;[api, adapter] = await Promise.all([startTestApi(), startTestApi({ adapterOnly: true })])
  const userId = newUserId()
  const tokenFor = async (each: TestApi) => [each, await each.issuer.token(userId, { exp: exp() })] as const
  tokens = new Map(await Promise.all([api, adapter].map(tokenFor)))
})

afterAll(async () => {
  await Promise.all([api, adapter].map((each) => each[Symbol.asyncDispose]()))
})

interface Sent {
  readonly path: string
  readonly method?: string
  readonly body?: string | Uint8Array<ArrayBuffer>
  readonly headers?: Readonly<Record<string, string>>
}

/** Headers that differ with each response, or that only say how the body's length is stated. */
const incomparable = new Set(['date', 'transfer-encoding', 'content-length'])

async function answerOf(each: TestApi, { path, method = 'GET', body, headers = {} }: Sent) {
  const response = await fetch(`${each.url}/trpc/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${tokens.get(each)}`,
      origin: webOrigin,
      'x-request-id': 'compared',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  })
  return {
    status: response.status,
    headers: [...response.headers].filter(([name]) => !incomparable.has(name)),
    bytes: Buffer.from(await response.arrayBuffer()).toString('latin1'),
    ours: response.headers.has('content-length'),
  }
}

/** @returns our answer, after it was found to be the adapter's */
async function compare(sent: Sent) {
  const [{ ours, ...answer }, { ours: _, ...standard }] = await Promise.all([
    answerOf(api, sent),
    answerOf(adapter, sent),
  ])
  expect(answer).toEqual(standard)
  return { ...answer, ours }
}

const query = (input: unknown) => encodeURIComponent(typeof input === 'string' ? input : JSON.stringify(input))
const save = { method: 'POST', path: 'probe.save' }

/** A valid body of exactly so many bytes. */
const bodyOf = (bytes: number) => {
  const rest = JSON.stringify({ title: 'x', notes: '' }).length
  return JSON.stringify({ title: 'x', notes: 'n'.repeat(bytes - rest) })
}

describe('status, headers and bytes are those of tRPC’s adapter', () => {
  const plain: readonly [string, number, Sent][] = [
    ['a query', 200, { path: 'probe.whoami' }],
    ['a query with an input', 200, { path: `probe.echo?input=${query({ text: '“é” 🌍', limit: 3 })}` }],
    ['a query with parameters', 200, { path: 'probe.echo?limit=7&tags=a&tags=b' }],
    ['a query with an empty input', 200, { path: 'probe.echo?input=' }],
    ['a query with an invalid input', 400, { path: `probe.echo?input=${query({ limit: 0 })}` }],
    ['a query whose input is not JSON', 400, { path: 'probe.echo?input={' }],
    ['a query whose input is null', 400, { path: 'probe.echo?input=null' }],
    ['a query by POST', 200, { path: 'probe.echo', method: 'POST', body: '{"limit":9}' }],
    ['a mutation', 200, { ...save, body: '{"title":" Water "}' }],
    ['a mutation with invalid fields', 400, { ...save, body: '{"title":"","count":1.5}' }],
    ['a mutation with an empty body', 400, { ...save, body: '' }],
    ['a mutation whose body is not JSON', 400, { ...save, body: '{"title":' }],
    ['a mutation whose body has a byte order mark', 200, { ...save, body: '\uFEFF{"title":"marked"}' }],
    [
      'a mutation whose body is not UTF-8',
      200,
      { ...save, body: Uint8Array.from(Buffer.from('{"title":"\xFF"}', 'latin1')) },
    ],
    ['a body that is just small enough', 200, { ...save, body: bodyOf(65_536) }],
    ['a body that is too large', 413, { ...save, body: bodyOf(65_537) }],
    ['a failure', 500, { path: 'probe.fail', method: 'POST', body: '{"title":"x"}' }],
    ['an outage', 503, { path: `probe.refuse?input=${query({ code: 'UNAVAILABLE' })}` }],
    ['a missing row', 404, { path: `probe.refuse?input=${query({ code: 'NOT_FOUND' })}` }],
    ['a conflict', 409, { path: `probe.refuse?input=${query({ code: 'STALE_VERSION' })}` }],
    ['a batch of one', 200, { path: 'probe.whoami?batch=1' }],
    ['a batch', 200, { path: `probe.whoami,probe.echo?batch=1&input=${query({ 1: { limit: 4 } })}` }],
    ['a batch with a refusal', 207, { path: `probe.echo,probe.whoami?batch=1&input=${query({ 0: { limit: 0 } })}` }],
    ['a batch of refusals', 400, { path: `probe.echo,probe.echo?batch=1&input=${query({ 0: 1, 1: 2 })}` }],
    ['a batch whose input is a list', 207, { path: `probe.whoami,probe.echo?batch=1&input=${query([])}` }],
    [
      'a batch of mutations',
      200,
      { method: 'POST', path: 'probe.save,probe.save?batch=1', body: '{"0":{"title":"a"},"1":{"title":"b"}}' },
    ],
    [
      'a batch of mutations, one without input',
      207,
      { method: 'POST', path: 'probe.save,probe.save?batch=1', body: '{"1":{"title":"b"}}' },
    ],
    ['a large page', 200, { path: `probe.page?input=${query({ rows: 500, bytes: 4_000 })}` }],
  ]
  test.each(plain)('%s', async (_name, status, sent) => {
    expect(await compare(sent)).toMatchObject({ status, ours: true })
  })

  test('a caller whose token lacks the scope is told which', async () => {
    const scoped = async (each: TestApi) => await each.issuer.token('scoped', { scope: readRight, exp: exp() })
    const before = tokens
    tokens = new Map([
      [api, await scoped(api)],
      [adapter, await scoped(adapter)],
    ])
    try {
      const { status, headers } = await compare({ ...save, body: '{"title":"x"}' })
      expect([status, Object.fromEntries(headers)['www-authenticate']]).toEqual([
        403,
        expect.stringContaining(writeRight),
      ])
    } finally {
      tokens = before
    }
  })

  test('whatever the body is', { timeout: 3_600_000 }, async () => {
    const bodies = anyBody({ title: fc.anything(), notes: fc.string({ unit: 'binary' }), count: fc.double() })
    const text = bodies.map((body) =>
      body instanceof Uint8Array ? new Uint8Array(body) : (JSON.stringify(body) ?? ''),
    )
    const path = fc.constantFrom('probe.save', 'probe.echo', 'probe.save,probe.fail?batch=1', 'probe.page')
    await fc.assert(
      fc.asyncProperty(path, text, async (path, body) => void (await compare({ method: 'POST', path, body }))),
      { numRuns: inject('long') ? 20_000 : 200 },
    )
  })
})

describe('tRPC’s adapter answers itself', () => {
  const others: readonly [string, number, Sent][] = [
    ['a procedure that does not exist', 404, { path: 'probe.nothing' }],
    ['a name that every object has', 404, { path: 'constructor' }],
    ['a mutation by GET', 405, { path: 'probe.save' }],
    [
      'a batch that mixes queries and mutations',
      400,
      { path: 'probe.save,probe.whoami?batch=1', method: 'POST', body: '{}' },
    ],
    ['HEAD', 204, { path: 'probe.whoami', method: 'HEAD' }],
    ['a batch that is too large', 400, { path: `${Array(11).fill('probe.whoami').join(',')}?batch=1` }],
    ['a stream', 200, { path: 'probe.whoami,probe.whoami?batch=1', headers: { 'trpc-accept': 'application/jsonl' } }],
  ]
  test.each(others)('%s', async (_name, status, sent) => {
    expect(await compare(sent)).toMatchObject({ status, ours: false })
  })
})
