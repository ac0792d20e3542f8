import { newUserId } from '@ownlist/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppApi, startAppApi } from '../app-api.js'

let api: AppApi
let authorization: string
let listId: string
beforeAll(async () => {
  api = await startAppApi()
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

/** The parts of the document that these tests use. */
interface Body {
  readonly result: { readonly data: { readonly items: { readonly title: string }[]; readonly nextCursor: string } }
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

describe('tasks and lists can be requested with plain parameters', () => {
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

  test('one list by its id, as with `input`', async () => {
    const form = await get(`list.get?id=${listId}`)
    expect(form.body).toMatchObject({ result: { data: { title: 'Garden' } } })
    expect(await get(`list.get?input=${encodeURIComponent(JSON.stringify({ id: listId }))}`)).toEqual(form)
  })
})
