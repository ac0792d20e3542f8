// domain: tasks
import { createHash } from 'node:crypto'
import { type OwnerScope, ownerOf } from '@ownlist/db'
import { createTestDatabase, newUserId } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { connect } from '../../src/connections.js'

const kinds = ['list', 'section', 'label', 'filter']

interface Row {
  readonly id: string
  readonly title: string
  readonly position: string
}

/** What the stores of these kinds have in common. */
interface Store {
  create(owner: OwnerScope, row: { id: string; title: string; listId: string; query: string }): Promise<Row>
  get(owner: OwnerScope, id: string): Promise<object>
  update(owner: OwnerScope, id: string, update: { changes: object; version?: number }): Promise<object>
  delete(owner: OwnerScope, id: string): Promise<object>
}

test('devices learn each change of a list, a section, a label and a filter, the history names every field, and an undo restores it', async () => {
  await using own = await createTestDatabase()
  const { lists, sections, labels, filters, changes: log } = own.database
  const owner = { ...ownerOf(newUserId()), sessionId: 'browser' }
  const { id: listId } = await lists.create(owner, { id: uuidv7(), title: 'Garden' })
  const both = { title: 'Other', position: 'a0' }
  const archivedAt = '2026-11-26T09:30:00.000Z'
  const cases: readonly [kind: string, Store, changes: Readonly<Record<string, string>>][] = [
    [
      'list',
      { ...lists, create: (scope, { id, title }) => lists.create(scope, { id, title }) },
      { ...both, color: 'red', archivedAt },
    ],
    ['section', { ...sections, create: (scope, { query: _, ...row }) => sections.create(scope, row) }, both],
    [
      'label',
      { ...labels, create: (scope, { id, title }) => labels.create(scope, { id, title }) },
      { ...both, color: 'red' },
    ],
    [
      'filter',
      { ...filters, create: (scope, { listId: _, ...row }) => filters.create(scope, row) },
      { ...both, query: 'overdue' },
    ],
  ]
  for (const [kind, store, changes] of cases) {
    const latest = async () => {
      const { seq } = await log.list(owner, { since: null, kinds, limit: 1 })
      return (await log.list(owner, { since: seq - 1, kinds, limit: 9 })).changes
    }
    const created: Row & { color?: null; query?: string } = await store.create(owner, {
      id: uuidv7(),
      title: 'One',
      listId,
      query: 'today',
    })
    const { id } = created
    const updated = await store.update(owner, id, { changes })
    expect(updated).toMatchObject(changes)
    expect(await latest()).toMatchObject([{ kind, id, version: 2, row: updated }])
    const { items } = await log.history(owner, { before: null, kinds, limit: 1 })
    const before: Readonly<Record<string, unknown>> = { color: null, archivedAt: null, ...created }
    const fields = Object.entries(changes).map(([name, after]) => ({ name, before: before[name], after }))
    expect(items[0]?.changes).toMatchObject([{ kind, id, title: 'Other', what: 'changed' }])
    expect(items[0]?.changes[0]?.fields).toHaveLength(fields.length)
    expect(items[0]?.changes[0]?.fields).toEqual(expect.arrayContaining(fields))
    await log.undo(owner, { seq: null, overwrite: false, ownSession: true, kinds })
    expect(await store.get(owner, id)).toEqual({ ...created, version: 3, updatedAt: expect.any(String) })
    await store.delete(owner, id)
    expect(await latest()).toMatchObject([{ kind, id, version: 4, row: null }])
    const deleted = await log.history(owner, { before: null, kinds, limit: 1 })
    expect(deleted.items[0]?.changes).toMatchObject([{ kind, id, what: 'deleted', fields: [] }])
    await log.undo(owner, { seq: null, overwrite: false, ownSession: true, kinds })
    expect(await store.get(owner, id)).toMatchObject({ id, version: 5 })
    await expect(store.get(owner, uuidv7())).rejects.toThrow(`There is no such ${kind}.`)
    await expect(store.update(owner, id, { changes, version: 1 })).rejects.toThrow(`This ${kind} has changed`)
  }
})

test('a create is recognized as a repetition by later versions, because the digest of its fields stays the same', async () => {
  await using own = await createTestDatabase()
  await using superuser = connect(own.adminUrl)
  const { tasks, lists, sections, labels, filters } = own.database
  const owner = ownerOf(newUserId())
  const { id: listId } = await lists.create(owner, { id: uuidv7(), title: 'One' })
  const task = { title: 'One', notes: '', priority: 'none', dueOn: null, completedAt: null, listId: null } as const
  const [title, position, archivedAt] = ['One', 'a0', '2026-11-26T09:30:00.000Z']
  const digestIn = async (table: string, { id }: { readonly id: string }) => {
    const text = `select digest from "${table}" where user_id = $1 and id = $2`
    return (await superuser.pool.query<{ digest: string }>(text, [owner.userId, id])).rows[0]?.digest
  }
  const id = () => ({ id: uuidv7() })
  const cases: readonly [table: string, row: { readonly id: string }, digested: readonly (string | null)[]][] = [
    ['list', { id: listId }, ['One']],
    ['list', await lists.create(owner, { ...id(), title, color: 'red' }), ['One', 'color', 'red']],
    [
      'list',
      await lists.create(owner, { ...id(), title, archivedAt, position }),
      ['One', 'archivedAt', archivedAt, 'position', 'a0'],
    ],
    ['section', await sections.create(owner, { ...id(), title, listId }), [listId, 'One']],
    ['section', await sections.create(owner, { ...id(), title, listId, position }), [listId, 'One', 'a0']],
    ['label', await labels.create(owner, { ...id(), title }), ['One', null]],
    ['label', await labels.create(owner, { ...id(), title, color: 'red', position }), ['One', 'red', 'a0']],
    ['filter', await filters.create(owner, { ...id(), title, query: 'today' }), ['One', 'today']],
    ['filter', await filters.create(owner, { ...id(), title, query: 'today', position }), ['One', 'today', 'a0']],
    ['task', await tasks.create(owner, { ...task, ...id() }), ['One', '', 'none', null, null]],
    ['task', await tasks.create(owner, { ...task, ...id(), listId }), ['One', '', 'none', null, null, listId]],
    [
      'task',
      await tasks.create(owner, { ...task, ...id(), dueTime: '09:00', remindBefore: [] }),
      ['One', '', 'none', null, null, null, 'dueTime', '"09:00"'],
    ],
    [
      'task',
      await tasks.create(owner, { ...task, ...id(), listId, position }),
      ['One', '', 'none', null, null, listId, 'position', '"a0"'],
    ],
  ]
  for (const [table, row, digested] of cases) {
    const digest = createHash('sha256').update(JSON.stringify(digested)).digest('hex')
    expect(await digestIn(table, row), JSON.stringify(digested)).toBe(digest)
  }
})
