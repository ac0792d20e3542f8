import { newUserId } from '@ownlist/testkit'
import { expect, inject, test } from 'vitest'
import { startTestApi } from './api.js'

const calls = inject('long') ? 10_000 : 1_000
const [batchSize, atOnce] = [5, 20]

test(`${calls} calls in batches of two users at once: each answer is the caller’s own`, {
  timeout: 600_000,
}, async () => {
  await using api = await startTestApi()
  const users = await Promise.all(
    ['Alice', 'Bob'].map(async (name) => {
      const userId = newUserId()
      for (let n = 0; n < 3; n++) await api.clientFor(userId).task.create.mutate({ title: `${name}’s ${n}` })
      return { name, userId, authorization: `Bearer ${await api.issuer.token(userId)}` }
    }),
  )
  const names = ['account.whoami', ...Array(batchSize - 1).fill('task.list')].join(',')

  /** One batch; every answer in it must be of this user. */
  async function turn(number: number): Promise<void> {
    const user = users[number % users.length]
    if (user === undefined) throw new Error('There is nobody')
    const { name, userId, authorization } = user
    const response = await fetch(`${api.url}/trpc/${names}?batch=1`, { headers: { authorization } })
    const [who, ...lists] = (await response.json()) as [
      { result: { data: { userId: string } } },
      ...{ result: { data: { items: { title: string }[] } } }[],
    ]
    expect(who.result.data.userId).toBe(userId)
    for (const { result } of lists) {
      expect(result.data.items.map(({ title }) => title)).toEqual([2, 1, 0].map((n) => `${name}’s ${n}`))
    }
  }

  for (let turns = 0; turns < calls / batchSize; turns += atOnce) {
    await Promise.all(Array.from({ length: atOnce }, (_, n) => turn(turns + n)))
  }
})
