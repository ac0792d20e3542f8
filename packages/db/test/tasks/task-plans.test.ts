import { type BulkAction, type NewTask, type OwnerScope, ownerOf } from '@ownlist/db'
import { createTestDatabase, newUserId, type TestDatabase } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '../../src/connections.js'
import { asOwner } from '../../src/owner-scope.js'
import { purgeTasks } from '../../src/tasks/purge-tasks.js'
import { personIn } from './person.js'

// Changes that affect several tasks, and their limits.

let own: TestDatabase
beforeAll(async () => {
  own = await createTestDatabase()
})
afterAll(() => own[Symbol.asyncDispose]())

const done = { completedAt: '2026-11-23T10:00:00.000Z' }
const refused = (code: string, message = '') => ({
  name: 'StoreError',
  code,
  message: expect.stringContaining(message),
})

const newPerson = (owner?: OwnerScope) => personIn(own, owner)

/** The scope of an app that may only use some lists. */
const narrowed = ({ owner }: { readonly owner: OwnerScope }, ...lists: string[]) => newPerson({ ...owner, lists })

/** Undoing "the newest action" needs to know the session. */
const inSession = () => newPerson({ ...ownerOf(newUserId()), sessionId: 'browser' })

const undoNewest = (owner: OwnerScope) =>
  own.database.changes.undo(owner, { seq: null, overwrite: false, ownSession: false, kinds: ['task'] })

describe('a change of many tasks', () => {
  test('names each task once, even if it was given twice', async () => {
    const { add, bulk } = newPerson()
    const { id } = await add()
    expect(await bulk([id, id], { type: 'prioritize', priority: 'high' })).toEqual([id])
  })

  const actions: readonly BulkAction[] = [
    { type: 'complete' },
    { type: 'reopen' },
    { type: 'move', listId: null },
    { type: 'label', add: [] },
    { type: 'postpone', to: '2026-12-01' },
    { type: 'prioritize', priority: 'low' },
  ]

  test.each(actions)('is refused for a deleted task, and for one in a deleted list: $type', async (action) => {
    const { add, bulk, delete: remove, newList, owner } = newPerson()
    const listId = await newList()
    const [{ id: kept }, { id: gone }, { id: inGone }] = [await add(), await add(), await add({ listId })]
    await remove(gone)
    await own.database.lists.delete(owner, listId)
    for (const id of [gone, inGone, uuidv7()])
      await expect(bulk([kept, id], action)).rejects.toMatchObject(refused('NOT_FOUND', 'no such task'))
  })

  test('deletes what is not deleted yet, and restores with a task only what was deleted with it', async () => {
    const { add, bulk, delete: remove, all } = newPerson()
    const [top, other] = [(await add()).id, (await add()).id]
    const [early, late] = [(await add({ parentId: top })).id, (await add({ parentId: top })).id]
    expect((await bulk([early, other], { type: 'delete' })).toSorted()).toEqual([early, other].toSorted())
    expect((await bulk([top, other], { type: 'delete' })).toSorted()).toEqual([top, late].toSorted())
    // The subtask was deleted together with the other task, but not with its own parent.
    expect((await bulk([top, other], { type: 'restore' })).toSorted()).toEqual([top, late, other].toSorted())
    expect((await all()).map(({ id }) => id).toSorted()).toEqual([top, late, other].toSorted())
    expect(await bulk([top, other], { type: 'restore' })).toEqual([])
    await remove(top)
    expect(await bulk([top, early], { type: 'restore' })).toHaveLength(3)
  })

  test('that deletes them can be undone', async () => {
    const { owner, add, bulk, all } = inSession()
    const [one, other] = [(await add()).id, (await add()).id]
    await bulk([one, other], { type: 'delete' })
    expect(await all()).toEqual([])
    await undoNewest(owner)
    expect((await all()).map(({ id }) => id).toSorted()).toEqual([one, other].toSorted())
  })

  test('moves subtasks along, keeps chosen ones with their parent, and leaves parents that stay', async () => {
    const { add, get, bulk, newList, newSection } = newPerson()
    const listId = await newList()
    const sectionId = await newSection(listId)
    const { id: top } = await add()
    const [chosen, along] = [(await add({ parentId: top })).id, (await add({ parentId: top })).id]
    const { id: deep } = await add({ parentId: chosen })
    await bulk([chosen, top], { type: 'move', listId, sectionId })
    expect(await get(top)).toMatchObject({ listId, sectionId, parentId: null })
    expect(await get(chosen)).toMatchObject({ listId, sectionId, parentId: top })
    for (const [id, parentId] of [
      [along, top],
      [deep, chosen],
    ] as const)
      expect(await get(id)).toMatchObject({ listId, sectionId: null, parentId })
    // Within its list, a task keeps its parent.
    await bulk([deep, along], { type: 'move', listId, sectionId })
    expect(await get(deep)).toMatchObject({ sectionId, parentId: chosen })
    await bulk([chosen], { type: 'move', listId: null })
    expect(await get(chosen)).toMatchObject({ listId: null, sectionId: null, parentId: null })
    expect(await get(deep)).toMatchObject({ listId: null, sectionId: null, parentId: chosen })
  })

  test('by an app moves tasks only within its lists, and gives them no labels', async () => {
    const person = newPerson()
    const [garden, house] = [await person.newList(), await person.newList()]
    const labelId = await person.newLabel()
    const app = narrowed(person, garden)
    const { id } = await app.add({ listId: garden })
    for (const listId of [null, house])
      await expect(app.bulk([id], { type: 'move', listId })).rejects.toMatchObject(refused('NOT_FOUND', 'such list'))
    const sectionId = await person.newSection(garden)
    expect(await app.bulk([id], { type: 'move', listId: garden, sectionId })).toEqual([id])
    await expect(app.bulk([id], { type: 'label', add: [labelId] })).rejects.toMatchObject(
      refused('NOT_FOUND', 'such label'),
    )
    await expect(app.addMany({ listId: null })).rejects.toMatchObject(refused('NOT_FOUND', 'such list'))
    await expect(app.addMany({ listId: house })).rejects.toMatchObject(refused('NOT_FOUND', 'such list'))
    const { id: taken } = await person.add({ listId: house })
    const before = await person.all()
    await expect(app.addMany({ listId: garden }, { id: taken, listId: garden })).rejects.toMatchObject(
      refused('NOT_FOUND', 'such task'),
    )
    expect(await person.all()).toEqual(before)
    expect(await person.get(id)).toMatchObject({ listId: garden, sectionId, version: 2 })
  })

  test('adds and removes labels in order, changes only tasks that do not have them, and adds at most fifty', async () => {
    const { add, get, bulk, newLabel, owner } = newPerson()
    const labels = await Promise.all(Array.from({ length: 51 }, newLabel))
    const [a = '', b = '', c = ''] = labels
    const [one, other] = [(await add({ labelIds: [a, b] })).id, (await add({ labelIds: [b] })).id]
    expect(await bulk([one, other], { type: 'label', add: [a, a] })).toEqual([other])
    expect((await get(other)).labelIds).toEqual([b, a])
    expect(await bulk([one, other], { type: 'label', remove: [c] })).toEqual([])
    expect(await bulk([one, other], { type: 'label', add: [c], remove: [a] })).toHaveLength(2)
    expect((await get(one)).labelIds).toEqual([b, c])
    expect(await bulk([one], { type: 'label', remove: [c] })).toEqual([one])
    expect(await bulk([one], { type: 'label', add: [c], remove: [b] })).toEqual([one])
    await bulk([one], { type: 'label', add: labels.slice(0, 50) })
    expect((await get(one)).labelIds).toHaveLength(50)
    await expect(bulk([one], { type: 'label', add: labels })).rejects.toMatchObject(
      refused('NOT_POSSIBLE', 'at most 50 labels'),
    )
    // A label that was permanently removed can be given to others of the chosen tasks, but to no further ones.
    await own.database.labels.delete(owner, c)
    await own.database.trash.empty(owner)
    expect(await bulk([one, other], { type: 'label', add: [c] })).toHaveLength(0)
    const { id: third } = await add()
    await expect(bulk([third], { type: 'label', add: [c] })).rejects.toMatchObject(refused('NOT_FOUND', 'such label'))
    expect(await bulk([one, third], { type: 'label', add: [c] })).toEqual([third])
  })
})

describe('an update with several tasks', () => {
  const repeating = { dueOn: '2026-11-23', recurrence: 'FREQ=DAILY' }

  test('is refused if the version is not the current one', async () => {
    const { owner, add } = newPerson()
    const { id } = await add(repeating)
    const update = (version: number) => own.database.tasks.update(owner, id, { changes: done, version })
    await expect(update(2)).rejects.toMatchObject(refused('STALE_VERSION', 'This task has changed'))
    expect(await update(1)).toMatchObject({ ...done, version: 2 })
  })

  test('changes the instant of a completed task without completing it again', async () => {
    const { add, change, all } = newPerson()
    const [{ id: parentId }, { id }] = [await add(), await add(repeating)]
    await change(id, done)
    const at = '2026-11-23T12:00:00.000Z'
    expect(await change(id, { completedAt: at, parentId })).toMatchObject({ completedAt: at, parentId, version: 3 })
    expect(await change(id, { parentId: null, title: 'Changed' })).toMatchObject({ completedAt: at })
    expect(await change(id, { parentId, title: 'Again' })).toMatchObject({ completedAt: at, title: 'Again' })
    expect(await all()).toHaveLength(3)
  })

  test('keeps a label that was permanently removed', async () => {
    const { owner, add, change, newLabel } = newPerson()
    const [{ id: parentId }, labelId] = [await add(), await newLabel()]
    const { id } = await add({ labelIds: [labelId] })
    await own.database.labels.delete(owner, labelId)
    await own.database.trash.empty(owner)
    expect(await change(id, { labelIds: [labelId], parentId })).toMatchObject({ labelIds: [labelId], parentId })
    const { id: other } = await add()
    await expect(change(other, { labelIds: [labelId], parentId })).rejects.toMatchObject(
      refused('NOT_FOUND', 'such label'),
    )
  })

  test('completes a task with the other changes: they are also those of the next occurrence', async () => {
    const { add, change, open } = newPerson()
    const { id } = await add(repeating)
    await change(id, { ...done, dueOn: '2026-11-24', recurrence: 'FREQ=DAILY;INTERVAL=2' })
    expect(await open()).toMatchObject([{ dueOn: '2026-11-26', recurrence: 'FREQ=DAILY;INTERVAL=2' }])
  })

  test('moves a task below another one, and its own subtasks stay below it', async () => {
    const { add, change, get } = newPerson()
    const [top, task] = [(await add()).id, (await add()).id]
    const { id: subtask } = await add({ parentId: task })
    expect(await change(task, { parentId: top, title: 'Moved' })).toMatchObject({ parentId: top, title: 'Moved' })
    expect(await get(subtask)).toMatchObject({ parentId: task, version: 1 })
  })

  test('leaves deleted subtasks as they are', async () => {
    const { add, change, delete: remove, newList, owner, get } = newPerson()
    const { id: top } = await add()
    const { id: gone } = await add({ parentId: top })
    await remove(gone)
    const listId = await newList()
    await change(top, { listId })
    await change(top, done)
    await own.database.tasks.restore(owner, gone)
    expect(await get(gone)).toMatchObject({ listId: null, completedAt: null, version: 3 })
  })
})

describe('the completion of tasks', () => {
  // In the future, because a completion skips what has passed.
  const daily = { dueOn: '2030-11-23', recurrence: 'FREQ=DAILY' }
  const completed = { type: 'complete' } as const

  test('leaves those that are completed already as they are', async () => {
    const { add, get, bulk } = newPerson()
    const [before, open] = [await add({ completedAt: '2026-11-01T10:00:00.000Z' }), await add()]
    expect(await bulk([before.id, open.id], completed)).toEqual([open.id])
    expect(await get(before.id)).toEqual(before)
  })

  test('with a chosen subtask that repeats follows only the rule of its parent', async () => {
    const { add, get, bulk, open } = newPerson()
    const { id: top } = await add(daily)
    const { id: subtask } = await add({ ...daily, parentId: top })
    await bulk([subtask, top], completed)
    const next = (await open()).find(({ parentId }) => parentId === null)
    expect(next).toMatchObject({ dueOn: '2030-11-24' })
    expect(await open()).toHaveLength(2)
    expect(await get(subtask)).toMatchObject({ parentId: next?.id, completedAt: null, dueOn: '2030-11-23' })
  })

  test('creates another next occurrence only if the first one was deleted', async () => {
    const { add, change, bulk, open, delete: remove } = newPerson()
    const { id } = await add(daily)
    await change(id, done)
    const next = async () => (await open()).find((task) => task.id !== id)
    const first = await next()
    await change(first?.id ?? '', { title: 'Kept' })
    await change(id, { completedAt: null })
    await bulk([id], completed)
    expect(await next()).toMatchObject({ id: first?.id })
    await change(id, { completedAt: null })
    await remove(first?.id ?? '')
    await bulk([id], completed)
    expect(await open()).toMatchObject([{ title: 'A task', dueOn: '2030-11-24' }])
  })

  test('keeps a subtask that was repeated itself, and passes on only its next occurrence', async () => {
    const { add, change, get, open } = newPerson()
    const { id: top } = await add(daily)
    const { id: subtask } = await add({ ...daily, parentId: top })
    const { id: plain } = await add({ parentId: top })
    const { id: deep } = await add({ parentId: plain })
    await change(subtask, done)
    const [following] = (await open()).filter(({ parentId, recurrence }) => parentId === top && recurrence !== null)
    await change(top, done)
    const [next] = (await open()).filter(({ parentId }) => parentId === null)
    expect(await get(subtask)).toMatchObject({ ...done, parentId: top, version: 2 })
    expect(await get(following?.id ?? '')).toMatchObject({ parentId: next?.id, completedAt: null })
    expect(await get(plain)).toMatchObject({ parentId: next?.id, version: 2 })
    expect(await get(deep)).toMatchObject({ parentId: plain, version: 1 })
  })

  test('passes on a subtask that was reopened, although it has a next occurrence', async () => {
    const { add, change, get, open } = newPerson()
    const { id: top } = await add(daily)
    const { id: subtask } = await add({ ...daily, parentId: top })
    await change(subtask, done)
    const [following] = (await open()).filter(({ id, parentId }) => id !== subtask && parentId === top)
    await change(following?.id ?? '', { title: 'Changed' })
    await change(subtask, { completedAt: null })
    await change(top, done)
    const [next] = (await open()).filter(({ parentId }) => parentId === null)
    for (const id of [subtask, following?.id ?? ''])
      expect(await get(id)).toMatchObject({ parentId: next?.id, completedAt: null })
  })

  test('of a task that does not repeat changes only open subtasks', async () => {
    const { add, bulk } = newPerson()
    const { id: top } = await add()
    await add({ ...done, parentId: top })
    const { id: open } = await add({ parentId: top })
    expect((await bulk([top], completed)).toSorted()).toEqual([top, open].toSorted())
  })

  test.each<[string, Partial<NewTask>, Partial<NewTask>]>([
    ['the day of the completion, without any day', {}, { dueOn: '2026-11-25', dueTime: null, deadlineOn: null }],
    ['the day of the completion, with a time', { dueTime: '08:00' }, { dueOn: '2026-11-25', dueTime: '08:00' }],
    [
      'the planned time, if it repeats within the day',
      { dueOn: '2026-11-24', dueTime: '00:30', recurrence: 'FREQ=HOURLY;INTERVAL=2' },
      { dueOn: '2026-11-24', dueTime: '02:30' },
    ],
    [
      'the deadline, if that is all there is',
      { deadlineOn: '2026-11-20', deadlineTime: '11:00', deadlineZone: 'Europe/Berlin', dueTime: '08:00' },
      { deadlineOn: '2026-11-24', deadlineTime: '11:00', dueOn: null, dueTime: '08:00' },
    ],
    [
      'the planned day, from which the deadline keeps its distance',
      { dueOn: '2026-11-20', dueTime: '09:00', deadlineOn: '2026-11-22', deadlineTime: '11:00' },
      { dueOn: '2026-11-24', dueTime: '09:00', deadlineOn: '2026-11-26', deadlineTime: '11:00' },
    ],
    [
      'a planned day without a deadline',
      { dueOn: '2026-11-20', remindAt: ['2026-11-19T08:00:00.000Z'] },
      { dueOn: '2026-11-25', dueTime: null, deadlineOn: null, remindAt: ['2026-11-24T08:00:00.000Z'] },
    ],
  ])('continues from %s', async (_what, days, expected) => {
    const { owner, add, open } = newPerson()
    const { id } = await add({ recurrence: 'FREQ=DAILY', ...days })
    const changes = { completedAt: '2026-11-23T11:00:00.000Z' }
    await own.database.tasks.update(owner, id, { changes, zone: 'Pacific/Kiritimati' })
    expect(await open()).toMatchObject([expected])
  })

  test('is refused with a reason if the rule cannot be used', async () => {
    const { add, change, get } = newPerson()
    const { id } = await add({ dueOn: '2026-11-23', recurrence: 'FREQ=NEVER' })
    await expect(change(id, done)).rejects.toMatchObject({
      ...refused('NOT_POSSIBLE', 'The repetition of this task cannot be continued: '),
      cause: expect.any(RangeError),
    })
    expect(await get(id)).toMatchObject({ version: 1 })
  })

  test('creates a next occurrence again after it was undone, even if the first one is restored', async () => {
    const { owner, add, change, open } = newPerson()
    const { id } = await add(daily)
    await change(id, done)
    const [first] = await open()
    await change(id, { completedAt: null })
    await own.database.tasks.restore(owner, first?.id ?? '')
    await change(id, done)
    expect((await open()).map(({ dueOn }) => dueOn)).toEqual(['2030-11-24', '2030-11-24'])
  })

  test('that is undone in the log has no next occurrence any more, even if the first one is restored', async () => {
    const { owner, add, change, open } = inSession()
    const { id } = await add(daily)
    await change(id, done)
    const [first] = await open()
    await undoNewest(owner)
    await own.database.tasks.restore(owner, first?.id ?? '')
    await change(id, done)
    expect((await open()).map(({ dueOn }) => dueOn)).toEqual(['2030-11-24', '2030-11-24'])
  })

  test('is undone for completed tasks only', async () => {
    const { add, bulk } = newPerson()
    const [one, other] = [await add(done), await add()]
    expect(await bulk([one.id, other.id], { type: 'reopen' })).toEqual([one.id])
  })
})

describe('many new tasks', () => {
  test('have at most ten levels below a task, and no circle', async () => {
    const { addMany, all } = newPerson()
    const chain = (levels: number): Partial<NewTask>[] => {
      const ids = Array.from({ length: levels + 1 }, () => uuidv7())
      return ids.map((id, n) => ({ id, parentId: ids[n - 1] ?? null }))
    }
    expect(await addMany(...chain(10))).toHaveLength(11)
    await expect(addMany(...chain(11))).rejects.toMatchObject(refused('NOT_POSSIBLE', 'at most 10 levels'))
    const [a, b, c, tail] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()]
    const circle = [
      { id: a, parentId: b },
      { id: b, parentId: c },
      { id: c, parentId: a },
      { id: tail, parentId: c },
    ]
    const partOfItself = refused('NOT_POSSIBLE', 'cannot be a part of itself')
    for (const tasks of [circle, circle.slice(0, 3), [{ id: a, parentId: a }]])
      await expect(addMany({}, ...tasks)).rejects.toMatchObject(partOfItself)
    // The same id twice, once on top and once in a circle.
    await expect(addMany({ id: a }, { id: a, parentId: b }, { id: b, parentId: a })).rejects.toMatchObject(partOfItself)
    expect(await all()).toHaveLength(11)
  })

  test('are in the list of their parent, and refer only to what exists', async () => {
    const { addMany, add, newList, newSection, newLabel, all } = newPerson()
    const listId = await newList()
    const [sectionId, labelId, parent] = [await newSection(listId), await newLabel(), uuidv7()]
    const notFound = (what: string) => refused('NOT_FOUND', `no such ${what}`)
    const wrong: readonly [what: string, tasks: readonly Partial<NewTask>[]][] = [
      ['parent task in this list', [{ id: parent, listId }, { parentId: parent }]],
      ['parent task in this list', [{ parentId: uuidv7() }]],
      ['parent task in this list', [{ listId, parentId: (await add()).id }]],
      ['section in this list', [{ listId, sectionId }, { sectionId }]],
      ['label', [{ labelIds: [labelId] }, { labelIds: [uuidv7()] }]],
      ['list', [{}, { listId: uuidv7() }]],
    ]
    for (const [what, tasks] of wrong) await expect(addMany(...tasks), what).rejects.toMatchObject(notFound(what))
    expect(await all()).toHaveLength(1)
    const tasks = [
      { id: parent, listId, sectionId, labelIds: [labelId, labelId] },
      { listId, parentId: parent, sectionId },
    ]
    expect(await addMany(...tasks)).toMatchObject(tasks)
  })

  test('may be created twice in one call only as the same task', async () => {
    const { addMany, all } = newPerson()
    const [created] = await addMany({ notes: 'two cans' })
    if (created === undefined) throw new Error('Nothing was created')
    const { id } = created
    await expect(addMany({ id, notes: 'three cans' })).rejects.toMatchObject(refused('ID_TAKEN', 'Another task'))
    expect(await addMany({ id, notes: 'two cans' }, { title: 'Other' })).toMatchObject([created, { title: 'Other' }])
    expect(await all()).toHaveLength(2)
  })
})

describe('a permanent removal', () => {
  const removed = async (owner: OwnerScope, most: number) => {
    await using connections = connect(own.url)
    const deletedBefore = new Date(Date.now() + 60_000)
    return await asOwner(connections, owner, (transaction) => purgeTasks(transaction, { deletedBefore, most }))
  }

  test('removes subtasks before their parents, at most as many tasks as it may, and what the log has of them', async () => {
    const { owner, add, bulk, all, change, delete: remove } = newPerson()
    const parents = [(await add()).id, (await add()).id]
    for (const parentId of parents) await add({ parentId })
    const kept = await add()
    await bulk(parents, { type: 'delete' })
    // Both subtasks, and one of their parents.
    expect(await removed(owner, 3)).toBe(3)
    expect(await removed(owner, 3)).toBe(1)
    expect(await removed(owner, 3)).toBe(0)
    expect(await all()).toEqual([kept])
    const { id: top } = await add()
    const { id: middle } = await add({ parentId: top })
    await add({ parentId: middle })
    for (const title of ['Secret', 'Other']) await change(middle, { title })
    const history = async () =>
      JSON.stringify(await own.database.changes.history(owner, { before: null, kinds: ['task'], limit: 50 }))
    expect(await history()).toContain('Secret')
    await remove(top)
    expect(await removed(owner, 10)).toBe(3)
    expect(await history()).not.toContain('Secret')
  })
})
