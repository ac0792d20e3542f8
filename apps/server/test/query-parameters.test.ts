import { newUserId } from '@ownlist/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from './api.js'

let api: TestApi
let authorization: string
let listId: string
beforeAll(async () => {
  api = await startTestApi()
  const user = newUserId()
  authorization = `Bearer ${await api.issuer.token(user)}`
  const client = api.clientFor(user)
  const list = await client.list.create.mutate({ title: 'Garden' })
  listId = list.id
  await client.task.create.mutate({ title: 'Open one' })
  await client.task.create.mutate({ title: 'Open 12 & 1/2', listId })
  await client.task.create.mutate({ title: 'Done one', completedAt: new Date().toISOString() })
})
afterAll(() => api[Symbol.asyncDispose]())

/** As far as it is read here. */
interface Body {
  readonly result: { readonly data: { readonly items: { readonly title: string }[]; readonly nextCursor: string } }
  readonly error: {
    readonly message: string
    readonly data: { readonly code: string; readonly issues: { readonly path: string }[] }
  }
}

const get = async (path: string) => {
  const response = await fetch(`${api.url}/trpc/${path}`, { headers: { authorization } })
  return { status: response.status, body: (await response.json()) as Body }
}

async function titles(query: string): Promise<string[]> {
  const { status, body } = await get(`task.list?${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body.result.data.items.map(({ title }) => title)
}

describe('a query takes a parameter for each field of its input', () => {
  test.each([
    ['status=done', ['Done one']],
    ['status=open&limit=1', ['Open 12 & 1/2']],
    ['limit=2', ['Done one', 'Open 12 & 1/2']],
    ['search=12+%26+1%2F2', ['Open 12 & 1/2']],
    ['search=12', ['Open 12 & 1/2']],
    ['search=null', []],
    ['listId=null&status=open', ['Open one']],
    ['', ['Done one', 'Open 12 & 1/2', 'Open one']],
  ])('task.list?%s', async (query, expected) => {
    expect(await titles(query)).toEqual(expected)
  })

  test('the tasks of a list, and the next page by its cursor', async () => {
    expect(await titles(`listId=${listId}`)).toEqual(['Open 12 & 1/2'])
    const { body } = await get('task.list?limit=1')
    expect(await titles(`limit=1&cursor=${body.result.data.nextCursor}`)).toEqual(['Open 12 & 1/2'])
  })

  test('one row by its id, as with `input`', async () => {
    const form = await get(`list.get?id=${listId}`)
    expect(form.body).toMatchObject({ result: { data: { title: 'Garden' } } })
    expect(await get(`list.get?input=${encodeURIComponent(JSON.stringify({ id: listId }))}`)).toEqual(form)
  })
})

describe('what a query does not take is refused, never ignored', () => {
  test.each([
    ['task.list?Input=%7B%22limit%22%3A1%7D', ['Input']],
    ['task.list?stauts=done', ['stauts']],
    ['task.list?Status=done', ['Status']],
    ['task.list?status=done&userId=someone', ['userId']],
    ['task.list?limit=1&limit=2', ['limit']],
    ['task.list?input[status]=done', ['input[status]']],
    ['task.list?access_token=x&_=1', ['access_token', '_']],
    ['task.list?__proto__=x', ['__proto__']],
    ['task.list?input=%7B%7D&status=done', ['status']],
    ['task.list?input=%7B%7D&input=%7B%7D', ['input']],
    ['task.list?batch=1&status=done', ['status']],
    ['task.list?batch=true', ['batch']],
    ['task.list?batch=1&batch=1', ['batch']],
    ['account.whoami?id=1', ['id']],
    ['list.list?status=done', ['status']],
    ['task.list?status=finished', ['status']],
    ['task.list?limit=two', ['limit']],
    ['task.list?limit=', ['limit']],
    ['task.list?limit=0x10', ['limit']],
    ['task.list?limit=1e9999', ['limit']],
    ['task.list?limit=201', ['limit']],
    ['task.list?listId=', ['listId']],
  ])('%s is 400 and names the parameter', async (path, names) => {
    const { status, body } = await get(path)
    expect(status).toBe(400)
    expect(body.error.data.code).toBe('BAD_REQUEST')
    expect(body.error.data.issues.map((issue) => issue.path)).toEqual(names)
    for (const name of names) expect(body.error.message).toContain(`${name}: `)
  })

  test.each(['task.create?title=x', 'task.create?input=%7B%7D', 'account.erase?confirm=1', 'task.create?batch=1&x=1'])(
    'nor does a mutation read anything from its address: %s',
    async (path) => {
      const response = await fetch(`${api.url}/trpc/${path}`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: '{"title":"From the body"}',
      })
      expect(response.status).toBe(400)
    },
  )

  test('a stranger is told nothing about it', async () => {
    expect((await fetch(`${api.url}/trpc/task.list?stauts=done`)).status).toBe(401)
  })

  test('a name that is no query stays 404, and a mutation by GET 405', async () => {
    expect((await get('task.nothing?x=1')).status).toBe(404)
    expect((await get('__proto__?x=1')).status).toBe(404)
    expect((await get('task.create?title=x')).status).toBe(405)
  })
})
