import { createApiClient, type RouterInputs } from '@ownlist/client'
import { newUserId } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppApi, startAppApi } from '../app-api.js'
import { type Outcome, transports } from '../transports.js'

let api: AppApi
beforeAll(async () => {
  api = await startAppApi()
})
afterAll(() => api[Symbol.asyncDispose]())

const succeeded = <Value>(outcome: Outcome<Value>): Value => {
  if (!outcome.ok) throw new Error(outcome.message)
  return outcome.value
}

describe.each(Object.entries(transports))('list, through %s,', (_name, through) => {
  const call = ((...args) => through(api).call(...args)) as ReturnType<typeof through>['call']
  const created = async (userId: string, title = 'Garden') => succeeded(await call(userId, 'list.create', { title }))

  test('create trims the title, and get returns it', async () => {
    const userId = newUserId()
    const list = await created(userId, '  Garden  ')
    expect(list).toMatchObject({ title: 'Garden', version: 1, deletedAt: null })
    expect(Object.keys(list)).not.toContain('userId')
    expect(await call(userId, 'list.get', { id: list.id })).toEqual({ ok: true, value: list })
  })

  test('create with the same id and body is the same list; with another body, CONFLICT', async () => {
    const userId = newUserId()
    const id = uuidv7()
    const first = await call(userId, 'list.create', { id, title: 'Once' })
    expect(await call(userId, 'list.create', { id, title: 'Once' })).toEqual(first)
    expect(await call(userId, 'list.create', { id, title: 'Twice' })).toMatchObject({
      ok: false,
      code: 'CONFLICT',
    })
  })

  test.each<[RouterInputs['list']['create'], string]>([
    [{ title: '   ' }, 'an empty title'],
    [{ title: 'x'.repeat(501) }, 'a title of 501 characters'],
    [{ title: 'x', id: '00000000-0000-4000-8000-000000000000' }, 'an id that is not a UUIDv7'],
    [{ title: 'nul \0' }, 'characters that cannot be stored'],
  ])('create refuses %j: %s', async (input, _what) => {
    expect(await call(newUserId(), 'list.create', input)).toMatchObject({ ok: false, code: 'BAD_REQUEST' })
  })

  test('list returns pages, newest first; its cursor leads to the next page, and a forged one is refused', async () => {
    const userId = newUserId()
    const ids: string[] = []
    for (const title of ['a', 'b', 'c']) ids.unshift((await created(userId, title)).id)
    const first = succeeded(await call(userId, 'list.list', { limit: 2 }))
    const second = succeeded(await call(userId, 'list.list', { limit: 2, cursor: first.nextCursor }))
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids)
    expect(second.nextCursor).toBeNull()
    expect(await call(userId, 'list.list', { cursor: 'bm90IGEgY3Vyc29y' })).toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('update changes only the given fields; with a stale version, CONFLICT and nothing changes', async () => {
    const userId = newUserId()
    const { id } = await created(userId)
    const changed = await call(userId, 'list.update', { id, version: 1, title: 'Balcony' })
    expect(changed).toMatchObject({ ok: true, value: { title: 'Balcony', version: 2 } })
    expect(await call(userId, 'list.update', { id, version: 1, title: 'Late' })).toMatchObject({
      code: 'CONFLICT',
    })
    expect(await call(userId, 'list.update', { id })).toMatchObject({ code: 'BAD_REQUEST' })
    expect(await call(userId, 'list.get', { id })).toEqual(changed)
  })

  test('delete hides a list until restore brings it back', async () => {
    const userId = newUserId()
    const { id } = await created(userId)
    expect(await call(userId, 'list.delete', { id })).toMatchObject({ ok: true })
    expect(await call(userId, 'list.get', { id })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await call(userId, 'list.list', {})).toMatchObject({ value: { items: [] } })
    expect(await call(userId, 'list.restore', { id })).toMatchObject({ ok: true, value: { deletedAt: null } })
    expect(await call(userId, 'list.list', {})).toMatchObject({ value: { items: [{ id }] } })
  })

  test('a task goes into a list, is found there, moves, and leaves', async () => {
    const userId = newUserId()
    const [garden, balcony] = [await created(userId), await created(userId, 'Balcony')]
    const { id, listId } = succeeded(await call(userId, 'task.create', { title: 'Weed', listId: garden.id }))
    expect(listId).toBe(garden.id)
    await call(userId, 'task.create', { title: 'Elsewhere' })
    const titles = async (input: RouterInputs['task']['list']) =>
      succeeded(await call(userId, 'task.list', input)).items.map(({ title }) => title)
    expect(await titles({ listId: garden.id })).toEqual(['Weed'])
    expect(await titles({ listId: null })).toEqual(['Elsewhere'])
    expect(await titles({})).toEqual(['Elsewhere', 'Weed'])
    expect(await call(userId, 'task.update', { id, listId: balcony.id })).toMatchObject({ value: { version: 2 } })
    expect(await titles({ listId: garden.id })).toEqual([])
    expect(await titles({ listId: balcony.id, search: 'wee' })).toEqual(['Weed'])
    await call(userId, 'task.update', { id, listId: null })
    expect(await titles({ listId: null })).toEqual(['Elsewhere', 'Weed'])
  })

  test('the tasks of a list are deleted and restored with it', async () => {
    const userId = newUserId()
    const { id: listId } = await created(userId)
    const task = succeeded(await call(userId, 'task.create', { title: 'Weed', listId }))
    const deleted = succeeded(await call(userId, 'task.create', { title: 'Gone before', listId }))
    await call(userId, 'task.delete', { id: deleted.id })
    await call(userId, 'list.delete', { id: listId })
    expect(await call(userId, 'task.list', {})).toMatchObject({ value: { items: [] } })
    expect(await call(userId, 'task.get', { id: task.id })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await call(userId, 'task.update', { id: task.id, title: 'x' })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await call(userId, 'task.create', { title: 'x', listId })).toMatchObject({ code: 'NOT_FOUND' })
    await call(userId, 'list.restore', { id: listId })
    expect(await call(userId, 'task.list', {})).toEqual({ ok: true, value: { items: [task], nextCursor: null } })
  })

  test('another user’s list accepts no task and shows nothing, exactly like a list that does not exist', async () => {
    const [alice, bob] = [newUserId(), newUserId()]
    const hers = await created(alice)
    await call(alice, 'task.create', { title: 'Secret', listId: hers.id })
    const { id } = succeeded(await call(bob, 'task.create', { title: 'His' }))
    const attempts = [
      (listId: string) => call(bob, 'task.create', { title: 'x', listId }),
      (listId: string) => call(bob, 'task.update', { id, listId }),
      (listId: string) => call(bob, 'task.list', { listId }),
    ]
    for (const attempt of attempts) expect(await attempt(hers.id)).toEqual(await attempt(uuidv7()))
    expect(await call(bob, 'task.update', { id, listId: hers.id })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await call(bob, 'task.list', { listId: hers.id })).toMatchObject({ value: { items: [] } })
    expect(await call(bob, 'task.get', { id })).toMatchObject({ value: { listId: null, version: 1 } })
    // Several lists may have the same title.
    expect((await created(bob, hers.title)).title).toBe(hers.title)
    expect(succeeded(await call(alice, 'task.list', { listId: hers.id })).items).toHaveLength(1)
  })
})

// packages/db/test/lists/lists-conditions.test.ts tests the limits themselves. These tests show that a token has them.
describe('an app that is limited to one list', () => {
  const scene = async () => {
    const userId = newUserId()
    const own = api.clientFor(userId)
    const [open, closed] = [
      await own.list.create.mutate({ title: 'Open' }),
      await own.list.create.mutate({ title: 'Closed' }),
    ]
    const outside = await own.task.create.mutate({ title: 'Outside', listId: closed.id })
    const scope = `tasks:read:${open.id} tasks:write:${open.id}`
    const program = createApiClient({ url: api.url, token: await api.issuer.token(userId, { scope }) })
    return { own, program, open, closed, outside }
  }

  test('can use it as if nothing else existed', async () => {
    const { own, program, open, closed, outside } = await scene()
    const { id, listId } = await program.task.create.mutate({ title: 'From a program' })
    expect(listId).toBe(open.id)
    await program.task.update.mutate({ id, priority: 'high' })
    expect((await program.task.list.query()).items).toMatchObject([{ id, priority: 'high' }])
    expect((await program.list.list.query()).items).toEqual([open])
    for (const refused of [
      program.task.get.query({ id: outside.id }),
      program.task.update.mutate({ id: outside.id, title: 'x' }),
      program.task.delete.mutate({ id: outside.id }),
      program.task.update.mutate({ id, listId: closed.id }),
      program.task.update.mutate({ id, listId: null }),
      program.task.create.mutate({ title: 'x', listId: closed.id }),
      program.task.create.mutate({ title: 'x', listId: null }),
    ]) {
      await expect(refused).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
    await expect(program.list.update.mutate({ id: open.id, title: 'x' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await own.task.get.query({ id: outside.id })).toEqual(outside)
  })

  test('has access to nothing if the list is deleted, or belongs to another user', async () => {
    const { own, program, open } = await scene()
    await program.task.create.mutate({ title: 'In it' })
    await own.list.delete.mutate({ id: open.id })
    expect((await program.task.list.query()).items).toEqual([])
    await expect(program.task.create.mutate({ title: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const { open: another } = await scene()
    const scope = `tasks:read:${another.id} tasks:write:${another.id}`
    const stranger = createApiClient({ url: api.url, token: await api.issuer.token(newUserId(), { scope }) })
    expect((await stranger.task.list.query()).items).toEqual([])
    await expect(stranger.task.create.mutate({ title: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('can see one list and change another if its scopes say so', async () => {
    const { own, open, closed } = await scene()
    const { userId } = await own.account.whoami.query()
    const scope = `tasks:read:${open.id} tasks:write:${closed.id}`
    const program = createApiClient({ url: api.url, token: await api.issuer.token(userId, { scope }) })
    const { id } = await program.task.create.mutate({ title: 'Dropped in' })
    expect((await program.task.list.query()).items).toEqual([])
    expect(await own.task.get.query({ id })).toMatchObject({ listId: closed.id })
  })

  test('may be limited to several lists, and then has to choose the list of a new task', async () => {
    const { own, open, closed, outside } = await scene()
    const { userId } = await own.account.whoami.query()
    const scope = [open, closed].map(({ id }) => `tasks:read:${id} tasks:write:${id}`).join(' ')
    const program = createApiClient({ url: api.url, token: await api.issuer.token(userId, { scope }) })
    expect((await program.list.list.query()).items).toHaveLength(2)
    await expect(program.task.create.mutate({ title: 'Where?' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await program.task.update.mutate({ id: outside.id, listId: open.id })
    expect((await program.task.list.query({ listId: open.id })).items).toHaveLength(1)
  })
})
