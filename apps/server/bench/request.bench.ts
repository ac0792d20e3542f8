import { newUserId } from '@ownlist/testkit'
import { bench, describe } from 'vitest'
import { startTestApi } from '../test/api.js'

// What each layer costs a request, as ratios of one run: `pnpm bench`. No number here is a promise.
const api = await startTestApi()
const userId = newUserId()
const token = await api.issuer.token(userId)
const client = api.clientFor(userId)
for (let n = 0; n < 50; n++) await client.task.create.mutate({ title: `Task ${n}` })

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${api.url}${path}`, { headers })
  await response.arrayBuffer()
}
const authorization = `Bearer ${token}`

describe('one request, over HTTP', () => {
  bench('node:http alone (/healthz)', () => get('/healthz'))
  bench('refused for want of a token', () => get('/trpc/account.whoami'))
  bench('a token verified, no rows (account.whoami)', () => get('/trpc/account.whoami', { authorization }))
  bench('a token verified, 50 rows (task.list)', () => get('/trpc/task.list', { authorization }))
})
