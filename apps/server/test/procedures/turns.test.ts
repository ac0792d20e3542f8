import { callerFor, newUserId } from '@ownlist/testkit'
import { expect, inject, test } from 'vitest'
import { startAppApi } from '../app-api.js'
import { ownedRows } from '../resources/index.js'
import type { Row } from '../resources/resource.js'

const calls = inject('long') ? 10_000 : 1_000
const [batchSize, atOnce] = [5, 20]
const resources = Object.entries(ownedRows)
const lists = Array.from({ length: batchSize - 1 }, (_, n) => resources[n % resources.length]?.[0]).filter(
  (router) => router !== undefined,
)
type Pages = Record<string, { list(): Promise<{ readonly items: readonly Row[] }> }>
const names = ['account.whoami', ...lists.map((router) => `${router}.list`)].join(',')

interface Answer {
  readonly result: { readonly data: { readonly userId: string; readonly items: readonly Row[] } }
}

test(`in ${calls} calls, sent in simultaneous batches by two users, each answer belongs to its caller`, {
  timeout: 600_000,
}, async () => {
  await using api = await startAppApi()
  const users = await Promise.all(
    ['Alice', 'Bob'].map(async (name) => {
      const userId = newUserId()
      const caller = callerFor(api.test.database, userId)
      for (const [, rows] of resources) for (let n = 0; n < 3; n++) await rows.create(caller, `${name}’s ${n}`)
      const own = await Promise.all(
        lists.map(async (router) => (await (caller as unknown as Pages)[router]?.list())?.items.map(({ id }) => id)),
      )
      return { own, userId, authorization: `Bearer ${await api.issuer.token(userId)}` }
    }),
  )

  /** One batch; every answer in it must belong to this user. */
  async function turn(number: number): Promise<void> {
    const user = users[number % users.length]
    if (user === undefined) throw new Error('There is nobody')
    const { own, userId, authorization } = user
    const response = await fetch(`${api.url}/trpc/${names}?batch=1`, { headers: { authorization } })
    const [who, ...pages] = (await response.json()) as Answer[]
    expect(who?.result.data.userId).toBe(userId)
    expect(pages.map(({ result }) => result.data.items.map(({ id }) => id))).toEqual(own)
  }

  for (let turns = 0; turns < calls / batchSize; turns += atOnce) {
    await Promise.all(Array.from({ length: atOnce }, (_, n) => turn(turns + n)))
  }
})
