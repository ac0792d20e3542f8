import { newUserId } from '@ownlist/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from './api.js'

let api: TestApi
let authorization: string
beforeAll(async () => {
  api = await startTestApi()
  authorization = `Bearer ${await api.issuer.token(newUserId())}`
})
afterAll(() => api[Symbol.asyncDispose]())

/** The parts of the document that these tests use. */
interface Body {
  readonly result: { readonly data: unknown }
  readonly error: {
    readonly message: string
    readonly data: { readonly code: string; readonly issues: { readonly path: string }[] }
  }
}

const get = async (path: string) => {
  const response = await fetch(`${api.url}/trpc/${path}`, { headers: { authorization } })
  return { status: response.status, body: (await response.json()) as Body }
}

const id = '019ab3f0-7d2c-7c3a-8a57-0b6f3f6d8e11'

describe('a query has a parameter for each field of its input', () => {
  test.each([
    ['size=small', { size: 'small', limit: 50 }],
    ['size=large&limit=1', { size: 'large', limit: 1 }],
    ['limit=2', { limit: 2 }],
    ['text=12+%26+1%2F2', { text: '12 & 1/2', limit: 50 }],
    ['text=12', { text: '12', limit: 50 }],
    ['text=null', { text: null, limit: 50 }],
    ['text=', { text: '', limit: 50 }],
    ['id=null&size=small', { id: null, size: 'small', limit: 50 }],
    [`id=${id}`, { id, limit: 50 }],
    ['exact=true', { exact: true, limit: 50 }],
    ['exact=false&text=true', { exact: false, text: 'true', limit: 50 }],
    ['tags=a', { tags: ['a'], limit: 50 }],
    ['tags=a&tags=b&limit=7', { tags: ['a', 'b'], limit: 7 }],
    ['', { limit: 50 }],
  ])('probe.echo?%s', async (parameters, expected) => {
    const { status, body } = await get(`probe.echo?${parameters}`)
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body.result.data).toEqual(expected)
  })

  test('which means the same as in `input`', async () => {
    const input = encodeURIComponent(JSON.stringify({ id, text: '12', tags: ['a', 'b'] }))
    const { status, body } = await get(`probe.echo?input=${input}`)
    expect(status).toBe(200)
    expect(await get(`probe.echo?id=${id}&text=12&tags=a&tags=b`)).toEqual({ status, body })
  })
})

describe('an unknown parameter of a query is refused, never ignored', () => {
  test.each([
    ['probe.echo?Input=%7B%22limit%22%3A1%7D', ['Input']],
    ['probe.echo?szie=small', ['szie']],
    ['probe.echo?Size=small', ['Size']],
    ['probe.echo?size=small&userId=someone', ['userId']],
    ['probe.echo?limit=1&limit=2', ['limit']],
    ['probe.echo?input[size]=small', ['input[size]']],
    ['probe.echo?access_token=x&_=1', ['access_token', '_']],
    ['probe.echo?__proto__=x', ['__proto__']],
    ['probe.echo?input=%7B%7D&size=small', ['size']],
    ['probe.echo?input=%7B%7D&input=%7B%7D', ['input']],
    ['probe.echo?batch=1&size=small', ['size']],
    ['probe.echo?batch=true', ['batch']],
    ['probe.echo?batch=1&batch=1', ['batch']],
    ['probe.whoami?id=1', ['id']],
    ['probe.refuse?size=small&code=NOT_FOUND', ['size']],
    ['probe.echo?size=medium', ['size']],
    ['probe.echo?limit=two', ['limit']],
    ['probe.echo?limit=', ['limit']],
    ['probe.echo?limit=0x10', ['limit']],
    ['probe.echo?limit=1e9999', ['limit']],
    ['probe.echo?limit=201', ['limit']],
    ['probe.echo?id=', ['id']],
  ])('%s is 400 and names the parameter', async (path, names) => {
    const { status, body } = await get(path)
    expect(status).toBe(400)
    expect(body.error.data.code).toBe('BAD_REQUEST')
    expect(body.error.data.issues.map((issue) => issue.path)).toEqual(names)
    for (const name of names) expect(body.error.message).toContain(`${name}: `)
  })

  test.each(['probe.save?title=x', 'probe.save?input=%7B%7D', 'probe.erase?confirm=1', 'probe.save?batch=1&x=1'])(
    'a mutation reads no input from its URL: %s',
    async (path) => {
      const response = await fetch(`${api.url}/trpc/${path}`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: '{"title":"From the body"}',
      })
      expect(response.status).toBe(400)
    },
  )

  test('without a token the answer reveals nothing about parameters', async () => {
    expect((await fetch(`${api.url}/trpc/probe.echo?szie=small`)).status).toBe(401)
  })

  test('an unknown query is still 404, and a mutation by GET is still 405', async () => {
    expect((await get('probe.nothing?x=1')).status).toBe(404)
    expect((await get('__proto__?x=1')).status).toBe(404)
    expect((await get('probe.save?title=x')).status).toBe(405)
  })
})
