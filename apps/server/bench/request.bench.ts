// domain: tasks
import { newUserId } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { bench, describe } from 'vitest'
import { startAppApi } from '../test/app-api.js'

// The cost of each layer for a request, as ratios within one run: `pnpm bench`. None of these numbers is a promise.
const api = await startAppApi()
const userId = newUserId()
const token = await api.issuer.token(userId)
const client = api.clientFor(userId)
for (let n = 0; n < 50; n++) await client.task.create.mutate({ title: `Task ${n}` })

const [mine] = (await client.task.list.query({})).items
const strangers = await api.clientFor(newUserId()).task.create.mutate({ title: 'Not theirs' })

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${api.url}${path}`, { headers })
  await response.arrayBuffer()
}
const authorization = `Bearer ${token}`

describe('one request, over HTTP', () => {
  bench('node:http alone (/healthz)', () => get('/healthz'))
  bench('refused without a token', () => get('/trpc/account.whoami'))
  bench('with a verified token, no rows (account.whoami)', () => get('/trpc/account.whoami', { authorization }))
  bench('with a verified token, 50 rows (task.list)', () => get('/trpc/task.list', { authorization }))
})

describe('a task by id', () => {
  const byId = (id: string | undefined) =>
    get(`/trpc/task.get?input=${encodeURIComponent(JSON.stringify({ id }))}`, { authorization })
  bench('one’s own', () => byId(mine?.id))
  bench('somebody else’s', () => byId(strangers.id))
  bench('nobody’s', () => byId(uuidv7()))
})

describe('a valid token', () => {
  const whoami = () => get('/trpc/account.whoami', { authorization })
  const unknownKey = token.replace(/^[^.]+/, Buffer.from('{"alg":"EdDSA","kid":"nope"}').toString('base64url'))
  bench('by itself', whoami)
  bench('among ten tokens of an unknown key', async () => {
    const flood = Array.from({ length: 10 }, () =>
      get('/trpc/account.whoami', { authorization: `Bearer ${unknownKey}` }),
    )
    await whoami()
    await Promise.all(flood)
  })
})
