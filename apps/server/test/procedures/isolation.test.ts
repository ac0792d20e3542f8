import { appRouter } from '@ownlist/api'
import type { RouterInputs } from '@ownlist/client'
import { callerFor, newUserId } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../api.js'
import { type Outcome, type ProcedureName, type Transport, transports } from '../transports.js'

type Task = { readonly id: string; readonly title: string }

/** How one procedure is tried by B upon A's rows. */
type Attack = (call: Transport['call'], bob: string, alices: Task) => Promise<void>

const notFound = async (attempt: (id: string) => Promise<Outcome<unknown>>, alices: Task) => {
  const foreign = await attempt(alices.id)
  expect(foreign).toMatchObject({ ok: false, code: 'NOT_FOUND' })
  // To the letter what is said of a task that nobody has.
  expect(foreign).toEqual(await attempt(uuidv7()))
}

/** One for every procedure; the type demands it, and the test below compares it with the router itself. */
const attacks: Record<ProcedureName, Attack> = {
  'task.list': async (call, bob, alices) => {
    for (const status of ['all', 'open', 'done'] as const) {
      expect(await call(bob, 'task.list', { status })).toEqual({ ok: true, value: { items: [], nextCursor: null } })
    }
    expect(await call(bob, 'task.list', { search: alices.title })).toMatchObject({ value: { items: [] } })
    const foreignKey = { userId: 'someone' } as RouterInputs['task']['list']
    expect(await call(bob, 'task.list', foreignKey)).toMatchObject({ code: 'BAD_REQUEST' })
  },
  'task.get': (call, bob, alices) => notFound((id) => call(bob, 'task.get', { id }), alices),
  'task.create': async (call, bob, alices) => {
    // Her id is free for him: nothing tells him that she has it, and hers stays as it is.
    const made = await call(bob, 'task.create', { id: alices.id, title: 'Bob’s' })
    expect(made).toMatchObject({ ok: true, value: { title: 'Bob’s', version: 1 } })
    const claimed = { title: 'x', userId: 'someone' } as RouterInputs['task']['create']
    expect(await call(bob, 'task.create', claimed)).toMatchObject({ code: 'BAD_REQUEST' })
  },
  'task.update': (call, bob, alices) => notFound((id) => call(bob, 'task.update', { id, title: 'Taken' }), alices),
  'task.delete': (call, bob, alices) => notFound((id) => call(bob, 'task.delete', { id }), alices),
  'task.restore': (call, bob, alices) => notFound((id) => call(bob, 'task.restore', { id }), alices),
  'account.whoami': async (call, bob) => {
    expect(await call(bob, 'account.whoami')).toEqual({ ok: true, value: { userId: bob } })
  },
  'account.erase': async (call, bob) => {
    expect(await call(bob, 'account.erase')).toEqual({ ok: true, value: { tasks: 0 } })
  },
}

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api[Symbol.asyncDispose]())

const procedures = Object.keys(appRouter._def.procedures) as ProcedureName[]

test('every procedure of the router has an attack, and none is for a procedure that is gone', () => {
  expect(Object.keys(attacks).sort()).toEqual([...procedures].sort())
})

describe.each(Object.entries(transports))('through %s, user B upon the rows of user A', (_name, through) => {
  const alice = newUserId()
  let alices: Task
  let before: unknown

  beforeEach(async () => {
    const store = api.test.database.tasks
    alices = await callerFor(api.test.database, alice).task.create({ title: `Secret ${uuidv7()}` })
    before = await store.get(alice, alices.id)
  })

  test.each(procedures)('%s gives nothing away and changes nothing', async (name) => {
    const { call } = through(api)
    await attacks[name](call, newUserId(), alices)
    expect(await api.test.database.tasks.get(alice, alices.id)).toEqual(before)
  })

  test('a cursor from A’s page shows B only B’s own rows', async () => {
    const { call } = through(api)
    await callerFor(api.test.database, alice).task.create({ title: 'another' })
    const page = await call(alice, 'task.list', { limit: 1 })
    if (!page.ok) throw new Error(page.message)
    expect(page.value.nextCursor).not.toBeNull()
    const bobs = await call(newUserId(), 'task.list', { cursor: page.value.nextCursor })
    expect(bobs).toEqual({ ok: true, value: { items: [], nextCursor: null } })
  })
})

test('a subject that nobody has, or somebody has in other letters, has nothing', async () => {
  const alice = `Ada${newUserId()}`
  await api.clientFor(alice).task.create.mutate({ title: 'Hers' })
  for (const subject of ['__proto__', 'constructor', alice.toLowerCase(), alice.toUpperCase(), alice.slice(0, -1)]) {
    expect(await api.clientFor(subject).task.list.query()).toEqual({ items: [], nextCursor: null })
  }
})

test('a caller who is nobody is turned away by every procedure', async () => {
  const caller = callerFor(api.test.database, null) as unknown as Record<
    string,
    Record<string, (input: unknown) => unknown>
  >
  for (const name of procedures) {
    const [router, procedure] = name.split('.') as [string, string]
    await expect(caller[router]?.[procedure]?.({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  }
})
