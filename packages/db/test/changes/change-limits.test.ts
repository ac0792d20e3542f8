// domain: tasks
import { type ChangeQuery, type OwnerScope, openDatabase, ownerOf, type UndoRequest } from '@ownlist/db'
import { createTestDatabase, execute, newUserId, type TestDatabase } from '@ownlist/testkit'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asAction, logChanges, logUnchanged } from '../../src/changes/action.js'
import { connect } from '../../src/connections.js'
import type { PageRoom } from '../../src/pages.js'

// Unusual states of the change log: an empty log, a page that is exactly full, a row that was permanently removed.

let own: TestDatabase
beforeAll(async () => {
  own = await createTestDatabase()
})
afterAll(() => own[Symbol.asyncDispose]())

const kinds = ['label', 'list', 'task']
const draft = { title: 'Water', notes: '', priority: 'none', dueOn: null, completedAt: null, listId: null } as const
const person = (): OwnerScope => ({ ...ownerOf(newUserId()), sessionId: 'browser' })
const addLabel = async (owner: OwnerScope) =>
  (await own.database.labels.create(owner, { id: uuidv7(), title: 'Home' })).id
const rename = (owner: OwnerScope, id: string, title: string) =>
  own.database.labels.update(owner, id, { changes: { title } })
const changes = (owner: OwnerScope, query: Partial<ChangeQuery> = {}) =>
  own.database.changes.list(owner, { since: 0, kinds, limit: 9, ...query })
const history = (owner: OwnerScope, limit = 9) => own.database.changes.history(owner, { before: null, kinds, limit })
const undo = (owner: OwnerScope, request: Partial<UndoRequest> = {}) =>
  own.database.changes.undo(owner, { seq: null, overwrite: false, ownSession: false, kinds, ...request })
const full: PageRoom = { full: true, add: () => undefined, addIfFits: () => false }

describe('a person who has done nothing yet', () => {
  test('has an empty log, which can be followed and trimmed', async () => {
    const owner = person()
    const empty = { seq: 0, changes: [], next: null }
    expect(await changes(owner, { since: null })).toEqual(empty)
    expect(await changes(owner)).toEqual(empty)
    await expect(changes(owner, { since: 1 })).rejects.toMatchObject({ code: 'LOG_TRIMMED' })
    expect(await history(owner)).toEqual({ items: [], next: null })
    await own.database.changes.trim(owner)
    await expect(undo(owner)).rejects.toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('action') })
    await expect(undo(owner, { seq: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('a page', () => {
  test('of changes that holds all of them is the last one, and has each row where it changed last', async () => {
    const owner = person()
    const [first, second] = [await addLabel(owner), await addLabel(owner)]
    await rename(owner, first, 'Garden')
    const seqs = async (query: Partial<ChangeQuery>) => {
      const page = await changes(owner, query)
      return [page.changes.map(({ id, seq }) => [id, seq]), page.seq, page.next]
    }
    const all = [
      [second, 2],
      [first, 3],
    ]
    expect(await seqs({})).toEqual([all, 3, null])
    expect(await seqs({ limit: 3 })).toEqual([all, 3, null])
    const after = { seq: 2, kind: 'label', id: second }
    expect(await seqs({ limit: 2 })).toEqual([
      [
        [first, 1],
        [second, 2],
      ],
      1,
      after,
    ])
    expect(await seqs({ limit: 1, after })).toEqual([[[first, 3]], 3, null])
  })

  test('of changes ends after its last row, whether the limit or the room ends it', async () => {
    const owner = person()
    const ids: string[] = []
    for (let n = 0; n < 5; n++) ids.push(await addLabel(owner))
    let used = 0
    const room: PageRoom = {
      get full() {
        return used >= 3
      },
      add: () => void used++,
      addIfFits: () => false,
    }
    for (const query of [{ limit: 3 }, { room }]) {
      const page = await changes(owner, query)
      expect(page.changes.map(({ id }) => id)).toEqual(ids.slice(0, 3))
      expect([page.seq, page.next]).toEqual([2, { seq: 3, kind: 'label', id: ids[2] }])
    }
  })

  test('of the history that holds all of it is the last one, and holds at least one action', async () => {
    const owner = person()
    const id = await addLabel(owner)
    await rename(owner, id, 'Garden')
    const page = async (limit: number, room?: PageRoom) => {
      const query = { before: null, kinds, limit, ...(room === undefined ? {} : { room }) }
      const { items, next } = await own.database.changes.history(owner, query)
      return [items.map(({ seq }) => seq), next]
    }
    expect(await page(2)).toEqual([[2, 1], null])
    expect(await page(1)).toEqual([[2], 2])
    expect(await page(2, full)).toEqual([[2], 2])
    const added: string[] = []
    await page(2, { ...full, full: false, add: (json) => void added.push(json) })
    expect(added.map((json) => JSON.parse(json).seq)).toEqual([2, 1])
  })
})

test('the history shows what is left of a row that was permanently removed, and every kind of value', async () => {
  const owner: OwnerScope = { ...person(), sessionId: null }
  const remindAt = ['2030-01-01T08:00:00.000Z', '2030-01-02T08:00:00.000Z']
  const completedAt = '2026-11-01T08:00:00.000Z'
  const { id } = await own.database.tasks.create(owner, { ...draft, id: uuidv7(), completedAt })
  await own.database.tasks.update(owner, id, {
    changes: { remindAt, remindBefore: [30], dueTime: '09:00', completedAt: null },
  })
  const latest = async () => (await history(owner, 1)).items[0]
  const field = (name: string, before: unknown, after: unknown) => ({ name, before, after })
  const shown = await latest()
  expect(shown?.isOwnSession).toBe(false)
  expect(shown?.changes[0]?.fields).toHaveLength(4)
  expect(shown?.changes[0]?.fields).toEqual(
    expect.arrayContaining([
      field('remindAt', [], remindAt),
      field('remindBefore', [], [30]),
      field('dueTime', null, '09:00'),
      field('completedAt', completedAt, null),
    ]),
  )
  await execute(own.adminUrl, [`delete from task where user_id = '${owner.userId}'`])
  const gone = await latest()
  expect(gone?.changes).toMatchObject([{ id, title: null, what: 'changed' }])
  expect(gone?.changes[0]?.fields).toContainEqual(field('dueTime', null, null))
  expect(gone?.changes[0]?.fields).toContainEqual(field('completedAt', completedAt, null))
})

describe('an undo', () => {
  test('of a change of an instant is not refused if the same instant was logged in another time zone', async () => {
    const owner = person()
    const tokyo = new URL(own.url)
    tokyo.searchParams.set('options', '-c TimeZone=Asia/Tokyo')
    await using there = openDatabase(tokyo.href)
    const [first, second, third] = ['2026-11-01T08:00:00.000Z', '2026-11-02T08:00:00.000Z', '2026-11-03T08:00:00.000Z']
    const { id } = await own.database.tasks.create(owner, { ...draft, id: uuidv7(), completedAt: first })
    const complete = ({ tasks }: typeof there, completedAt: string) =>
      tasks.update(owner, id, { changes: { completedAt } })
    await complete(own.database, second)
    await complete(there, third)
    await complete(own.database, second)
    await undo(owner, { seq: 2 })
    expect(await own.database.tasks.get(owner, id)).toMatchObject({ completedAt: first })
    // The history shows all of them in the same form.
    const { items } = await there.changes.history(owner, { before: null, kinds, limit: 9 })
    const fields = items.flatMap(({ changes: [change] }) => change?.fields ?? [])
    expect(fields.map(({ before, after }) => [before, after])).toEqual([
      [second, first],
      [third, second],
      [second, third],
      [first, second],
    ])
  })

  test('of a deletion is refused if the row was restored and deleted again, and names that', async () => {
    const owner = person()
    const { tasks } = own.database
    const { id } = await tasks.create(owner, { ...draft, id: uuidv7() })
    for (const change of ['delete', 'restore', 'delete'] as const) await tasks[change](owner, id)
    const conflicts = [{ kind: 'task', id, title: 'Water', fields: ['deletedAt'] }]
    await expect(undo(owner, { seq: 2 })).rejects.toMatchObject({ code: 'CHANGED_SINCE', conflicts })
    await undo(owner, { seq: 2, overwrite: true })
    expect(await tasks.get(owner, id)).toMatchObject({ deletedAt: null })
  })

  test('of a creation deletes the row again if it was restored, and changes nothing if it is deleted', async () => {
    const owner = person()
    const { tasks } = own.database
    const { id } = await tasks.create(owner, { ...draft, id: uuidv7() })
    await tasks.delete(owner, id)
    const undone = await undo(owner, { seq: 1 })
    expect((await history(owner)).items[0]).toMatchObject({ seq: undone, undoes: 1, changes: [{ fields: [] }] })
    await tasks.restore(owner, id)
    expect((await history(owner)).items.find(({ seq }) => seq === 1)).toMatchObject({ undoneBy: undone })
  })

  test('is refused if it would refer to a list that was permanently removed', async () => {
    const owner = person()
    const { lists, tasks, trash } = own.database
    const { id: listId } = await lists.create(owner, { id: uuidv7(), title: 'Garden' })
    const { id } = await tasks.create(owner, { ...draft, id: uuidv7(), listId })
    await tasks.update(owner, id, { changes: { listId: null } })
    await lists.delete(owner, listId)
    await trash.empty(owner)
    await expect(undo(owner, { seq: 3 })).rejects.toMatchObject({ code: 'CHANGED_SINCE', conflicts: [] })
    expect(await tasks.get(owner, id)).toMatchObject({ listId: null, version: 2 })
  })

  test('by somebody without a session is never an undo of their own session', async () => {
    const owner: OwnerScope = { ...person(), sessionId: null }
    await addLabel(owner)
    for (const seq of [null, 1])
      await expect(undo(owner, { seq, ownSession: true })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await undo(owner, { seq: 1 })).toBe(2)
  })

  test('never chooses what was undone before, however long ago', async () => {
    const owner = person()
    await addLabel(owner)
    await undo(owner)
    for (let n = 0; n < 2; n++) await addLabel(owner)
    for (let n = 0; n < 2; n++) await undo(owner)
    await expect(undo(owner)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('of a creation is not refused if a later change was reverted by hand', async () => {
    const owner = person()
    const id = await addLabel(owner)
    for (const title of ['Garden', 'Home']) await rename(owner, id, title)
    await undo(owner, { seq: 1 })
    expect((await changes(owner, { since: 3 })).changes).toMatchObject([{ id, row: null }])
  })

  test('logs only the rows that it changes, if there are any', async () => {
    const owner = person()
    const { tasks } = own.database
    const ids = [uuidv7(), uuidv7()] as const
    await tasks.createMany(
      owner,
      ids.map((id) => ({ ...draft, id })),
    )
    await tasks.bulk(owner, { ids, action: { type: 'prioritize', priority: 'high' } })
    await tasks.update(owner, ids[0], { changes: { priority: 'none' } })
    await undo(owner, { seq: 2 })
    expect((await history(owner)).items[0]).toMatchObject({ undoes: 2, rows: 1, changes: [{ id: ids[1] }] })
  })

  test('by an app is refused for an action that moved a row into its list or out of it', async () => {
    const owner = person()
    const { lists, sections, tasks } = own.database
    const [mine, other] = [uuidv7(), uuidv7()]
    for (const id of [mine, other]) await lists.create(owner, { id, title: 'Garden' })
    const { id: sectionId } = await sections.create(owner, { id: uuidv7(), listId: mine, title: 'Shade' })
    const { id: inside } = await tasks.create(owner, { ...draft, id: uuidv7(), listId: mine })
    const { id: moved } = await tasks.create(owner, { ...draft, id: uuidv7(), listId: other })
    const app = { ...owner, lists: [mine] }
    const { seq } = await tasks.bulk(owner, {
      ids: [inside, moved],
      action: { type: 'move', listId: mine, sectionId },
    })
    await expect(undo(app, { seq })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await tasks.get(owner, moved)).toMatchObject({ listId: mine, sectionId })
    await undo(owner, { seq })
    expect(await tasks.get(owner, moved)).toMatchObject({ listId: other, sectionId: null })
  })

  test('of several kinds of rows is one action', async () => {
    const owner = person()
    const { lists, tasks } = own.database
    const { id: listId } = await lists.create(owner, { id: uuidv7(), title: 'Garden' })
    const ids = [uuidv7(), uuidv7(), uuidv7()]
    await tasks.createMany(
      owner,
      ids.map((id) => ({ ...draft, id, listId })),
    )
    await tasks.bulk(owner, { ids: ids.slice(0, 2), action: { type: 'prioritize', priority: 'high' } })
    await undo(owner, { seq: 2, overwrite: true })
    expect((await history(owner)).items[0]).toMatchObject({ seq: 4, undoes: 2, rows: 3, isOwnSession: true })
    expect((await changes(owner, { since: 3 })).changes.map(({ row }) => row)).toEqual([null, null, null])
    await undo(owner, { seq: 4 })
    expect((await changes(owner, { since: 4 })).changes.map(({ row }) => row)).toMatchObject(
      ids.toSorted().map((id) => ({ id, deletedAt: null })),
    )
  })
})

describe('an action', () => {
  test('that moves many tasks is logged for both lists, and an app sees them leave and enter', async () => {
    const owner = person()
    const { lists, tasks } = own.database
    const [from, to] = [uuidv7(), uuidv7()]
    for (const id of [from, to]) await lists.create(owner, { id, title: 'Garden' })
    const ids = [uuidv7(), uuidv7()]
    await tasks.createMany(
      owner,
      ids.map((id) => ({ ...draft, id, listId: from })),
    )
    await tasks.bulk(owner, { ids, action: { type: 'move', listId: to } })
    const seen = async (listId: string) =>
      (await changes({ ...owner, lists: [listId] }, { since: 3 })).changes.map(({ id, row }) => [id, row !== null])
    expect(await seen(from)).toEqual(ids.map((id) => [id, false]))
    expect(await seen(to)).toEqual(ids.map((id) => [id, true]))
  })

  test('of an app changes and logs only rows in its lists, even without row-level security', async () => {
    await using unbound = connect(own.adminUrl)
    const owner = person()
    const [mine, other] = [uuidv7(), uuidv7()]
    for (const id of [mine, other]) await own.database.lists.create(owner, { id, title: 'Garden' })
    const labelId = await addLabel(owner)
    const app = { ...owner, lists: [mine] }
    const changed = await asAction(unbound, app, async (action) => {
      const [list, label] = [
        { table: 'list', listColumn: 'id' },
        { table: 'label', listColumn: null },
      ] as const
      const title = { title: 'Changed' }
      const logged = await logChanges(action, { kind: list, ids: [mine, other], changes: title })
      expect(await logChanges(action, { kind: label, ids: [labelId], changes: title })).toEqual([])
      await logUnchanged({ ...action, seq: action.seq + 100n }, list, [mine, other])
      await logUnchanged({ ...action, seq: action.seq + 100n }, label, [labelId])
      return logged
    })
    expect(changed).toEqual([mine])
    const page = await changes(owner, { since: 3, limit: 9 })
    expect(page.changes.map(({ id }) => id)).toEqual([mine])
  })
})

describe('trimming', () => {
  test('removes changes of one user only, even without row-level security, and can be repeated', async () => {
    const [alice, bob] = [person(), person()]
    await using unbound = openDatabase(own.adminUrl)
    for (const owner of [bob, alice]) for (let n = 0; n < 3; n++) await addLabel(owner)
    await execute(own.adminUrl, [
      `update change set at = now() - interval '91 days' where user_id = '${alice.userId}' and seq <= 2`,
      `update change set at = now() - interval '89 days' where user_id = '${alice.userId}' and seq = 3`,
      `update change set at = now() - interval '91 days' where user_id = '${bob.userId}'`,
    ])
    const seqs = async (owner: OwnerScope) => (await history(owner)).items.map(({ seq }) => seq)
    for (const _again of [1, 2]) {
      await unbound.changes.trim(alice)
      expect([await seqs(alice), await seqs(bob)]).toEqual([[3], [3, 2, 1]])
    }
    await expect(changes(alice, { since: 1 })).rejects.toMatchObject({ code: 'LOG_TRIMMED' })
    expect(await changes(alice, { since: null })).toEqual({ seq: 3, changes: [], next: null })
    expect((await changes(bob)).changes).toHaveLength(3)
  })

  test('never forgets that another process has trimmed more', async () => {
    const owner = person()
    for (let n = 0; n < 3; n++) await addLabel(owner)
    await execute(own.adminUrl, [
      `update change set at = now() - interval '91 days' where user_id = '${owner.userId}' and seq <= 2`,
    ])
    const [other, watcher] = [0, 1].map(() => new pg.Client({ connectionString: own.adminUrl })) as [
      pg.Client,
      pg.Client,
    ]
    await Promise.all([other.connect(), watcher.connect()])
    await other.query('begin')
    await other.query('update change_counter set trimmed = 3 where user_id = $1', [owner.userId])
    const trimming = own.database.changes.trim(owner)
    const waiting = `select from ${own.activity} where wait_event_type = 'Lock' and datname = current_database()`
    await expect.poll(async () => (await watcher.query(waiting)).rowCount).toBe(1)
    await other.query('commit')
    await Promise.all([trimming, other.end(), watcher.end()])
    await expect(changes(owner, { since: 2 })).rejects.toMatchObject({ code: 'LOG_TRIMMED' })
  })

  test('does not happen with every action', async () => {
    const owner = person()
    await addLabel(owner)
    await execute(own.adminUrl, [`update change set at = now() - interval '91 days' where user_id = '${owner.userId}'`])
    await addLabel(owner)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect((await history(owner)).items).toHaveLength(2)
  })
})
