import { createHash } from 'node:crypto'
import { type NewTask, ownerOf, type TaskFields } from '@ownlist/db'
import { createTestDatabase, newUserId, type TestDatabase } from '@ownlist/testkit'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '../../src/connections.js'
import type { OtherFields } from '../../src/tasks/task.js'
import { taskDigest } from '../../src/tasks/task-digest.js'
import { taskDomain } from '../../src/tasks/task-store.js'

// Tasks with every field, in every statement that writes them.

let own: TestDatabase
beforeAll(async () => {
  own = await createTestDatabase()
})
afterAll(() => own[Symbol.asyncDispose]())

const small = { title: 'Water', notes: '', priority: 'none', dueOn: null, completedAt: null, listId: null } as const
const defaults: Omit<OtherFields, 'position'> = {
  ...{ dueTime: null, dueZone: null, deadlineOn: null, deadlineTime: null, deadlineZone: null, recurrence: null },
  ...{ recurrenceFrom: 'schedule', sectionId: null, parentId: null, labelIds: [], remindBefore: [], remindAt: [] },
}

/** A person with a list, and two tasks' worth of values for every field of a task in it. */
async function newScene() {
  const owner = ownerOf(newUserId())
  const { lists, sections, labels, tasks } = own.database
  const { id: listId } = await lists.create(owner, { id: uuidv7(), title: 'Garden' })
  const newSection = () => sections.create(owner, { id: uuidv7(), listId, title: 'Shade' })
  const newLabel = () => labels.create(owner, { id: uuidv7(), title: 'Home' })
  const newParent = () => tasks.create(owner, { ...small, id: uuidv7(), listId })
  const refersTo = async () => ({
    sectionId: (await newSection()).id,
    parentId: (await newParent()).id,
    labelIds: [(await newLabel()).id, (await newLabel()).id],
  })
  const one: TaskFields = {
    ...{
      title: 'Water the ferns',
      notes: 'two cans',
      priority: 'high',
      completedAt: '2026-11-20T08:00:00.000Z',
      listId,
    },
    ...{ dueOn: '2026-11-23', dueTime: '10:00', dueZone: 'Europe/Berlin', position: 'a1' },
    ...{ deadlineOn: '2026-11-24', deadlineTime: '11:00', deadlineZone: 'Europe/Paris' },
    ...{ recurrence: 'FREQ=DAILY', recurrenceFrom: 'completion', ...(await refersTo()) },
    ...{ remindBefore: [30, 60], remindAt: ['2026-11-23T07:00:00.000Z', '2026-11-23T08:00:00.000Z'] },
  }
  const other: TaskFields = {
    ...{ title: 'Feed the cat', notes: 'dry', priority: 'low', completedAt: '2026-11-21T08:00:00.000Z', listId },
    ...{ dueOn: '2026-12-23', dueTime: '12:00', dueZone: 'Asia/Tokyo', position: 'b1' },
    ...{ deadlineOn: '2026-12-24', deadlineTime: '13:00', deadlineZone: 'Asia/Seoul' },
    ...{ recurrence: 'FREQ=WEEKLY', recurrenceFrom: 'schedule', ...(await refersTo()) },
    ...{ remindBefore: [10], remindAt: ['2026-12-23T07:00:00.000Z'] },
  }
  const create = (fields: TaskFields & Partial<NewTask>) => tasks.create(owner, { id: uuidv7(), ...fields })
  return { owner, listId, one, other, create }
}
const fieldsOf = (fields: TaskFields) => Object.keys(fields) as (keyof TaskFields)[]

test('a create returns every field, and can be repeated; with any other value it is refused', async () => {
  const { owner, one, other, create } = await newScene()
  const id = uuidv7()
  const taken = { code: 'ID_TAKEN', message: 'Another task of yours already has this id. Use a new id.' }
  const created = await create({ ...one, id })
  expect(created).toMatchObject({ ...one, id, version: 1, deletedAt: null })
  expect(await own.database.tasks.get(owner, id)).toEqual(created)
  expect(await create({ ...one, id })).toEqual(created)
  for (const field of fieldsOf(one).filter((field) => field !== 'listId'))
    await expect(create({ ...one, [field]: other[field], id }), field).rejects.toMatchObject(taken)
})

test('a create of a small task fills in the defaults, and is the same as one that names them', async () => {
  const { owner, create } = await newScene()
  const id = uuidv7()
  const created = await create({ ...small, id })
  expect(created).toMatchObject({ ...small, ...defaults, id })
  expect(await create({ ...small, ...defaults, id })).toEqual(created)
  expect(await create({ ...small, ...defaults })).toMatchObject({ ...small, ...defaults })
  // The position comes from the time, so a later task comes after it, and a given one is kept.
  expect(created.position < (await create(small)).position).toBe(true)
  expect(await create({ ...small, position: 'a0' })).toMatchObject({ position: 'a0' })
  expect(await own.database.tasks.delete(owner, id)).toMatchObject({
    ...small,
    ...defaults,
    deletedAt: expect.any(String),
  })
  expect(await own.database.tasks.restore(owner, id)).toMatchObject({ ...small, ...defaults, deletedAt: null })
})

test('an update changes one field, and no other', async () => {
  const { owner, one, other, create } = await newScene()
  const { id } = await create({ ...one, recurrence: null })
  let expected: TaskFields = { ...one, recurrence: null }
  for (const field of fieldsOf(one).filter((field) => field !== 'recurrence')) {
    expected = { ...expected, [field]: other[field] }
    const updated = await own.database.tasks.update(owner, id, { changes: { [field]: other[field] } })
    expect(updated, field).toMatchObject(expected)
    expect(await own.database.tasks.get(owner, id), field).toEqual(updated)
  }
  expect(await own.database.tasks.update(owner, id, { changes: defaults })).toMatchObject({
    ...expected,
    ...defaults,
    version: fieldsOf(one).length + 1,
  })
})

test('a task that moves to another list leaves its section and its parent task behind, unless new ones are given', async () => {
  const { owner, one, create } = await newScene()
  const { lists, sections, tasks } = own.database
  const { id: listId } = await lists.create(owner, { id: uuidv7(), title: 'House' })
  const { id: sectionId } = await sections.create(owner, { id: uuidv7(), listId, title: 'Kitchen' })
  const whole = { ...one, recurrence: null }
  const left = { sectionId: null, parentId: null }
  const { id } = await create(whole)
  expect(await tasks.update(owner, id, { changes: { listId: whole.listId } })).toMatchObject(whole)
  expect(await tasks.update(owner, id, { changes: { listId } })).toMatchObject({ ...whole, ...left, listId })
  const second = await create(whole)
  const moved = { listId, dueTime: '09:00' }
  expect(await tasks.update(owner, second.id, { changes: moved })).toMatchObject({ ...whole, ...left, ...moved })
  const third = await create(whole)
  const into = { listId, sectionId }
  expect(await tasks.update(owner, third.id, { changes: into })).toMatchObject({ ...whole, ...left, ...into })
  const fourth = await create(whole)
  expect(await tasks.update(owner, fourth.id, { changes: { listId: null } })).toMatchObject({ ...left, listId: null })
})

test('what a task refers to must exist, and not be deleted, when it is created and when it is changed', async () => {
  const { owner, listId, one, create } = await newScene()
  const { lists, sections, labels, tasks } = own.database
  const { id } = await create({ ...small, listId })
  const gone = await lists.create(owner, { id: uuidv7(), title: 'Gone' })
  await lists.delete(owner, gone.id)
  const section = await sections.create(owner, { id: uuidv7(), listId, title: 'Gone' })
  await sections.delete(owner, section.id)
  const parent = await create({ ...small, listId })
  await tasks.delete(owner, parent.id)
  const elsewhere = await create(small)
  const missing: readonly [what: string, fields: Partial<TaskFields>][] = [
    ['list', { listId: uuidv7() }],
    ['list', { listId: gone.id }],
    ['section', { sectionId: uuidv7() }],
    ['section', { sectionId: section.id }],
    ['parent', { parentId: uuidv7() }],
    ['parent', { parentId: parent.id }],
    ['parent', { parentId: elsewhere.id }],
    ['label', { labelIds: [...(one.labelIds ?? []), uuidv7()] }],
  ]
  for (const [what, fields] of missing) {
    const refusal = new RegExp(`no such ${what}`)
    await expect(create({ ...small, listId, ...fields }), what).rejects.toThrow(refusal)
    await expect(tasks.update(owner, id, { changes: fields }), what).rejects.toThrow(refusal)
  }
  // A label that was deleted later stays on the task, and can be sent again, but not given to another task.
  const label = await labels.create(owner, { id: uuidv7(), title: 'Old' })
  await tasks.update(owner, id, { changes: { labelIds: [label.id] } })
  await labels.delete(owner, label.id)
  await own.database.trash.empty(owner)
  expect(await tasks.update(owner, id, { changes: { labelIds: [label.id] } })).toMatchObject({ labelIds: [label.id] })
  await expect(create({ ...small, labelIds: [label.id] })).rejects.toThrow('no such label')
})

test('a search that takes half a second is refused, and other reads wait longer', async () => {
  const { owner, create } = await newScene()
  const { id } = await create({ ...small, title: 'Ferns' })
  const all = { limit: 50, status: 'all', after: null, listId: null } as const
  const superuser = new pg.Client({ connectionString: own.adminUrl })
  await superuser.connect()
  await superuser.query('begin; lock table task in access exclusive mode')
  const listed = own.database.tasks.list(owner, { ...all, search: '' })
  await expect(own.database.tasks.list(owner, { ...all, search: 'ferns' })).rejects.toMatchObject({
    code: 'SEARCH_TOO_SLOW',
  })
  await superuser.end()
  expect((await listed).items).toMatchObject([{ id }])
})

test('a full quota refuses only what creates a task', async () => {
  const { owner, listId, create } = await newScene()
  await using connections = connect(own.url)
  const repeating = { ...small, dueOn: '2026-11-23', recurrence: 'FREQ=DAILY' }
  const [one, other] = [await create(repeating), await create(repeating)]
  const rows = (await own.database.tasks.list(owner, { limit: 50, status: 'all', search: '', after: null })).items
    .length
  const full = taskDomain.createStore(connections, { rows })
  const refused = { code: 'QUOTA_EXCEEDED' }
  const completedAt = '2026-11-23T10:00:00.000Z'
  await expect(full.create(owner, { ...small, id: uuidv7() })).rejects.toMatchObject(refused)
  await expect(full.createMany(owner, [{ ...small, id: uuidv7() }])).rejects.toMatchObject(refused)
  await expect(full.update(owner, one.id, { changes: { completedAt } })).rejects.toMatchObject(refused)
  const complete = { ids: [one.id, other.id], action: { type: 'complete' } } as const
  await expect(full.bulk(owner, complete)).rejects.toMatchObject(refused)
  expect(await full.createMany(owner, [{ ...repeating, id: one.id }])).toEqual([one])
  await full.bulk(owner, { ids: [one.id, other.id], action: { type: 'postpone', to: '2026-12-01' } })
  expect(await full.update(owner, one.id, { changes: { recurrence: null, completedAt: null } })).toMatchObject({
    version: 3,
  })
  expect(await full.update(owner, one.id, { changes: { completedAt } })).toMatchObject({ completedAt })
  // To an app that is limited to a list, a task outside looks like one that does not exist.
  const limited = { ...owner, lists: [listId] }
  const inList = { ...small, listId }
  await expect(full.create(limited, { ...inList, id: uuidv7() })).rejects.toMatchObject(refused)
  await expect(full.create(limited, { ...inList, id: other.id })).rejects.toThrow('There is no such task.')
})

test('many tasks are returned in the order in which they were given', async () => {
  const { owner } = await newScene()
  const ids = Array.from({ length: 5 }, () => uuidv7()).toReversed()
  const created = await own.database.tasks.createMany(
    owner,
    ids.map((id) => ({ ...small, id })),
  )
  expect(created.map(({ id }) => id)).toEqual(ids)
  expect(created.map(({ position }) => position)).toEqual(created.map(({ position }) => position).toSorted())
})

test('a task keeps the digest that it had in older versions, which did not have every field', () => {
  const listId = '019aa000-0000-7000-8000-000000000000'
  const digest = (...values: unknown[]) => createHash('sha256').update(JSON.stringify(values)).digest('hex')
  const named = ['Water', '', 'none', null, null]
  expect(taskDigest(small)).toBe(digest(...named))
  expect(taskDigest({ ...small, ...defaults })).toBe(digest(...named))
  expect(taskDigest({ ...small, listId })).toBe(digest(...named, listId))
  const more = { position: 'a0', labelIds: [listId], dueTime: '10:00' }
  const others = ['dueTime', '"10:00"', 'labelIds', `["${listId}"]`, 'position', '"a0"']
  expect(taskDigest({ ...small, ...more })).toBe(digest(...named, null, ...others))
})
