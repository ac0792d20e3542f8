// domain: tasks
import { type NewTask, openBackgroundDatabase, ownerOf } from '@ownlist/db'
import { createTestDatabase, type TestDatabase } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { remindedPeople } from './reminded-people.js'

// A store makes the background program compute the next reminder again, if a change may affect it.

let own: TestDatabase
let people: ReturnType<typeof remindedPeople>
let background: ReturnType<typeof openBackgroundDatabase>
beforeAll(async () => {
  own = await createTestDatabase()
  people = remindedPeople(own)
  background = openBackgroundDatabase(own.url)
})
afterAll(async () => {
  await background[Symbol.asyncDispose]()
  await people[Symbol.asyncDispose]()
  await own[Symbol.asyncDispose]()
})

let userId: string
beforeEach(async () => {
  userId = await people.newPerson()
})

const day = '2027-07-01'
const at = (time: string) => `${day}T${time}:00.000Z`
const newTask = (fields: Partial<NewTask> = {}): NewTask => ({
  ...{ id: uuidv7(), title: 'Water the ferns', notes: '', priority: 'none', completedAt: null, listId: null },
  ...{ dueOn: day, dueTime: '14:00', remindBefore: [30], ...fields },
})

/** When the next reminder is due, after the program has computed it again; null if nothing triggered this. */
async function next(): Promise<string | null> {
  const [row] = await people.query(`select from due where user_id = $1 and kind = 'reminder' and due_at <= now()`, [
    userId,
  ])
  await background.reminders.take(userId, 60_000)
  return row === undefined ? null : await people.dueAt(userId)
}

test('a task with a reminder is created, changed, done, reopened, deleted and restored', async () => {
  const { tasks } = own.database
  const owner = ownerOf(userId)
  await next()
  const { id } = await tasks.create(owner, newTask())
  expect(await next()).toBe(at('13:30'))
  await tasks.update(owner, id, { changes: { dueTime: '16:00' } })
  expect(await next()).toBe(at('15:30'))
  await tasks.update(owner, id, { changes: { remindBefore: [60] } })
  expect(await next()).toBe(at('15:00'))
  await tasks.update(owner, id, { changes: { title: 'Water them' } })
  expect(await next()).toBeNull()
  await tasks.update(owner, id, { changes: { completedAt: new Date().toISOString() } })
  await people.wake(userId)
  expect(await next()).not.toBe(at('15:00'))
  await tasks.update(owner, id, { changes: { completedAt: null } })
  expect(await next()).toBe(at('15:00'))
  await tasks.delete(owner, id)
  await people.wake(userId)
  expect(await next()).not.toBe(at('15:00'))
  await tasks.restore(owner, id)
  expect(await next()).toBe(at('15:00'))
})

test('many tasks are created and changed at once', async () => {
  const { tasks } = own.database
  const owner = ownerOf(userId)
  const [one, other] = [newTask(), newTask({ dueTime: '10:00' })]
  await tasks.createMany(owner, [one, other])
  expect(await next()).toBe(at('09:30'))
  await tasks.createMany(owner, [newTask({ dueTime: '09:00' }), newTask({ remindBefore: [] })])
  expect(await next()).toBe(at('08:30'))
  await tasks.bulk(owner, { ids: [one.id, other.id], action: { type: 'postpone', to: '2027-06-30' } })
  expect(await next()).toBe('2027-06-30T09:30:00.000Z')
  const ids = [one.id, other.id]
  await tasks.bulk(owner, { ids, action: { type: 'delete' } })
  await people.wake(userId)
  expect(await next()).not.toBe('2027-06-30T09:30:00.000Z')
  await tasks.bulk(owner, { ids, action: { type: 'restore' } })
  expect(await next()).toBe('2027-06-30T09:30:00.000Z')
})

test('a person chooses another time zone, and a list is restored', async () => {
  const { tasks, lists, preferences } = own.database
  const owner = ownerOf(userId)
  const { id: listId } = await lists.create(owner, { id: uuidv7(), title: 'Garden' })
  await tasks.create(owner, newTask({ listId }))
  expect(await next()).not.toBeNull()
  await preferences.update(owner, { timeZone: 'Europe/Berlin' })
  expect(await next()).toBe(at('11:30'))
  await preferences.update(owner, { language: 'de' })
  expect(await next()).toBeNull()
  await lists.delete(owner, listId)
  await people.wake(userId)
  expect(await next()).not.toBe(at('11:30'))
  await lists.restore(owner, listId)
  expect(await next()).toBe(at('11:30'))
})

test('a list is archived, and used again', async () => {
  const { tasks, lists } = own.database
  const owner = ownerOf(userId)
  const { id: listId } = await lists.create(owner, { id: uuidv7(), title: 'Garden' })
  await tasks.create(owner, newTask({ listId }))
  await lists.update(owner, listId, { changes: { archivedAt: new Date().toISOString() } })
  await people.wake(userId)
  expect(await next()).not.toBe(at('13:30'))
  await lists.update(owner, listId, { changes: { archivedAt: null } })
  expect(await next()).toBe(at('13:30'))
  await lists.update(owner, listId, { changes: { title: 'Yard' } })
  expect(await next()).toBeNull()
})

test('an action is undone', async () => {
  const owner = ownerOf(userId)
  const { id } = await own.database.tasks.create(owner, newTask())
  await own.database.tasks.update(owner, id, { changes: { dueTime: '16:00' } })
  expect(await next()).toBe(at('15:30'))
  const { seq } = await own.database.changes.list(owner, { since: null, kinds: ['task'], limit: 1 })
  await own.database.changes.undo(owner, { seq, overwrite: false, ownSession: false, kinds: ['task'] })
  expect(await next()).toBe(at('13:30'))
  await own.database.tasks.delete(owner, id)
  await people.wake(userId)
  expect(await next()).not.toBe(at('13:30'))
  const deletion = await own.database.changes.list(owner, { since: null, kinds: ['task'], limit: 1 })
  await own.database.changes.undo(owner, { seq: deletion.seq, overwrite: false, ownSession: false, kinds: ['task'] })
  expect(await next()).toBe(at('13:30'))
})

test('a task is created with reminders of one kind, of the other, and of both', async () => {
  await next()
  const create = (fields: Partial<NewTask>) => own.database.tasks.create(ownerOf(userId), newTask(fields))
  await create({ remindBefore: [], remindAt: [at('12:00')] })
  expect(await next()).toBe(at('12:00'))
  await create({ remindBefore: [240], remindAt: [at('11:00')] })
  expect(await next()).toBe(at('10:00'))
  await create({ remindBefore: [300] })
  expect(await next()).toBe(at('09:00'))
})

test('a task without reminders wakes nothing', async () => {
  await next()
  const owner = ownerOf(userId)
  const { remindBefore: _, ...plain } = newTask()
  await own.database.tasks.create(owner, plain)
  await own.database.tasks.createMany(owner, [{ ...plain, id: uuidv7() }])
  expect(await next()).toBeNull()
  const { id } = await own.database.tasks.create(owner, newTask({ remindBefore: [] }))
  await own.database.tasks.update(owner, id, { changes: { dueTime: '16:00' } })
  expect(await next()).toBeNull()
})
