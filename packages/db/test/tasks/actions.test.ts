import type { Task } from '@ownlist/db'
import { createTestDatabase, type TestDatabase } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { everything, fields, personIn } from './person.js'

let own: TestDatabase
beforeAll(async () => {
  own = await createTestDatabase()
})
afterAll(() => own[Symbol.asyncDispose]())

const done = { completedAt: '2026-11-23T10:00:00.000Z' }
const notPossible = expect.objectContaining({ name: 'StoreError', code: 'NOT_POSSIBLE' })

const newPerson = () => personIn(own)

type Person = ReturnType<typeof newPerson>

/** A chain of tasks, each the parent of the next. */
async function chainOf(person: Person, levels: number): Promise<Task[]> {
  const tasks = [await person.add()]
  while (tasks.length <= levels) tasks.push(await person.add({ parentId: tasks.at(-1)?.id ?? null }))
  return tasks
}

describe('subtasks', () => {
  test('have at most ten levels, however they are created', async () => {
    const person = newPerson()
    const chain = await chainOf(person, 10)
    const [top, second, deepest] = [chain[0]?.id ?? '', chain[1]?.id ?? '', chain[10]?.id ?? '']
    await expect(person.add({ parentId: deepest })).rejects.toEqual(notPossible)
    const other = await person.add()
    await expect(person.change(top, { parentId: other.id })).rejects.toEqual(notPossible)
    expect(await person.change(second, { parentId: other.id })).toMatchObject({ parentId: other.id, version: 2 })
    const made = [uuidv7(), uuidv7()] as const
    const tasks = [
      { ...fields, id: made[1], parentId: made[0] },
      { ...fields, id: made[0], parentId: deepest },
    ]
    await expect(person.store.createMany(person.owner, tasks)).rejects.toEqual(notPossible)
  })

  test('never become subtasks of themselves, even if two devices move them at once', async () => {
    const person = newPerson()
    const [top, middle, bottom] = (await chainOf(person, 2)).map(({ id }) => id) as [string, string, string]
    for (const parentId of [top, middle, bottom]) {
      await expect(person.change(top, { parentId })).rejects.toThrow('cannot be a part of itself')
    }
    const [one, two] = [(await person.add()).id, (await person.add()).id]
    const moves = await Promise.allSettled([
      person.change(one, { parentId: two }),
      person.change(two, { parentId: one }),
    ])
    expect(moves.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const ids = [uuidv7(), uuidv7()] as const
    const circle = [0, 1].map((n) => ({ ...fields, id: ids[n] ?? '', parentId: ids[1 - n] ?? null }))
    await expect(person.store.createMany(person.owner, circle)).rejects.toEqual(notPossible)
  })

  test('are deleted and restored with their task, but not those that were deleted before', async () => {
    const person = newPerson()
    const [top, middle, bottom] = (await chainOf(person, 2)).map(({ id }) => id) as [string, string, string]
    const other = await person.add({ parentId: top })
    await person.store.delete(person.owner, other.id)
    await person.store.delete(person.owner, top)
    expect(await person.all()).toEqual([])
    expect(await person.store.delete(person.owner, top)).toMatchObject({ version: 2 })
    expect(await person.store.restore(person.owner, top)).toMatchObject({ version: 3, deletedAt: null })
    expect((await person.all()).map(({ id }) => id).toSorted()).toEqual([top, middle, bottom].toSorted())
    expect(await person.get(bottom)).toMatchObject({ parentId: middle, version: 3 })
  })

  test('are completed with their task, and move with it to another list; a subtask that moves alone leaves its parent', async () => {
    const person = newPerson()
    const [top, middle, bottom] = (await chainOf(person, 2)).map(({ id }) => id) as [string, string, string]
    const listId = await person.newList()
    expect(await person.change(top, { listId })).toMatchObject({ listId })
    for (const id of [middle, bottom]) expect(await person.get(id)).toMatchObject({ listId, version: 2 })
    await person.change(bottom, { completedAt: '2026-11-22T10:00:00.000Z' })
    await person.change(top, done)
    expect((await person.get(middle)).completedAt).toBe(done.completedAt)
    expect((await person.get(bottom)).completedAt).toBe('2026-11-22T10:00:00.000Z')
    expect(await person.change(middle, { listId: null })).toMatchObject({ listId: null, parentId: null })
    expect(await person.get(bottom)).toMatchObject({ listId: null, parentId: middle })
    await expect(person.change(middle, { parentId: top })).rejects.toThrow('no such parent task in this list')
  })
})

describe('a task that repeats', () => {
  const weekly = { dueOn: '2026-11-23', dueTime: '10:00', recurrence: 'FREQ=WEEKLY;BYDAY=MO,TH' }

  test('is followed by its next occurrence, with all its fields', async () => {
    const person = newPerson()
    const { id: labelId } = await own.database.labels.create(person.owner, { id: uuidv7(), title: 'Home' })
    const more = {
      deadlineOn: '2026-11-24',
      labelIds: [labelId],
      remindBefore: [30],
      position: 'a1',
      notes: 'two cans',
    }
    const task = await person.add({ ...weekly, ...more, remindAt: ['2026-11-23T08:00:00.000Z'] })
    await person.change(task.id, { ...done, title: 'Water' })
    const [next, ...others] = await person.open()
    expect(others).toEqual([])
    expect(next).toMatchObject({
      ...{ ...more, title: 'Water', dueOn: '2026-11-26', dueTime: '10:00', recurrence: weekly.recurrence, version: 1 },
      ...{ deadlineOn: '2026-11-27', remindAt: ['2026-11-26T08:00:00.000Z'], completedAt: null },
    })
    expect(next?.id).not.toBe(task.id)
    expect(await person.get(task.id)).toMatchObject({ ...done, dueOn: '2026-11-23', version: 2 })
  })

  test('is followed by one occurrence, if two devices complete it at once or one after another', async () => {
    const person = newPerson()
    const { id } = await person.add(weekly)
    await Promise.all([person.change(id, done), person.change(id, done)])
    await person.change(id, { completedAt: '2026-11-23T11:00:00.000Z' })
    expect(await person.open()).toHaveLength(1)
    expect(await person.all()).toHaveLength(2)
  })

  test('ends with COUNT: the last completion creates nothing', async () => {
    const person = newPerson()
    await person.add({ dueOn: '2026-11-23', recurrence: 'FREQ=DAILY;COUNT=3' })
    for (const left of [2, 1, null]) {
      const [task] = await person.open()
      await person.change(task?.id ?? '', done)
      expect((await person.open()).map(({ recurrence }) => recurrence)).toEqual(
        left === null ? [] : [`FREQ=DAILY;COUNT=${left}`],
      )
    }
    expect(await person.all()).toHaveLength(3)
  })

  test('calculates in the time zone of the preferences, or else in that of the call', async () => {
    const person = newPerson()
    const daily = { dueOn: '2026-11-01', recurrence: 'FREQ=DAILY', recurrenceFrom: 'completion' } as const
    const nextDay = async (zone?: string) => {
      const { id } = await person.add(daily)
      await person.change(id, { completedAt: '2026-11-23T11:00:00.000Z' }, zone)
      const [next] = await person.open()
      await person.store.delete(person.owner, next?.id ?? '')
      return next?.dueOn
    }
    expect([await nextDay(), await nextDay('Pacific/Kiritimati')]).toEqual(['2026-11-24', '2026-11-25'])
    await own.database.preferences.update(person.owner, { timeZone: 'Pacific/Honolulu' })
    expect(await nextDay('Pacific/Kiritimati')).toBe('2026-11-24')
  })

  test('passes its subtasks on to the next occurrence once, and reopens them', async () => {
    const person = newPerson()
    const task = await person.add(weekly)
    const [first, second] = [await person.add({ parentId: task.id }), await person.add({ parentId: task.id })]
    const deep = await person.add({ parentId: first.id })
    for (const id of [deep.id, first.id]) await person.change(id, done)
    await person.change(task.id, done)
    const next = (await person.open()).find(({ recurrence }) => recurrence !== null)
    for (const { id } of [first, second])
      expect(await person.get(id)).toMatchObject({ parentId: next?.id, completedAt: null })
    expect(await person.get(deep.id)).toMatchObject({ parentId: first.id, completedAt: null })
    expect(await person.all()).toHaveLength(5)
  })

  test('removes the next occurrence when it is reopened, with the subtasks, unless that was changed', async () => {
    const person = newPerson()
    const task = await person.add(weekly)
    const subtask = await person.add({ parentId: task.id })
    await person.change(task.id, done)
    await person.change(task.id, { completedAt: null })
    expect((await person.all()).map(({ id }) => id).toSorted()).toEqual([task.id, subtask.id].toSorted())
    expect(await person.get(subtask.id)).toMatchObject({ parentId: task.id })
    await person.change(task.id, done)
    const next = (await person.open()).find(({ recurrence }) => recurrence !== null)
    await person.change(next?.id ?? '', { title: 'Changed' })
    await person.change(task.id, { completedAt: null })
    await person.change(task.id, done)
    expect((await person.open()).filter(({ recurrence }) => recurrence !== null)).toMatchObject([{ title: 'Changed' }])
  })

  test('keeps its time when it is moved to another day, or to none and back', async () => {
    const person = newPerson()
    const { id } = await person.add({ ...weekly, dueZone: 'Europe/Berlin' })
    for (const dueOn of ['2026-12-01', null, '2026-12-02']) {
      expect(await person.change(id, { dueOn })).toMatchObject({ dueOn, dueTime: '10:00', dueZone: 'Europe/Berlin' })
    }
  })
})

describe('a change of many tasks', () => {
  test('is all or nothing', async () => {
    const person = newPerson()
    const [one, two] = [await person.add(), await person.add()]
    const stranger = await newPerson().add()
    for (const id of [uuidv7(), stranger.id]) {
      const ids = [one.id, id, two.id]
      for (const type of ['complete', 'delete', 'restore', 'reopen'] as const) {
        await expect(person.store.bulk(person.owner, { ids, action: { type } })).rejects.toThrow(
          'There is no such task.',
        )
      }
    }
    expect((await person.all()).map(({ version }) => version)).toEqual([1, 1])
  })

  test('is one action in the log, even with repetitions and subtasks', async () => {
    const person = newPerson()
    const repeating = await person.add({ dueOn: '2026-11-23', recurrence: 'FREQ=DAILY' })
    const parent = await person.add()
    const subtask = await person.add({ parentId: parent.id })
    const { seq } = await own.database.changes.list(person.owner, { since: null, kinds: ['task'], limit: 1 })
    const ids = [repeating.id, parent.id, subtask.id]
    const result = await person.store.bulk(person.owner, { ids, action: { type: 'complete' } })
    const page = await own.database.changes.list(person.owner, { since: seq, kinds: ['task'], limit: 100 })
    expect(new Set(page.changes.map((change) => change.seq))).toEqual(new Set([result.seq]))
    expect(page.changes.map(({ id }) => id).toSorted()).toEqual(result.ids.toSorted())
    expect(result.ids).toHaveLength(4)
    expect((await person.open()).map(({ recurrence }) => recurrence)).toEqual(['FREQ=DAILY'])
    await person.store.bulk(person.owner, { ids, action: { type: 'reopen' } })
    expect((await person.open()).map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
  })

  test('moves, labels, postpones and prioritizes', async () => {
    const person = newPerson()
    const listId = await person.newList()
    const section = await own.database.sections.create(person.owner, { id: uuidv7(), listId, title: 'Shade' })
    const label = async () => (await own.database.labels.create(person.owner, { id: uuidv7(), title: 'Home' })).id
    const [first, second] = [await label(), await label()]
    const one = await person.add({ dueOn: '2026-11-23', dueTime: '09:00', labelIds: [first] })
    const two = await person.add({ parentId: one.id })
    const ids = [one.id, two.id]
    const bulk = (action: Parameters<typeof person.store.bulk>[1]['action']) =>
      person.store.bulk(person.owner, { ids, action })
    await bulk({ type: 'move', listId, sectionId: section.id })
    expect(await person.get(two.id)).toMatchObject({ listId, sectionId: section.id, parentId: one.id })
    await bulk({ type: 'label', add: [second], remove: [first] })
    expect((await person.all()).map(({ labelIds }) => labelIds)).toEqual([[second], [second]])
    await bulk({ type: 'postpone', to: '2026-12-01' })
    expect(await person.get(one.id)).toMatchObject({ dueOn: '2026-12-01', dueTime: '09:00' })
    await bulk({ type: 'prioritize', priority: 'high' })
    expect((await person.all()).map(({ priority }) => priority)).toEqual(['high', 'high'])
    await expect(bulk({ type: 'label', add: [uuidv7()] })).rejects.toThrow('There is no such label.')
    await expect(bulk({ type: 'move', listId: null, sectionId: section.id })).rejects.toThrow('no such section')
    await bulk({ type: 'delete' })
    expect(await person.all()).toEqual([])
    await bulk({ type: 'restore' })
    expect(await person.all()).toHaveLength(2)
  })
})

describe('many new tasks', () => {
  test('are created together in order, subtasks before or after their parent; repeating the call creates nothing', async () => {
    const person = newPerson()
    const [parent, child] = [uuidv7(), uuidv7()]
    const tasks = [
      { ...fields, id: child, title: 'Child', parentId: parent },
      { ...fields, id: parent, title: 'Parent' },
      { ...fields, id: uuidv7(), title: 'Last', dueTime: '09:00' },
    ]
    const created = await person.store.createMany(person.owner, tasks)
    expect(created).toMatchObject(tasks)
    expect(created.map(({ position }) => position)).toEqual(created.map(({ position }) => position).toSorted())
    await person.change(parent, { title: 'Changed' })
    const again = await person.store.createMany(person.owner, tasks)
    expect(again.map(({ title }) => title)).toEqual(['Child', 'Changed', 'Last'])
    expect(await person.all()).toHaveLength(3)
    const other = [
      { ...fields, id: uuidv7() },
      { ...fields, id: parent, title: 'Other' },
    ]
    await expect(person.store.createMany(person.owner, other)).rejects.toMatchObject({ code: 'ID_TAKEN' })
    expect(await person.all()).toHaveLength(3)
  })
})

test('tasks that two devices put into the same gap have the same place on both, and never move later', async () => {
  const person = newPerson()
  const [first, last] = [await person.add({ position: 'a0' }), await person.add({ position: 'a1' })]
  const ids = [uuidv7(), uuidv7()]
  await Promise.all(ids.map((id) => person.add({ id, position: 'a0V' })))
  const order = async () =>
    (await person.all())
      .toSorted((a, b) => (a.position === b.position ? (a.id < b.id ? -1 : 1) : a.position < b.position ? -1 : 1))
      .map(({ id }) => id)
  const wanted = [first.id, ...ids.toSorted(), last.id]
  expect(await order()).toEqual(wanted)
  const { id } = await person.add()
  await person.change(first.id, { title: 'Changed' })
  expect(await order()).toEqual([...wanted, id])
})

test('`dueUntil` finds tasks that are planned for, or have a deadline by, that day', async () => {
  const person = newPerson()
  const planned = await person.add({ dueOn: '2026-11-26' })
  const missed = await person.add({ dueOn: '2026-12-24', deadlineOn: '2026-11-01' })
  await person.add({ dueOn: '2026-11-27', deadlineOn: '2026-11-28' })
  await person.add()
  const { id: finished } = await person.add({ dueOn: '2026-11-20', ...done })
  const due = async (status: 'open' | 'all') =>
    (await person.store.list(person.owner, { ...everything, status, dueUntil: '2026-11-26' })).items.map(({ id }) => id)
  expect(await due('open')).toEqual([missed.id, planned.id])
  expect(await due('all')).toEqual([finished, missed.id, planned.id])
  expect((await person.store.list(person.owner, { ...everything, parentId: null })).items).toHaveLength(5)
})
