import { newUserId } from '@ownlist/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { end, openTerminal, type TestTerminal } from './terminal.js'

let terminal: TestTerminal
beforeAll(async () => {
  terminal = await openTerminal()
})
afterAll(() => terminal[Symbol.asyncDispose]())

/** A user with two lists that each have a section of the same name, and with two labels. */
async function gardener() {
  const userId = newUserId()
  const { list, section, label } = terminal.api.clientFor(userId)
  const garden = await list.create.mutate({ title: 'Garden' })
  const balcony = await list.create.mutate({ title: 'Balcony' })
  const beds = await section.create.mutate({ listId: garden.id, title: 'Beds' })
  await section.create.mutate({ listId: balcony.id, title: 'Beds' })
  const [errand, outside] = [
    await label.create.mutate({ title: 'Errand' }),
    await label.create.mutate({ title: 'Outside' }),
  ]
  return { userId, garden, balcony, beds, errand, outside, ...(await terminal.signedIn(userId)) }
}

test('add understands everything that the words say, but labels and sections only if they exist', async () => {
  const { run, json, garden, beds, errand } = await gardener()
  const task = await json('add', '#nowhere Plant bulbs 2030-12-24 at 9 +high @garden /beds #errand')
  expect(task).toMatchObject({
    title: '#nowhere Plant bulbs',
    dueOn: '2030-12-24',
    dueTime: '09:00',
    priority: 'high',
    listId: garden.id,
    sectionId: beds.id,
    labelIds: [errand.id],
  })
  expect(await json('add', 'Mow /beds')).toMatchObject({ title: 'Mow /beds', sectionId: null })
  const weekly = await json('add', 'Water the ferns every monday')
  expect(weekly).toMatchObject({ title: 'Water the ferns', recurrence: 'FREQ=WEEKLY;BYDAY=MO' })
  expect((await run('ls')).out).toMatch(/#nowhere Plant bulbs +Tue, Dec 24 09:00 +high/)
  expect((await run('ls')).out).toMatch(/Water the ferns +Mon, \w+ \d+ ↻ every Monday\n/)
  const after = await run('add', 'Change the filter', '--repeat', 'every! 3 days')
  expect(after.out).toMatch(/ ↻ after completion: every 3 days\n$/)
})

test('flags set, change and remove the fields of a task', async () => {
  const { json, garden, balcony, beds, errand, outside } = await gardener()
  const flags = ['--list', 'garden', '--section', 'beds', '--label', 'errand', '--due', '2030-12-23', '--time', '18:00']
  const task = await json('add', ...flags, '--deadline', '2030-12-24', '--repeat', 'every monday', 'Plant bulbs')
  expect(task).toMatchObject({
    listId: garden.id,
    sectionId: beds.id,
    labelIds: [errand.id],
    dueOn: '2030-12-23',
    dueTime: '18:00',
    deadlineOn: '2030-12-24',
    recurrence: 'FREQ=WEEKLY;BYDAY=MO',
  })
  const sub = await json('add', 'Buy bulbs', '--parent', end(task))
  expect(sub).toMatchObject({ parentId: task.id, listId: garden.id })
  expect(await json('edit', end(task), '--label', 'outside', '--repeat', 'FREQ=DAILY;INTERVAL=3')).toMatchObject({
    labelIds: [errand.id, outside.id],
    recurrence: 'FREQ=DAILY;INTERVAL=3',
    dueOn: '2030-12-23',
  })
  const none = ['--no-label', '--no-time', '--no-deadline', '--no-repeat', '--no-section']
  expect(await json('edit', end(task), ...none)).toMatchObject({
    labelIds: [],
    dueTime: null,
    deadlineOn: null,
    recurrence: null,
    sectionId: null,
    dueOn: '2030-12-23',
  })
  expect(await json('edit', end(sub), '--no-parent', '--list', 'balcony')).toMatchObject({
    parentId: null,
    listId: balcony.id,
  })
})

test.each<[number, string[], string]>([
  [2, ['add', 'x', '--repeat', 'sometimes'], 'is not a repetition'],
  [2, ['add', 'x', '--repeat', 'FREQ=NEVER'], 'recurrence'],
  [2, ['add', 'x', '--time', 'noonish'], 'must be a time of day'],
  [4, ['add', 'x', '--label', 'nowhere'], 'There is no label'],
  [4, ['add', 'x', '--section', 'beds'], 'There is no section “beds”'],
  [4, ['add', 'x', '--parent', 'abcdef'], 'No task id ends in'],
])('exits with %i for %j', async (exitCode, args, words) => {
  const { run } = await terminal.signedIn()
  expect(await run(...args)).toMatchObject({ out: '', exitCode, err: expect.stringContaining(words) })
})

test('a session that is limited to a list can add tasks with a # in their words', async () => {
  const { userId, garden } = await gardener()
  const { json } = await terminal.signedIn(userId, `tasks:read:${garden.id} tasks:write:${garden.id}`)
  expect(await json('add', 'Fix issue #errand')).toMatchObject({ title: 'Fix issue #errand', listId: garden.id })
})

test('today shows tasks that are planned, due or overdue, sorted by their days and times', async () => {
  const { run, json } = await terminal.signedIn()
  expect((await run('today')).out).toBe('Nothing is due today.\n')
  await json('add', '--literal', 'Soon', '--due', 'today', '--time', '01:00')
  await json('add', '--literal', 'Overdue', '--deadline', '2026-01-01')
  await json('add', '--literal', 'Later', '--due', 'today', '--time', '23:00')
  await json('add', '--literal', 'Next week', '--due', 'in 8 days')
  const done = await json('add', '--literal', 'Done', '--due', 'today')
  await json('done', done.id)
  expect((await json('today')).map(({ title }: { title: string }) => title)).toEqual(['Overdue', 'Soon', 'Later'])
  expect(await json('today', '--limit', '1')).toMatchObject([{ title: 'Overdue' }])
})
