import { ownerOf } from '@ownlist/db'
import { newUserId } from '@ownlist/testkit'
import { expect, test } from 'vitest'
import { startAppApi } from '../app-api.js'
import { bearer } from '../requests.js'

const limit = 30

test('a call that writes many rows counts as several calls; beyond the limit, it is refused with the time to wait, and writes nothing', async () => {
  await using api = await startAppApi({ calls: limit })
  const userId = newUserId()
  const headers = { ...(await bearer(api, userId)), 'content-type': 'application/json' }
  const post = async (name: string, input: object) => {
    const answer = await fetch(`${api.url}/trpc/${name}`, { method: 'POST', headers, body: JSON.stringify(input) })
    return { status: answer.status, wait: answer.headers.get('retry-after'), body: await answer.text() }
  }
  const tasks = (count: number) => Array.from({ length: count }, (_, n) => ({ title: `Task ${n}` }))
  // Eleven calls, and four, and eleven.
  const made = await post('task.createMany', { tasks: tasks(100) })
  expect(made.status).toBe(200)
  const ids = (JSON.parse(made.body) as { result: { data: { items: { id: string }[] } } }).result.data.items
  const deleted = await post('task.bulk', { ids: ids.slice(0, 30).map(({ id }) => id), action: { type: 'delete' } })
  expect(deleted.status).toBe(200)
  const refused = await post('task.createMany', { tasks: tasks(100) })
  expect(refused.status).toBe(200)
  const late = await post('task.createMany', { tasks: tasks(60) })
  expect(late).toMatchObject({ status: 429, wait: expect.stringMatching(/^\d+$/) })
  expect(late.body).toContain('Too many requests. Try again in')
  const everything = { limit: 200, status: 'all', search: '', after: null } as const
  const kept = await api.test.database.tasks.list(ownerOf(userId), everything)
  expect([kept.items.length, kept.next]).toEqual([170, null])
})
