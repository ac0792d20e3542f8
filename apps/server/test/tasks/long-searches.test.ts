import { createApiClient } from '@ownlist/client'
import { newUserId } from '@ownlist/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApi, startAppApi } from '../app-api.js'

let api: AppApi
beforeAll(async () => {
  api = await startAppApi()
})
afterAll(() => api[Symbol.asyncDispose]())

test.each([
  ['200 emoji', '🌱'.repeat(200)],
  ['200 CJK characters', '漢'.repeat(200)],
  ['200 Thai letters', 'ก'.repeat(200)],
  ['200 Korean syllables', '한'.repeat(200)],
  ['100 flags', '🇪🇪'.repeat(100)],
])('a search for %s in a list is sent by POST and finds the tasks that contain it', async (_what, search) => {
  const methods: unknown[] = []
  const request = (url: string, init: RequestInit) => {
    methods.push(init.method)
    return fetch(url, init)
  }
  const mine = createApiClient({ url: api.url, token: await api.issuer.token(newUserId()), fetch: request })
  const { id: listId } = await mine.list.create.mutate({ title: 'Plants' })
  const { id } = await mine.task.create.mutate({ title: search, listId })
  await mine.task.create.mutate({ title: 'Another', listId })
  const filters = { search, listId, status: 'open', limit: 10 } as const
  methods.length = 0
  expect((await mine.task.list.query(filters)).items.map((task) => task.id)).toEqual([id])
  expect(methods).toEqual(['POST'])
  expect((await api.clientFor(newUserId()).task.list.query(filters)).items).toEqual([])
})
