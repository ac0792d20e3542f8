import { setTimeout } from 'node:timers/promises'
import { newUserId } from '@ownlist/testkit'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type AppApi, startAppApi } from '../app-api.js'

const attackMs = inject('long') ? 60_000 : 4_000
const mostBytes = 2 * 1024 * 1024

let api: AppApi
let superuser: pg.Client
beforeAll(async () => {
  api = await startAppApi({ calls: 100 })
  superuser = new pg.Client({ connectionString: api.test.adminUrl })
  await superuser.connect()
})
afterAll(async () => {
  await superuser.end()
  await api[Symbol.asyncDispose]()
})

/** Inserts tasks directly, because sending so many would take minutes. */
const fill = (userId: string, tasks: number, notes: string) =>
  superuser.query(
    `insert into task (user_id, id, title, notes, priority, digest, version, created_at, updated_at)
     select $1, gen_random_uuid(), 'Task ' || n, $3, 'none', '', 1, now() - n * interval '1 ms', now()
     from generate_series(1, $2::int) n`,
    [userId, tasks, notes],
  )

const emoji = '😀'.repeat(10_000)

const readers = new Map<string, Promise<string>>()

/**
 * A user with this number of tasks that have these notes. Tests that stay within the limits share them, because indexing
 * long notes takes seconds.
 */
function readerOf(tasks: number, notes: string): Promise<string> {
  const create = async () => {
    const userId = newUserId()
    await fill(userId, tasks, notes)
    return userId
  }
  const key = `${tasks} ${notes}`
  const reader = readers.get(key) ?? create()
  readers.set(key, reader)
  return reader
}

const fillLists = (userId: string, lists: number, title: string) =>
  superuser.query(
    `insert into list (user_id, id, title, digest, version, created_at, updated_at)
     select $1, gen_random_uuid(), $3, '', 1, now() - n * interval '1 ms', now() from generate_series(1, $2::int) n`,
    [userId, lists, title],
  )

const bearer = async (userId: string) => ({ authorization: `Bearer ${await api.issuer.token(userId)}` })

/** One request of ten calls with the same input. */
async function batch(userId: string, name: string, input: unknown, headers: Record<string, string> = {}) {
  const inputs = JSON.stringify(Object.fromEntries(Array.from({ length: 10 }, (_, n) => [n, input])))
  const url = `${api.url}/trpc/${Array(10).fill(name).join(',')}?batch=1&input=${encodeURIComponent(inputs)}`
  const response = await fetch(url, { headers: { ...(await bearer(userId)), ...headers } })
  const body = await response.text()
  return { status: response.status, body, bytes: Buffer.byteLength(body) }
}

/** All refusals that other users get while `attack` is repeated, ten requests at a time, as often as the limit permits. */
async function refusedDuring(attack: () => Promise<{ readonly status: number }>): Promise<string[]> {
  const refused: string[] = []
  const end = performance.now() + attackMs
  const goesOn = () => performance.now() < end
  const other = newUserId()
  const headers = { ...(await bearer(other)), 'content-type': 'application/json' }
  const look = async (what: string, path: string, init: RequestInit = {}) => {
    while (goesOn()) {
      const { status } = await fetch(`${api.url}${path}`, { headers, ...init })
      if (status !== 200) refused.push(`${what}: ${status}`)
      await setTimeout(200)
    }
  }
  const attackers = Array.from({ length: 10 }, async () => {
    while (goesOn()) {
      if ((await attack()).status === 429) await setTimeout(200)
    }
  })
  await Promise.all([
    look('a read', '/trpc/task.list'),
    look('a write', '/trpc/task.create', { method: 'POST', body: '{"title":"Mine"}' }),
    look('readiness', '/readyz'),
  ])
  await Promise.all(attackers)
  return refused
}

const patience = 2 * attackMs + 60_000

const slowSearches = [
  ['searches 300 tasks of `a` for 199 `a` and a `b`', 'a'.repeat(10_000), { search: `${'a'.repeat(199)}b` }],
  [
    'searches for a text that nearly all tasks contain, in one status',
    'ab'.repeat(5_000),
    { search: `${'ab'.repeat(99)}c`, status: 'open' },
  ],
  ['searches among capital letters beyond ASCII', 'Ä'.repeat(10_000), { search: `${'ä'.repeat(199)}b` }],
  [
    'searches for eight long words with typos',
    `${'abcdefghijkl'.repeat(2)} `.repeat(400),
    { search: Array.from('qrstuvwx', (letter) => `abcdefghijkl${letter}bcdefghijk`).join(' ') },
  ],
] as const

describe('while one user, within the limit on calls,', () => {
  // The limit on a user's connections does not depend on the search. Its own time limit is tested below.
  test.each(inject('long') ? slowSearches : slowSearches.slice(0, 1))(
    '%s, no call of another user is refused',
    { timeout: patience },
    async (_what, notes, input) => {
      const attacker = newUserId()
      await fill(attacker, 300, notes)
      expect(await refusedDuring(() => batch(attacker, 'task.list', input))).toEqual([])
    },
  )

  test('reads 200 tasks of 10,000 emoji ten times per request, no call of another user is refused', {
    timeout: patience,
  }, async () => {
    const attacker = newUserId()
    await fill(attacker, 200, emoji)
    expect(await refusedDuring(() => batch(attacker, 'task.list', { limit: 200 }))).toEqual([])
  })
})

describe('an answer has at most 2 MiB,', () => {
  test.each([
    ['of 10,000 emoji', emoji],
    ['of characters that JSON escapes', '\u0001'.repeat(10_000)],
    ['of quotes and backslashes', '"\\'.repeat(5_000)],
    ['of plain letters', 'x'.repeat(10_000)],
  ])('whatever a request asks for, if notes consist %s', async (_what, notes) => {
    const userId = await readerOf(200, notes)
    const whole = await batch(userId, 'task.list', { limit: 200 })
    expect([whole.status, whole.bytes <= mostBytes]).toEqual([200, true])
    expect((await batch(userId, 'task.list', { limit: 200, search: 'task' })).bytes).toBeLessThanOrEqual(mostBytes)
    const streamed = await batch(userId, 'task.list', { limit: 200 }, { 'trpc-accept': 'application/jsonl' })
    expect([streamed.status, streamed.bytes <= mostBytes]).toEqual([200, true])
    const agents = await fetch(`${api.url}/mcp`, {
      method: 'POST',
      headers: {
        ...(await bearer(userId)),
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name: 'list_tasks', arguments: { limit: 200 } },
      }),
    })
    const body = await agents.text()
    expect(body).toContain('nextCursor')
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(mostBytes)
  })

  test('even if lists have long titles', async () => {
    const userId = newUserId()
    await fillLists(userId, 200, '\u0001'.repeat(500))
    const { status, bytes } = await batch(userId, 'list.list', { limit: 200 })
    expect([status, bytes <= mostBytes]).toEqual([200, true])
  })
})

test('page by page every task is returned once and in order, even if pages end early', async () => {
  const userId = await readerOf(200, emoji)
  const { rows } = await superuser.query<{ id: string }>(
    'select id from task where user_id = $1 order by created_at desc, id desc',
    [userId],
  )
  const client = api.clientFor(userId)
  const seen: string[] = []
  let pages = 0
  let cursor: string | null = null
  do {
    // Two calls share the room of one answer.
    const [page, other]: Awaited<ReturnType<typeof client.task.list.query>>[] = await Promise.all([
      client.task.list.query({ limit: 100, cursor }),
      client.task.list.query({ limit: 100, cursor }),
    ])
    expect(other?.items[0]).toEqual(page?.items[0])
    seen.push(...(page?.items.map(({ id }) => id) ?? []))
    cursor = page?.nextCursor ?? null
    pages++
  } while (cursor !== null)
  expect(seen).toEqual(rows.map(({ id }) => id))
  expect(pages).toBeGreaterThan(2)
})

test.each(slowSearches)('one user who %s waits for less than two seconds', async (_what, notes, input) => {
  const userId = await readerOf(300, notes)
  const start = performance.now()
  await api
    .clientFor(userId)
    .task.list.query(input)
    .catch((error) => expect(error).toMatchObject({ reason: 'SEARCH_TOO_SLOW' }))
  expect(performance.now() - start).toBeLessThan(2_000)
})

describe('a search that takes too long', () => {
  const search = `${'a'.repeat(199)}b`
  let userId: string
  beforeAll(async () => {
    userId = await readerOf(300, 'a'.repeat(10_000))
  })

  test('is refused after half a second, is not retried, and the error says what to do', async () => {
    const start = performance.now()
    await expect(api.clientFor(userId).task.list.query({ search })).rejects.toMatchObject({
      code: 'UNPROCESSABLE_CONTENT',
      reason: 'SEARCH_TOO_SLOW',
      message: expect.stringContaining('Search for a shorter text'),
    })
    // A retry, as after an outage, would take as long again.
    expect(performance.now() - start).toBeLessThan(2_000)
    expect(await api.clientFor(userId).task.list.query({ search: 'Task 17', limit: 1 })).toMatchObject({
      items: [{ title: expect.stringContaining('Task 17') }],
    })
  })

  test('gives an agent the same error', async () => {
    const response = await fetch(`${api.url}/mcp`, {
      method: 'POST',
      headers: {
        ...(await bearer(userId)),
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name: 'list_tasks', arguments: { search } },
      }),
    })
    expect(await response.text()).toContain('This search takes too long. Search for a shorter text')
  })

  test('leaves no time limit on its connection', async () => {
    // More searches than there are connections, one after the other, each by a different user.
    const slow = Array.from({ length: 12 }, () =>
      api
        .clientFor(userId)
        .task.list.query({ search })
        .catch(() => null),
    )
    await Promise.all(slow)
    const holder = new pg.Client({ connectionString: api.test.adminUrl })
    await holder.connect()
    try {
      await holder.query('begin; lock table task')
      const reads = Array.from({ length: 10 }, () => api.clientFor(newUserId()).task.list.query())
      await setTimeout(1_000)
      await holder.query('commit')
      for (const page of await Promise.all(reads)) expect(page.items).toEqual([])
    } finally {
      await holder.end()
    }
  })
})
