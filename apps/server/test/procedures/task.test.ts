import type { RouterInputs } from '@ownlist/client'
import { newUserId } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppApi, startAppApi } from '../app-api.js'
import { transports } from '../transports.js'

let api: AppApi
beforeAll(async () => {
  api = await startAppApi()
})
afterAll(() => api[Symbol.asyncDispose]())

describe.each(Object.entries(transports))('task, through %s,', (_name, through) => {
  const call = ((...args) => through(api).call(...args)) as ReturnType<typeof through>['call']
  const created = async (userId: string, title = 'Water the plants') => {
    const outcome = await call(userId, 'task.create', { title })
    if (!outcome.ok) throw new Error(outcome.message)
    return outcome.value
  }

  test('create trims the title and fills in the other fields, and get returns the task', async () => {
    const userId = newUserId()
    const task = await created(userId, '  Water the plants  ')
    expect(task).toMatchObject({
      title: 'Water the plants',
      notes: '',
      priority: 'none',
      dueOn: null,
      completedAt: null,
      deletedAt: null,
      version: 1,
    })
    expect(Object.keys(task)).not.toContain('userId')
    expect(await call(userId, 'task.get', { id: task.id })).toEqual({ ok: true, value: task })
  })

  test('create with the same id and body is the same task; with another body, CONFLICT', async () => {
    const userId = newUserId()
    const id = uuidv7()
    const first = await call(userId, 'task.create', { id, title: 'Once' })
    expect(await call(userId, 'task.create', { id, title: 'Once' })).toEqual(first)
    expect(await call(userId, 'task.create', { id, title: 'Twice' })).toMatchObject({ ok: false, code: 'CONFLICT' })
  })

  test.each<[RouterInputs['task']['create'], string]>([
    [{ title: '   ' }, 'an empty title'],
    [{ title: 'x'.repeat(501) }, 'a title of 501 characters'],
    [{ title: 'x', dueOn: '2026-02-30' }, 'a day that does not exist'],
    [{ title: 'x', id: '00000000-0000-4000-8000-000000000000' }, 'an id that is not a UUIDv7'],
    [{ title: 'nul \0' }, 'characters that cannot be stored'],
  ])('create refuses %j: %s', async (input, _what) => {
    expect(await call(newUserId(), 'task.create', input)).toMatchObject({ ok: false, code: 'BAD_REQUEST' })
  })

  test('list returns pages, newest first, and its cursor leads to the next page', async () => {
    const userId = newUserId()
    const ids: string[] = []
    for (const title of ['a', 'b', 'c']) ids.unshift((await created(userId, title)).id)
    const first = await call(userId, 'task.list', { limit: 2 })
    if (!first.ok) throw new Error(first.message)
    const second = await call(userId, 'task.list', { limit: 2, cursor: first.value.nextCursor })
    if (!second.ok) throw new Error(second.message)
    expect([...first.value.items, ...second.value.items].map(({ id }) => id)).toEqual(ids)
    expect(second.value.nextCursor).toBeNull()
  })

  test('list refuses a forged cursor and a limit out of bounds', async () => {
    const bad = { ok: false, code: 'BAD_REQUEST' }
    expect(await call(newUserId(), 'task.list', { cursor: 'bm90IGEgY3Vyc29y' })).toMatchObject(bad)
    expect(await call(newUserId(), 'task.list', { limit: 201 })).toMatchObject(bad)
    expect(await call(newUserId(), 'task.list', { limit: 0 })).toMatchObject(bad)
  })

  test('update changes only the given fields; with a stale version, CONFLICT and nothing changes', async () => {
    const userId = newUserId()
    const { id } = await created(userId)
    const changed = await call(userId, 'task.update', { id, version: 1, completedAt: '2026-01-01T00:00:00Z' })
    expect(changed).toMatchObject({ ok: true, value: { version: 2, completedAt: '2026-01-01T00:00:00.000Z' } })
    expect(await call(userId, 'task.update', { id, version: 1, title: 'Late' })).toMatchObject({ code: 'CONFLICT' })
    expect(await call(userId, 'task.get', { id })).toEqual(changed)
  })

  test('delete hides a task until restore brings it back', async () => {
    const userId = newUserId()
    const { id } = await created(userId)
    expect(await call(userId, 'task.delete', { id })).toMatchObject({ ok: true })
    expect(await call(userId, 'task.get', { id })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await call(userId, 'task.list', {})).toMatchObject({ value: { items: [] } })
    expect(await call(userId, 'task.restore', { id })).toMatchObject({ ok: true, value: { deletedAt: null } })
    expect(await call(userId, 'task.list', {})).toMatchObject({ value: { items: [{ id }] } })
  })

  test('account.whoami names the caller, and account.erase removes all their rows', async () => {
    const userId = newUserId()
    await created(userId)
    expect(await call(userId, 'account.whoami')).toEqual({ ok: true, value: { userId } })
    expect(await call(userId, 'account.erase')).toEqual({ ok: true, value: { rows: 1 } })
    expect(await call(userId, 'task.list', {})).toMatchObject({ value: { items: [] } })
  })
})
