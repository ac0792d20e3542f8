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
    [{ title: 'x', id: '00000000-0000-4000-8000-000000000000' }, 'an id that is no UUIDv7'],
    [{ title: 'nul \0' }, 'characters that cannot be stored'],
  ])('create refuses %j: %s', async (input, _what) => {
    expect(await call(newUserId(), 'list.create', input)).toMatchObject({ ok: false, code: 'BAD_REQUEST' })
  })

  test('list pages newest first, its cursor leads on, and a forged one is refused', async () => {
    const userId = newUserId()
    const ids: string[] = []
    for (const title of ['a', 'b', 'c']) ids.unshift((await created(userId, title)).id)
    const first = succeeded(await call(userId, 'list.list', { limit: 2 }))
    const second = succeeded(await call(userId, 'list.list', { limit: 2, cursor: first.nextCursor }))
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids)
    expect(second.nextCursor).toBeNull()
    expect(await call(userId, 'list.list', { cursor: 'bm90IGEgY3Vyc29y' })).toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('update changes what is named; with a stale version, CONFLICT and nothing changes', async () => {
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

  test('delete takes a list out of the list until restore brings it back', async () => {
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

  test('with a list its tasks are gone, and come back as they were', async () => {
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

  test('another’s list takes nothing of one’s own, and shows nothing: to the letter as one that nobody has', async () => {
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
    // A name is free however many others have it.
    expect((await created(bob, hers.title)).title).toBe(hers.title)
    expect(succeeded(await call(alice, 'task.list', { listId: hers.id })).items).toHaveLength(1)
  })
})

// What is enforced is in packages/db/test/lists/lists-conditions.test.ts; here it is that a token has it.
describe('a program that was let into one list', () => {
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

  test('works in it, as if there were nothing else', async () => {
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

  test('has nothing left when the list is deleted, or was somebody else’s', async () => {
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

  test('sees one list and changes another where its scopes say so', async () => {
    const { own, open, closed } = await scene()
    const { userId } = await own.account.whoami.query()
    const scope = `tasks:read:${open.id} tasks:write:${closed.id}`
    const program = createApiClient({ url: api.url, token: await api.issuer.token(userId, { scope }) })
    const { id } = await program.task.create.mutate({ title: 'Dropped in' })
    expect((await program.task.list.query()).items).toEqual([])
    expect(await own.task.get.query({ id })).toMatchObject({ listId: closed.id })
  })

  test('may be let into several, and says then where a task goes', async () => {
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
