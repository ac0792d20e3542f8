import {
  type ChangeQuery,
  type Conflict,
  type NewTask,
  type OwnerScope,
  openDatabase,
  ownerOf,
  type UndoRequest,
} from '@ownlist/db'
import { createTestDatabase, execute, newUserId, type TestDatabase } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asAction, changeRows, logChanges } from '../../src/changes/action.js'
import { createChangeStore } from '../../src/changes/change-store.js'
import { type Connections, connect } from '../../src/connections.js'
import { changeKinds } from '../../src/stores.js'
import { taskDomain } from '../../src/tasks/task-store.js'

let own: TestDatabase
let connections: Connections
beforeAll(async () => {
  own = await createTestDatabase()
  connections = connect(own.url)
})
afterAll(async () => {
  await connections[Symbol.asyncDispose]()
  await own[Symbol.asyncDispose]()
})

const kinds = ['task', 'list']
const all = { kinds, limit: 500 }
const newest: UndoRequest = { seq: null, overwrite: false, ownSession: false, kinds }
const draft = (fields: Partial<NewTask> = {}): NewTask => ({
  id: uuidv7(),
  title: 'Water',
  notes: '',
  priority: 'none',
  dueOn: null,
  completedAt: null,
  listId: null,
  ...fields,
})
const person = (): OwnerScope => ({ ...ownerOf(newUserId()), sessionId: 'browser' })
const app = (owner: OwnerScope, lists: readonly string[] | null = null): OwnerScope => ({
  ...owner,
  lists,
  sessionId: 'app',
  client: 'Claude',
})
const changes = async (owner: OwnerScope, since: number, query: Partial<ChangeQuery> = {}) =>
  await own.database.changes.list(owner, { ...all, since, ...query })
const history = async (owner: OwnerScope) => (await own.database.changes.history(owner, { ...all, before: null })).items
const undo = (owner: OwnerScope, request: Partial<UndoRequest> = {}) =>
  own.database.changes.undo(owner, { ...newest, ...request })
const rowsOf = async ({ userId }: OwnerScope) =>
  (await own.database.tasks.list(ownerOf(userId), { limit: 200, status: 'all', search: '', after: null })).items

/** Tasks without the fields that every change affects. */
const contentsOf = async (owner: OwnerScope) =>
  (await rowsOf(owner)).map(({ version: _, updatedAt: __, ...contents }) => contents)

/** Completes tasks in one action. */
const completeAll = (owner: OwnerScope, ids: readonly string[]) =>
  asAction(connections, owner, async (action) => {
    const planned = { kind: taskDomain.kind, changes: { completed_at: '2026-11-26T09:30:00.000Z' } }
    await changeRows(action, { ...planned, ids: await logChanges(action, { ...planned, ids }) })
  })

describe('what has changed since a number', () => {
  test('contains each row once, with its current state, and null for a deleted row', async () => {
    const owner = person()
    const { tasks, lists } = own.database
    const [kept, gone] = [await tasks.create(owner, draft()), await tasks.create(owner, draft())]
    const { seq } = await own.database.changes.list(owner, { ...all, since: null })
    expect(seq).toBe(2)
    const list = await lists.create(owner, { id: uuidv7(), title: 'Garden' })
    const moved = await tasks.update(owner, kept.id, { changes: { title: 'Moved', listId: list.id } })
    const renamed = await lists.update(owner, list.id, { changes: { title: 'Balcony' } })
    await tasks.delete(owner, gone.id)
    expect(await changes(owner, seq)).toEqual({
      seq: 6,
      changes: [
        { seq: 4, kind: 'task', id: kept.id, version: 2, row: moved },
        { seq: 5, kind: 'list', id: list.id, version: 2, row: renamed },
        { seq: 6, kind: 'task', id: gone.id, version: 2, row: null },
      ],
      next: null,
    })
    expect(await changes(owner, 6)).toEqual({ seq: 6, changes: [], next: null })
    expect((await changes(owner, 0, { kinds: ['list'] })).changes).toHaveLength(1)
  })

  test('has pages that miss nothing, even within an action, and are shorter if they do not fit', async () => {
    const owner = person()
    const ids: string[] = []
    for (let n = 0; n < 5; n++) ids.push((await own.database.tasks.create(owner, draft({ title: `${n}` }))).id)
    await completeAll(owner, ids)
    for (const room of [undefined, { full: true, add: () => undefined, addIfFits: () => false }]) {
      const seen: string[] = []
      let query: Partial<ChangeQuery> = { limit: 2, ...(room === undefined ? {} : { room }) }
      for (;;) {
        const page = await changes(owner, 5, query)
        seen.push(...page.changes.map(({ id }) => id))
        expect(page.seq).toBe(page.next === null ? 6 : 5)
        if (page.next === null) break
        query = { ...query, after: page.next }
      }
      expect(seen).toEqual(ids)
    }
  })

  test('is refused if the log no longer has it, or never had it', async () => {
    const owner = person()
    await own.database.tasks.create(owner, draft())
    await expect(changes(owner, 2)).rejects.toMatchObject({ code: 'LOG_TRIMMED' })
    await own.database.eraseOwner(owner.userId)
    await expect(changes(owner, 1)).rejects.toMatchObject({ code: 'LOG_TRIMMED' })
    expect(await changes(owner, 2)).toEqual({ seq: 2, changes: [], next: null })
  })

  test('shows an app a task that was moved out of its list as gone, and nothing else of other lists', async () => {
    const owner = person()
    const { tasks, lists } = own.database
    const [open, closed] = [
      await lists.create(owner, { id: uuidv7(), title: 'Open' }),
      await lists.create(owner, { id: uuidv7(), title: 'Closed' }),
    ]
    const inside = await tasks.create(owner, draft({ listId: open.id }))
    const moved = await tasks.create(owner, draft({ listId: open.id }))
    await tasks.create(owner, draft({ listId: closed.id, title: 'Secret' }))
    await tasks.update(owner, moved.id, { changes: { listId: closed.id, title: 'Secret' } })
    await tasks.update(owner, moved.id, { changes: { notes: 'Secret' } })
    const limited = app(owner, [open.id])
    expect((await changes(limited, 0)).changes).toMatchObject([
      { kind: 'list', row: { id: open.id } },
      { id: inside.id, row: inside },
      { id: moved.id, row: null },
    ])
    await tasks.update(owner, moved.id, { changes: { listId: open.id, title: 'Back' } })
    const elsewhere = await tasks.create(owner, draft({ title: 'Secret' }))
    await completeAll(owner, [inside.id, elsewhere.id])
    const seen = await history(limited)
    expect(JSON.stringify(seen)).not.toMatch(new RegExp(`Secret|${closed.id}|${elsewhere.id}`))
    // Row-level security does not apply to a superuser, so only the statements enforce this.
    await using unbound = openDatabase(own.adminUrl)
    expect((await unbound.changes.history(limited, { ...all, before: null })).items).toEqual(seen)
    await expect(undo(owner, { seq: 13 }).then(() => undo(limited, { seq: 13 }))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    expect(seen.map(({ changes: [change] }) => [change?.what, change?.title, change?.fields])).toEqual([
      ['changed', 'Water', [{ name: 'completedAt', before: null, after: '2026-11-26T09:30:00.000Z' }]],
      ['changed', 'Back', []],
      ['changed', 'Back', []],
      ['created', 'Back', []],
      ['created', 'Water', []],
      ['created', 'Open', []],
    ])
  })
})

test('the history says who did what, with the values before and directly after, newest first', async () => {
  const owner = person()
  const { tasks, changes: log } = own.database
  const { id } = await tasks.create(owner, draft())
  await tasks.update(app(owner), id, { changes: { title: 'Fern', dueOn: '2026-11-30', notes: '' } })
  await tasks.update(owner, id, { changes: { title: 'Ferns', completedAt: '2026-11-26T09:30:00.000Z' } })
  await tasks.delete(owner, id)
  await tasks.restore(owner, id)
  const change = (version: number, what: string, fields: readonly object[] = []) => [
    { kind: 'task', id, version, title: 'Ferns', what, fields },
  ]
  const action = { at: expect.any(String), client: null, isOwnSession: true, undoes: null, undoneBy: null, rows: 1 }
  const expected = [
    { ...action, seq: 5, changes: change(5, 'restored') },
    { ...action, seq: 4, changes: change(4, 'deleted') },
    {
      ...action,
      seq: 3,
      changes: change(3, 'changed', [
        { name: 'title', before: 'Fern', after: 'Ferns' },
        { name: 'completedAt', before: null, after: '2026-11-26T09:30:00.000Z' },
      ]),
    },
    {
      ...action,
      seq: 2,
      client: 'Claude',
      isOwnSession: false,
      changes: change(2, 'changed', [
        { name: 'title', before: 'Water', after: 'Fern' },
        { name: 'dueOn', before: null, after: '2026-11-30' },
      ]),
    },
    { ...action, seq: 1, changes: change(1, 'created') },
  ]
  expect(await history(owner)).toEqual(expected)
  const first = await log.history(owner, { kinds, limit: 2, before: null })
  expect(first).toEqual({ items: expected.slice(0, 2), next: 4 })
  expect(await log.history(owner, { kinds, limit: 3, before: first.next })).toEqual({
    items: expected.slice(2),
    next: null,
  })
})

test('the history shows one moment, even if a row is changed while it is read', async () => {
  const owner = person()
  const { id } = await own.database.tasks.create(owner, draft({ title: '0' }))
  await own.database.tasks.update(owner, id, { changes: { title: '1' } })
  let titles = 1
  const readTogether: Connections['readTogether'] = async (scope, statement) => {
    const rows = await connections.readTogether(scope, statement)
    await own.database.tasks.update(owner, id, { changes: { title: String(++titles) } })
    return rows
  }
  const { items } = await createChangeStore({ ...connections, readTogether }, changeKinds).history(owner, {
    ...all,
    before: null,
  })
  expect(titles).toBeGreaterThan(1)
  expect(items).toMatchObject([
    { changes: [{ title: '1', fields: [{ name: 'title', before: '0', after: '1' }] }] },
    { changes: [{ what: 'created' }] },
  ])
})

describe('an undo', () => {
  test('reverts an action on many rows as a whole, and can be undone itself', async () => {
    const owner = person()
    const ids: string[] = []
    for (let n = 0; n < 10; n++) ids.push((await own.database.tasks.create(owner, draft({ title: `${n}` }))).id)
    await own.database.tasks.update(owner, ids[3] ?? '', { changes: { completedAt: '2026-01-01T00:00:00.000Z' } })
    const before = await contentsOf(owner)
    await completeAll(owner, ids)
    const after = await contentsOf(owner)
    const seq = await undo(owner)
    expect(await contentsOf(owner)).toEqual(before)
    expect(await history(owner)).toMatchObject([
      { seq, undoes: 12, rows: 10 },
      { seq: 12, undoneBy: seq },
      ...Array(11).fill({ undoneBy: null }),
    ])
    const redo = await undo(owner, { seq })
    expect(await contentsOf(owner)).toEqual(after)
    expect((await history(owner)).slice(0, 3)).toMatchObject([
      { seq: redo },
      { seq, undoneBy: redo },
      { undoneBy: null },
    ])
    await undo(owner)
    expect(await contentsOf(owner)).toEqual(before)
  })

  test('reverts a bulk completion with tasks that repeat: all are exactly as before, and no occurrence is left', async () => {
    const owner = person()
    const { tasks } = own.database
    const ids: string[] = []
    for (let n = 0; n < 10; n++) {
      const repeats = n % 3 === 0 ? { recurrence: 'FREQ=DAILY', dueOn: '2026-11-26' } : {}
      ids.push((await tasks.create(owner, draft({ title: `${n}`, ...repeats }))).id)
    }
    await tasks.create(owner, draft({ title: 'A subtask', parentId: ids[0] ?? null }))
    const before = await contentsOf(owner)
    const { seq } = await tasks.bulk(owner, { ids, action: { type: 'complete' } })
    expect(await contentsOf(owner)).toHaveLength(15)
    const after = await contentsOf(owner)
    const undone = await undo(owner)
    expect(await contentsOf(owner)).toEqual(before)
    expect(await history(owner)).toMatchObject([{ seq: undone, undoes: seq, rows: 15 }, ...Array(12).fill({})])
    await undo(owner, { seq: undone })
    expect(await contentsOf(owner)).toEqual(after)
  })

  test('goes back step by step through the actions of its own session, and of no other session', async () => {
    const owner = person()
    const { tasks } = own.database
    const { id } = await tasks.create(owner, draft())
    await tasks.update(owner, id, { changes: { title: 'Fern' } })
    await tasks.update(app(owner), id, { changes: { priority: 'high' } })
    // It changes nothing, so it is not a step.
    await tasks.update(owner, id, { changes: { title: 'Fern' } })
    await undo(owner)
    expect(await rowsOf(owner)).toMatchObject([{ title: 'Water', priority: 'high' }])
    await undo(owner, { overwrite: true })
    expect(await rowsOf(owner)).toEqual([])
    await expect(undo(owner)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(undo(ownerOf(owner.userId))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('is refused if a later action changed the same field, and names it; with overwrite, it is done', async () => {
    const owner = person()
    const { tasks } = own.database
    const { id } = await tasks.create(owner, draft())
    await tasks.update(owner, id, { changes: { title: 'Fern', priority: 'high' } })
    await tasks.update(app(owner), id, { changes: { title: 'Ferns', notes: 'Daily' } })
    const conflicts: Conflict[] = [{ kind: 'task', id, title: 'Ferns', fields: ['title'] }]
    const before = await rowsOf(owner)
    await expect(undo(owner)).rejects.toMatchObject({ code: 'CHANGED_SINCE', conflicts })
    expect(await rowsOf(owner)).toEqual(before)
    await undo(owner, { overwrite: true })
    expect(await rowsOf(owner)).toMatchObject([{ title: 'Water', priority: 'none', notes: 'Daily' }])
  })

  test('is not refused if the later change was undone, or reverted by hand', async () => {
    const owner = person()
    const { tasks } = own.database
    const { id } = await tasks.create(owner, draft())
    await tasks.update(owner, id, { changes: { title: 'Fern' } })
    await tasks.update(app(owner), id, { changes: { title: 'Ferns' } })
    await undo(app(owner))
    await undo(owner, { seq: 2 })
    expect(await rowsOf(owner)).toMatchObject([{ title: 'Water' }])
  })

  test('of a create is refused after later changes, and of a delete restores the row', async () => {
    const owner = person()
    const { tasks } = own.database
    const { id } = await tasks.create(owner, draft())
    await tasks.update(app(owner), id, { changes: { notes: 'Daily' } })
    const conflicts: Conflict[] = [{ kind: 'task', id, title: 'Water', fields: ['notes'] }]
    await expect(undo(owner)).rejects.toMatchObject({ conflicts })
    const before = await contentsOf(owner)
    await tasks.delete(owner, id)
    await undo(owner)
    expect(await contentsOf(owner)).toEqual(before)
  })

  test('that is repeated changes nothing, and neither does one where the old values are already there', async () => {
    const owner = person()
    const { tasks } = own.database
    const { id } = await tasks.create(owner, draft())
    await tasks.update(owner, id, { changes: { title: 'Fern' } })
    const seq = await undo(owner, { seq: 2 })
    const before = await rowsOf(owner)
    expect(await undo(owner, { seq: 2 })).toBe(seq)
    expect(await rowsOf(owner)).toEqual(before)
    await tasks.update(owner, id, { changes: { title: 'Moss' } })
    await tasks.update(owner, id, { changes: { title: 'Water' } })
    await undo(owner, { seq: 5 })
    expect((await history(owner))[1]).toMatchObject({ seq: 6, undoneBy: null })
    expect(await rowsOf(owner)).toMatchObject([{ title: 'Water' }])
  })

  test('by an app reverts only what its own session did', async () => {
    const owner = person()
    const { tasks } = own.database
    const { id } = await tasks.create(owner, draft())
    await tasks.update(app(owner), id, { changes: { title: 'Fern' } })
    const other = { ...app(owner), sessionId: 'another' }
    for (const [scope, seq] of [
      [app(owner), 1],
      [other, 1],
      [other, 2],
      [other, null],
      [{ ...app(owner), sessionId: null }, 2],
    ] as const) {
      await expect(undo(scope, { seq, ownSession: true })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
    await undo(app(owner), { ownSession: true })
    expect(await rowsOf(owner)).toMatchObject([{ title: 'Water' }])
  })

  test('is refused for a row that no longer exists', async () => {
    const owner = person()
    const { id } = await own.database.tasks.create(owner, draft())
    await own.database.tasks.delete(owner, id)
    await execute(own.adminUrl, [`delete from task where user_id = '${owner.userId}'`])
    const conflicts: Conflict[] = [{ kind: 'task', id, title: null, fields: [] }]
    await expect(undo(owner)).rejects.toMatchObject({ code: 'CHANGED_SINCE', conflicts })
    await expect(undo(owner, { overwrite: true })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('the log is trimmed', () => {
  const seqs = async (owner: OwnerScope) => (await history(owner)).map(({ seq }) => seq)

  test('after 90 days and after 20,000 actions, and says what is missing', async () => {
    const [old, busy] = [person(), person()]
    for (const owner of [old, busy]) for (let n = 0; n < 3; n++) await own.database.tasks.create(owner, draft())
    await execute(own.adminUrl, [
      `update change set at = now() - interval '91 days' where user_id = '${old.userId}' and seq <= 2`,
      `update change_counter set seq = 20002 where user_id = '${busy.userId}'`,
    ])
    for (const owner of [old, busy]) {
      await own.database.changes.trim(owner)
      expect(await seqs(owner)).toEqual([3])
      await expect(changes(owner, 1)).rejects.toMatchObject({ code: 'LOG_TRIMMED' })
      expect((await changes(owner, 2)).changes).toHaveLength(1)
    }
  })

  test('with every 500th action', async () => {
    const owner = person()
    for (let n = 0; n < 2; n++) await own.database.tasks.create(owner, draft())
    await execute(own.adminUrl, [
      `update change set at = now() - interval '91 days' where user_id = '${owner.userId}' and seq = 1`,
      `update change_counter set seq = 499 where user_id = '${owner.userId}'`,
    ])
    await own.database.tasks.create(owner, draft())
    await expect.poll(() => seqs(owner)).toEqual([500, 2])
  })
})
