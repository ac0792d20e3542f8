import type { TaskFields, TaskQuery, TaskStore } from '@ownlist/db'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { labelDomain } from '../../src/labels/label-store.js'
import { listDomain } from '../../src/lists/list-store.js'
import { asOwner } from '../../src/owner-scope.js'
import { preferencesDomain } from '../../src/preferences/preferences-store.js'
import { sectionDomain } from '../../src/sections/section-store.js'
import { taskDomain } from '../../src/tasks/task-store.js'
import { testOwnerConditions } from '../owner-conditions.js'

const fields = { title: 'Hers', notes: '', priority: 'none', dueOn: null, completedAt: null, listId: null } as const
const page = { limit: 200, search: '', after: null } as const

testOwnerConditions<TaskFields, TaskQuery>({
  domain: taskDomain,
  fields,
  everything: [
    { ...page, status: 'all' },
    { ...page, status: 'open' },
    { ...page, status: 'all', listId: null },
    { ...page, status: 'all', search: 'Her' },
    { ...page, status: 'all', search: 'Hesr' },
    { ...page, status: 'all', parentId: null, search: 'Hers' },
    { ...page, status: 'all', parentId: null, search: 'Hesr' },
    { ...page, status: 'all', parentId: null },
    { ...page, status: 'all', sectionId: null },
    {
      ...page,
      status: 'all',
      after: { createdAt: '9999-01-01T00:00:00.000Z', id: 'ffffffff-ffff-7fff-bfff-ffffffffffff' },
    },
  ],
  promises: (intact) => ({
    'list returns only his own completed tasks': async (tasks, { alice, bob }) => {
      await taskDomain
        .createStore(intact)
        .create(alice, { ...fields, id: uuidv7(), completedAt: '2026-11-24T09:30:00.000Z' })
      expect(await tasks.list(bob, { ...page, status: 'done' })).toEqual({ items: [], next: null })
    },
    'list returns only his own tasks of a day, of a label, and of a task': async (
      tasks,
      { alice, bob, id: parentId },
    ) => {
      const [labels, whole] = [labelDomain.createStore(intact), taskDomain.createStore(intact)]
      const { id: labelId } = await labels.create(alice, { id: uuidv7(), title: 'Hers' })
      await whole.create(alice, { ...fields, id: uuidv7(), dueOn: '2026-11-24', parentId, labelIds: [labelId] })
      for (const filter of [{ dueUntil: '2026-11-24' }, { labelId }, { parentId }]) {
        for (const status of ['open', 'all'] as const)
          expect(await tasks.list(bob, { ...page, ...filter, status })).toEqual({ items: [], next: null })
      }
    },
    'statistics count only his own tasks': async (tasks, { alice, bob }) => {
      const [lists, whole, listId] = [listDomain.createStore(intact), taskDomain.createStore(intact), uuidv7()]
      for (const owner of [alice, bob]) {
        await lists.create(owner, { id: listId, title: 'Garden' })
        await whole.create(owner, { ...fields, id: uuidv7(), listId, completedAt: new Date().toISOString() })
        await whole.create(owner, { ...fields, id: uuidv7(), listId, dueOn: '2020-01-01' })
      }
      const statistics = await (tasks as TaskStore).statistics(bob, { days: 7 })
      expect(statistics).toMatchObject({ done: 1, times: { hour: 1, day: 0 }, overdue: [{ listId, overdue: 1 }] })
    },
    'what a task refers to is his own': async (tasks, { alice, bob, id }) => {
      const [lists, sections] = [listDomain.createStore(intact), sectionDomain.createStore(intact)]
      const { id: labelId } = await labelDomain.createStore(intact).create(alice, { id: uuidv7(), title: 'Hers' })
      const listId = uuidv7()
      for (const owner of [alice, bob]) await lists.create(owner, { id: listId, title: 'Garden' })
      const { id: sectionId } = await sections.create(alice, { id: uuidv7(), listId, title: 'Hers' })
      const other = await lists.create(alice, { id: uuidv7(), title: 'Hers' })
      const his = await taskDomain.createStore(intact).create(bob, { ...fields, id: uuidv7(), listId })
      const faults: readonly (readonly [Partial<TaskFields>, string])[] = [
        [{ listId: other.id }, 'list'],
        [{ listId, sectionId }, 'section'],
        [{ labelIds: [labelId] }, 'label'],
        [{ listId: null, parentId: id }, 'parent task'],
      ]
      for (const [changes, what] of faults) {
        await expect(tasks.create(bob, { ...fields, id: uuidv7(), ...changes })).rejects.toThrow(`no such ${what}`)
        await expect(tasks.update(bob, his.id, { changes })).rejects.toThrow(`no such ${what}`)
      }
      await tasks.create(bob, { ...fields, id: uuidv7(), dueTime: '09:00' })
      await tasks.update(bob, his.id, { changes: { dueTime: '09:00' } })
      await expect(tasks.update(bob, id, { changes: { dueTime: '09:00' } })).rejects.toThrow('no such task')
    },
    'his repetitions are counted in his own time zone': async (tasks, { alice, bob }) => {
      await preferencesDomain.createStore(intact).update(alice, { timeZone: 'Pacific/Kiritimati' })
      const daily = { ...fields, recurrence: 'FREQ=DAILY', recurrenceFrom: 'completion' } as const
      const { id } = await taskDomain.createStore(intact).create(bob, { ...daily, id: uuidv7(), dueOn: '2026-11-01' })
      await tasks.update(bob, id, { changes: { completedAt: '2026-11-24T11:00:00.000Z' } })
      const { items } = await taskDomain.createStore(intact).list(bob, { ...page, status: 'open' })
      expect(items).toMatchObject([{ dueOn: '2026-11-25' }])
    },
    'completing his repetition leaves hers with the same id open': async (tasks, { alice, bob }) => {
      const [whole, id] = [taskDomain.createStore(intact), uuidv7()]
      for (const owner of [alice, bob]) await whole.create(owner, { ...fields, id, recurrence: 'FREQ=DAILY' })
      await tasks.update(bob, id, { changes: { completedAt: '2026-11-24T11:00:00.000Z' } })
      expect(await whole.get(alice, id)).toMatchObject({ completedAt: null, version: 1 })
    },
    'what he does to a task with subtasks affects only his own, even if both have the same ids': async (
      tasks,
      scene,
    ) => {
      const { alice, bob, id, log } = scene
      const store = tasks as TaskStore
      const whole = taskDomain.createStore(intact)
      const [ours, apart, listId] = [uuidv7(), uuidv7(), uuidv7()]
      await listDomain.createStore(intact).create(bob, { id: listId, title: 'His' })
      for (const [owner, subtask, other] of [
        [alice, apart, ours],
        [bob, ours, apart],
      ] as const) {
        if (owner === bob) await whole.create(bob, { ...fields, id })
        await whole.create(owner, { ...fields, id: subtask, parentId: id })
        await whole.create(owner, { ...fields, id: other })
      }
      const look = () => Promise.all([ours, apart].map((one) => whole.get(alice, one)))
      const hers = [await look(), await log(alice)]
      const completed = { changes: { completedAt: '2026-11-24T11:00:00.000Z' } }
      await store.delete(bob, id)
      await store.restore(bob, id)
      await store.update(bob, id, completed)
      await store.update(bob, id, { changes: { completedAt: null } })
      await store.update(bob, id, { changes: { listId } })
      const ids = [id]
      for (const action of [
        { type: 'postpone', to: null },
        { type: 'complete' },
        { type: 'reopen' },
        { type: 'delete' },
        { type: 'restore' },
      ] as const) {
        await store.bulk(bob, { ids, action })
      }
      expect(await whole.get(bob, ours)).toMatchObject({ listId, deletedAt: null, parentId: id })
      expect(await whole.get(bob, apart)).toMatchObject({ listId: null, version: 1 })
      expect([await look(), await log(alice)]).toEqual(hers)
      await expect(store.bulk(alice, { ids: [uuidv7()], action: { type: 'delete' } })).rejects.toThrow('no such task')
    },
    'many tasks are changed only if all are his own, and created only as his own': async (
      tasks,
      { alice, bob, id },
    ) => {
      const store = tasks as TaskStore
      for (const action of [{ type: 'complete' }, { type: 'delete' }] as const) {
        await expect(store.bulk(bob, { ids: [id], action })).rejects.toThrow('no such task')
      }
      const created = [
        { ...fields, title: 'His', id },
        { ...fields, id: uuidv7(), parentId: id },
      ]
      expect(await store.createMany(bob, created)).toMatchObject(created)
      expect(await store.createMany(bob, created)).toMatchObject(created)
      expect(await taskDomain.createStore(intact).get(alice, id)).toMatchObject({ title: 'Hers' })
    },
    'a change of his task wakes only his own reminders, even if both have the same id': async (
      tasks,
      { alice, bob },
    ) => {
      const [whole, id] = [taskDomain.createStore(intact), uuidv7()]
      const reminded = { ...fields, id, dueOn: '2026-11-24', remindAt: ['2026-11-24T09:00:00.000Z'] }
      for (const owner of [alice, bob]) await whole.create(owner, reminded)
      const due = () => asOwner(intact, alice, ({ db, userId }) => db.due.findMany({ where: { userId } }))
      const hers = await due()
      await tasks.update(bob, id, { changes: { dueOn: '2026-11-25' } })
      expect(await due()).toEqual(hers)
    },
    'if both have a task with the same id, every change affects only his own': async (tasks, { bob, id }) => {
      await tasks.create(bob, { ...fields, id, dueTime: '09:00' })
      await tasks.update(bob, id, { changes: { dueTime: '10:00' } })
      await tasks.create(bob, { ...fields, id: uuidv7(), parentId: id })
    },
  }),
})
