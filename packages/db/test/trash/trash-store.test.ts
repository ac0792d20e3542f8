import { ownerOf } from '@ownlist/db'
import { createTestDatabase, execute, newUserId } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { expect, onTestFinished, test, vi } from 'vitest'
import { connect } from '../../src/connections.js'
import { asOwner } from '../../src/owner-scope.js'

type Ids = [string, string, string, string, string, string]
const fields = { title: 'A task', notes: '', priority: 'none', dueOn: null, completedAt: null, listId: null } as const

test('the trash keeps list, order, labels and subtasks; restoring restores them, and emptying permanently removes them', async () => {
  await using own = await createTestDatabase()
  const { tasks, lists, sections, labels, trash } = own.database
  const [ada, bob] = [ownerOf(newUserId()), ownerOf(newUserId())]
  const page = { limit: 2, after: null, kinds: ['task', 'list', 'section', 'label'] }
  const { id: listId } = await lists.create(ada, { id: uuidv7(), title: 'Garden' })
  const section = await sections.create(ada, { id: uuidv7(), listId, title: 'Shade' })
  const label = await labels.create(ada, { id: uuidv7(), title: 'Home' })
  const more = { listId, sectionId: section.id, labelIds: [label.id], position: 'a1', dueOn: '2026-11-26' }
  const task = await tasks.create(ada, { ...fields, ...more, id: uuidv7() })
  const subtask = await tasks.create(ada, { ...fields, listId, id: uuidv7(), parentId: task.id })
  const his = await tasks.create(bob, { ...fields, id: uuidv7() })
  await tasks.delete(bob, his.id)

  await tasks.delete(ada, task.id)
  await labels.delete(ada, label.id)
  await sections.delete(ada, section.id)
  const empty = await lists.create(ada, { id: uuidv7(), title: 'Empty' })
  await lists.delete(ada, empty.id)
  const first = await trash.list(ada, page)
  const second = await trash.list(ada, { ...page, after: first.next })
  const shown = [...first.items, ...second.items].map(({ kind, id, listId }) => [kind, id, listId])
  expect(shown.toSorted()).toEqual(
    [
      ['label', label.id, null],
      ['list', empty.id, null],
      ['section', section.id, listId],
      ['task', task.id, listId],
    ].toSorted(),
  )
  expect(second.next).toBeNull()
  expect(first.items[0]).toMatchObject({ title: expect.any(String), deletedAt: expect.any(String) })
  const ofLabels = await trash.list(ada, { ...page, kinds: ['label'] })
  expect(ofLabels).toMatchObject({ items: [{ id: label.id }], next: null })

  await lists.restore(ada, empty.id)
  await labels.restore(ada, label.id)
  await sections.restore(ada, section.id)
  await tasks.restore(ada, task.id)
  expect(await tasks.get(ada, task.id)).toMatchObject({ ...more, version: 3 })
  expect(await tasks.get(ada, subtask.id)).toMatchObject({ parentId: task.id, listId })
  expect((await trash.list(ada, page)).items).toEqual([])

  await tasks.delete(ada, task.id)
  await lists.delete(ada, listId)
  await labels.delete(ada, label.id)
  expect(await trash.empty(ada)).toEqual({ removed: 5, more: false })
  const gone = { code: 'NOT_FOUND' }
  await expect(lists.restore(ada, listId)).rejects.toMatchObject(gone)
  await expect(tasks.restore(ada, task.id)).rejects.toMatchObject(gone)
  await expect(labels.restore(ada, label.id)).rejects.toMatchObject(gone)
  expect((await trash.list(ada, page)).items).toEqual([])
  expect((await trash.list(bob, page)).items).toMatchObject([{ kind: 'task', id: his.id }])
  expect((await trash.list({ ...bob, lists: [listId] }, page)).items).toEqual([])
})

test('a permanently removed row leaves none of its contents in the log, and devices still learn that it is gone', async () => {
  await using own = await createTestDatabase()
  await using connections = connect(own.url)
  const { tasks, lists, sections, labels, filters, trash, changes } = own.database
  const [ada, bob] = [ownerOf(newUserId()), ownerOf(newUserId())]
  // Both have the same ids.
  const [taskId, listId, sectionId, labelId, filterId, keptId] = Array.from({ length: 6 }, () => uuidv7()) as Ids
  const [first, secret] = [{ title: 'Secret one' }, { changes: { title: 'Secret two' } }]
  for (const owner of [ada, bob]) {
    await lists.create(owner, { ...first, id: listId })
    await sections.create(owner, { ...first, id: sectionId, listId })
    await labels.create(owner, { ...first, id: labelId })
    await filters.create(owner, { ...first, id: filterId, query: 'Secret query' })
    for (const id of [taskId, keptId]) await tasks.create(owner, { ...fields, ...first, id, listId: null })
    await tasks.update(owner, taskId, { changes: { notes: 'Secret notes' } })
    for (const [store, id] of [
      [filters, filterId],
      [labels, labelId],
      [sections, sectionId],
      [tasks, taskId],
      [lists, listId],
    ] as const) {
      await store.update(owner, id, secret)
      await store.delete(owner, id)
    }
    await tasks.update(owner, keptId, { changes: { title: 'Kept' } })
  }
  const log = ({ userId }: typeof ada) =>
    asOwner(connections, ownerOf(userId), ({ db }) =>
      db.change.findMany({ where: { userId }, orderBy: { seq: 'asc' } }),
    )
  const [hers, his] = [await log(ada), await log(bob)]
  const texts = (rows: typeof hers) => JSON.stringify(rows.map(({ before }) => before))
  expect(texts(hers.filter(({ rowId }) => rowId !== keptId))).toContain('Secret')

  expect(await trash.empty(ada)).toEqual({ removed: 5, more: false })
  const left = await log(ada)
  const ofKept = ({ rowId }: (typeof left)[number]) => rowId === keptId
  expect(left.filter(ofKept)).toEqual(hers.filter(ofKept))
  expect(texts(left.filter((change) => !ofKept(change)))).not.toContain('Secret')
  expect(left.map(({ before: _, ...change }) => change)).toEqual(hers.map(({ before: _, ...change }) => change))
  expect(await log(bob)).toEqual(his)
  const kinds = ['task', 'list', 'section', 'label', 'filter']
  const known = await changes.list(ada, { since: 0, kinds, limit: 100 })
  expect(known.changes.map(({ id, row }) => [id, row?.id ?? null])).toEqual([
    [filterId, null],
    [labelId, null],
    [sectionId, null],
    [taskId, null],
    [listId, null],
    [keptId, keptId],
  ])
  const { items } = await changes.history(ada, { before: null, kinds: ['task'], limit: 100 })
  expect(items.map(({ changes: [change] }) => [change?.what, change?.title, change?.fields.length])).toEqual([
    ['changed', 'Kept', 1],
    ['deleted', null, 0],
    ['changed', null, 0],
    ['changed', null, 0],
    ['created', 'Kept', 0],
    ['created', null, 0],
  ])
})

test('emptying includes rows that were deleted in the same millisecond, and removes at most 10,000 of a kind at once', async () => {
  await using own = await createTestDatabase()
  const ada = ownerOf(newUserId())
  vi.useFakeTimers({ toFake: ['Date'], now: new Date() })
  onTestFinished(() => void vi.useRealTimers())
  const label = await own.database.labels.create(ada, { id: uuidv7(), title: 'Home' })
  await own.database.labels.delete(ada, label.id)
  expect(await own.database.trash.empty(ada)).toEqual({ removed: 1, more: false })
  await execute(own.adminUrl, [
    `insert into label (user_id, id, title, digest, version, created_at, updated_at, deleted_at)
      select '${ada.userId}', gen_random_uuid(), 'x', '', 2, now(), now(), now() - interval '1 day'
      from generate_series(1, 10000)`,
  ])
  expect(await own.database.trash.empty(ada)).toEqual({ removed: 10_000, more: true })
  expect(await own.database.trash.empty(ada)).toEqual({ removed: 0, more: false })
})

test('devices learn about a new row with the id of one that was permanently removed', async () => {
  await using own = await createTestDatabase()
  const { tasks, trash, changes } = own.database
  const [ada, id] = [ownerOf(newUserId()), uuidv7()]
  await tasks.create(ada, { ...fields, id })
  await tasks.delete(ada, id)
  await trash.empty(ada)
  const { seq } = await changes.list(ada, { since: null, kinds: ['task'], limit: 1 })
  const created = await tasks.create(ada, { ...fields, id })
  const again = await tasks.create(ada, { ...fields, id })
  expect(again).toEqual(created)
  const { changes: known } = await changes.list(ada, { since: seq, kinds: ['task'], limit: 9 })
  expect(known).toMatchObject([{ id, version: 1, row: { id } }])
})
