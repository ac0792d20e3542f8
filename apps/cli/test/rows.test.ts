import { PassThrough } from 'node:stream'
import { newUserId } from '@ownlist/testkit'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { end, openTerminal, type TestTerminal } from './terminal.js'

let terminal: TestTerminal
beforeAll(async () => {
  terminal = await openTerminal()
})
afterAll(() => terminal[Symbol.asyncDispose]())

/** A user at the terminal, who also uses other programs. */
async function person() {
  const userId = newUserId()
  return { userId, client: terminal.api.clientFor(userId), ...(await terminal.signedIn(userId)) }
}

test('a filter can be saved, shown, renamed, changed, deleted and restored', async () => {
  const { run, json } = await terminal.signedIn(newUserId())
  expect((await run('filters')).out).toContain('`ownlist filters add')
  const filter = await json('filters', 'add', 'At home', ' today & label:home ')
  expect(filter).toMatchObject({ title: 'At home', query: 'today & label:home', version: 1 })
  expect((await run('filters')).out).toBe(`${end(filter)}  At home  today & label:home\n`)
  await json('filters', 'rename', 'at-home', 'In', 'the', 'house')
  expect(await json('filters', 'query', 'in-the-house', 'overdue')).toMatchObject({ query: 'overdue', version: 3 })
  expect((await run('filters', 'rm', 'in the house')).out).toContain(`ownlist filters restore ${filter.id}`)
  expect(await json('filters')).toEqual([])
  expect(await json('restore', end(filter))).toMatchObject({ id: filter.id, deletedAt: null })
  expect(await run('filters', 'rm', 'nowhere')).toMatchObject({ exitCode: 4 })
})

test('a label can be created, shown, renamed, coloured, deleted and restored with its tasks', async () => {
  const { run, json } = await person()
  expect((await run('labels')).out).toContain('`ownlist labels add Errand` creates one')
  const label = await json('labels', 'add', 'On', 'the', 'way', '--color', 'green')
  expect(label).toMatchObject({ title: 'On the way', color: 'green', version: 1 })
  expect((await run('labels')).out).toBe(`${end(label)}  On the way  green\n`)
  expect(await json('labels', 'rename', 'on-the-way', 'Errand')).toMatchObject({ id: label.id, title: 'Errand' })
  expect(await json('labels', 'color', 'errand', 'blue')).toMatchObject({ color: 'blue' })
  expect(await json('labels', 'color', 'errand', 'none')).toMatchObject({ title: 'Errand', color: null })
  const task = await json('add', 'Post the letter #errand')
  expect((await run('labels', 'rm', 'errand')).out).toBe(
    `Deleted “Errand”. ownlist labels restore ${label.id} restores it.\n`,
  )
  expect(await json('labels')).toEqual([])
  expect(await json('labels', 'restore', end(label))).toMatchObject({ id: label.id, deletedAt: null })
  expect(await json('ls')).toMatchObject([{ id: task.id, labelIds: [label.id] }])
})

test('when a section is deleted, its tasks stay in the list; when it is restored, they are in it again', async () => {
  const { run, json } = await person()
  const [garden] = [await json('lists', 'add', 'Garden'), await json('lists', 'add', 'Balcony')]
  expect((await run('sections')).out).toContain('`ownlist sections add --list Garden Beds` creates one')
  const beds = await json('sections', 'add', '--list', 'garden', 'Flower', 'beds')
  expect(beds).toMatchObject({ title: 'Flower beds', listId: garden.id })
  const others = await json('sections', 'add', '--list', 'balcony', 'Beds')
  expect((await run('sections')).out).toMatch(/Beds +Balcony\n.*Flower beds +Garden\n$/)
  expect(await json('sections', 'rename', 'flower-beds', 'Beds')).toMatchObject({ id: beds.id, title: 'Beds' })
  expect(await run('sections', 'rm', 'beds')).toMatchObject({ out: '', exitCode: 2 })
  expect(await json('sections', '--list', 'balcony')).toMatchObject([{ id: others.id }])
  const task = await json('add', 'Plant bulbs @garden /beds')
  expect(task).toMatchObject({ sectionId: beds.id })
  expect(await json('sections', 'rm', 'beds', '--list', 'garden')).toMatchObject({ id: beds.id })
  expect(await json('sections')).toMatchObject([{ id: others.id }])
  expect(await json('ls', '--list', 'garden')).toMatchObject([{ id: task.id }])
  expect(await json('sections', 'restore', end(beds))).toMatchObject({ id: beds.id, deletedAt: null })
})

test('a list can get a colour and be archived, and is shown like that', async () => {
  const { run, json } = await person()
  const list = await json('lists', 'add', 'Garden', '--color', 'teal')
  expect(await json('lists', 'archive', 'garden')).toMatchObject({ archivedAt: expect.any(String) })
  expect((await run('lists')).out).toBe(`${end(list)}  Garden  teal  archived\n`)
  expect(await json('lists', 'unarchive', 'garden')).toMatchObject({ archivedAt: null, color: 'teal' })
  expect(await json('lists', 'color', 'garden', 'none')).toMatchObject({ color: null })
})

describe('the trash', () => {
  test('shows rows that any program deleted, and `restore` accepts the end of each id in it', async () => {
    const { client, run, json } = await person()
    expect((await run('trash')).out).toBe('Nothing is deleted.\n')
    const list = await client.list.create.mutate({ title: 'Garden' })
    const section = await client.section.create.mutate({ title: 'Beds', listId: list.id })
    const label = await client.label.create.mutate({ title: 'Outside' })
    const task = await client.task.create.mutate({ title: 'Water the ferns' })
    await client.section.delete.mutate({ id: section.id })
    await client.label.delete.mutate({ id: label.id })
    await client.task.delete.mutate({ id: task.id })
    const { out } = await run('trash')
    expect(out).toMatch(/ {2}task +Water the ferns .*\n.* {2}label +Outside .*\n.* {2}section +Beds .*\n$/)
    expect(await json('trash', '--limit', '1')).toMatchObject([{ kind: 'task', id: task.id }])
    expect((await run('trash', '--limit', '1')).err).toContain('--limit 10')
    for (const row of [task, label, section]) {
      expect(await json('restore', end(row))).toMatchObject({ id: row.id, deletedAt: null })
    }
    await client.list.delete.mutate({ id: list.id })
    expect(await json('restore', list.id)).toMatchObject({ id: list.id, deletedAt: null })
    expect(await json('trash')).toEqual([])
  })

  test('belongs to one user: nobody else sees, restores or empties it', async () => {
    const [ada, bob] = [await person(), await person()]
    const task = await ada.json('add', 'Hers')
    await ada.json('rm', task.id)
    expect(await bob.json('trash')).toEqual([])
    expect(await bob.run('restore', end(task))).toMatchObject({ out: '', exitCode: 4 })
    expect(await bob.run('restore', task.id)).toMatchObject({ out: '', exitCode: 4 })
    expect(await bob.json('trash', '--empty', '--yes')).toEqual({ removed: 0 })
    expect(await ada.json('trash')).toMatchObject([{ id: task.id }])
  })

  test('is emptied only after confirmation, and only by the user, not by an app', async () => {
    const { userId, env, run, json } = await person()
    for (const title of ['One', 'Two']) await json('rm', (await json('add', title)).id)
    const answer = async (key: string) => {
      const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined })
      const emptying = terminal.started(['trash', '--empty'], env, { stdin })
      await vi.waitFor(() => expect(emptying.err()).toContain('This cannot be undone'), { timeout: 10_000 })
      stdin.write(key)
      return await emptying.ended
    }
    expect(await run('trash', '--empty')).toMatchObject({ exitCode: 2, err: expect.stringContaining('--yes') })
    expect(await answer('n')).toMatchObject({ exitCode: 130, err: expect.stringContaining('Nothing was removed') })
    const app = await terminal.signedIn(userId, 'tasks:read tasks:write')
    expect(await app.run('trash', '--empty', '--yes')).toMatchObject({
      exitCode: 7,
      err: expect.stringContaining('Sign in on the web'),
    })
    expect(await app.json('trash')).toHaveLength(2)
    expect(await answer('y')).toMatchObject({ exitCode: 0, out: 'Permanently removed 2 rows.\n' })
    expect(await json('trash')).toEqual([])
  })

  test('is not visible to a session that is limited to a list, which can still restore what it deleted', async () => {
    const { userId, client } = await person()
    const { id } = await client.list.create.mutate({ title: 'Garden' })
    const { run, json } = await terminal.signedIn(userId, `tasks:read:${id} tasks:write:${id}`)
    const task = await json('add', 'Mow')
    await json('rm', end(task))
    expect(await run('trash')).toMatchObject({ out: '', exitCode: 7 })
    expect(await json('restore', end(task))).toMatchObject({ id: task.id, deletedAt: null })
  })
})

test('settings are shown, changed one by one, and reset so that each device decides again', async () => {
  const { userId, run, json } = await person()
  expect(await json('settings')).toEqual({ timeZone: null, language: null, weekStart: null, defaultListId: null })
  const list = await json('lists', 'add', 'Inbox')
  const app = await terminal.signedIn(userId, 'tasks:read tasks:write')
  expect(await app.json('settings', '--time-zone', 'Asia/Tokyo', '--week-start', 'sun')).toMatchObject({
    timeZone: 'Asia/Tokyo',
    language: null,
    weekStart: 7,
  })
  const { out } = await run('settings', '--language', 'de', '--default-list', 'inbox')
  expect(out).toBe(
    [
      'Time zone              Asia/Tokyo',
      'Language               German',
      'First day of the week  Sunday',
      'List for new tasks     Inbox\n',
    ].join('\n'),
  )
  expect(await json('settings')).toMatchObject({ language: 'de', defaultListId: list.id })
  const none = ['--no-time-zone', '--no-language', '--no-week-start', '--no-default-list']
  expect((await run('settings', ...none)).out).toMatch(
    /Time zone +each device decides\n(.*\n){2}List for new tasks +none\n$/,
  )
})

test('add puts tasks that name no list into the default list, as long as it exists', async () => {
  const { userId, json } = await person()
  const [inbox, garden] = [await json('lists', 'add', 'Inbox'), await json('lists', 'add', 'Garden')]
  const beds = await json('sections', 'add', 'Beds', '--list', 'inbox')
  await json('settings', '--default-list', 'inbox')
  expect(await json('add', 'Sort it /beds')).toMatchObject({ title: 'Sort it', listId: inbox.id, sectionId: beds.id })
  expect(await json('add', 'Sort @inbox', '--literal')).toMatchObject({ title: 'Sort @inbox', listId: inbox.id })
  const bulbs = await json('add', 'Plant bulbs @garden')
  expect(bulbs).toMatchObject({ listId: garden.id })
  expect(await json('add', 'Buy bulbs', '--parent', end(bulbs))).toMatchObject({ listId: garden.id })
  expect(await json('add', 'Anywhere', '--no-list')).toMatchObject({ listId: null })
  const limited = await terminal.signedIn(userId, `tasks:read:${garden.id} tasks:write:${garden.id}`)
  expect(await limited.json('add', 'Mow')).toMatchObject({ listId: garden.id })
  await json('lists', 'rm', 'inbox')
  expect(await json('add', 'Homeless')).toMatchObject({ listId: null })
})

test.each<[number, string[], string]>([
  [2, ['labels', 'add', 'x', '--color', 'mauve'], 'Allowed choices'],
  [2, ['labels', 'color', 'x', 'mauve'], 'It must be one of red, orange'],
  [2, ['sections', 'add', 'Beds'], '--list'],
  [4, ['sections', 'add', 'Beds', '--list', 'cellar'], 'There is no list “cellar”'],
  [4, ['sections', 'rm', 'beds'], 'There is no section “beds”'],
  [4, ['labels', 'rm', 'errand'], 'There is no label “errand”'],
  [2, ['settings', '--week-start', 'someday'], 'It must be a day of the week'],
  [2, ['settings', '--language', 'fr'], 'Allowed choices'],
  [2, ['settings', '--time-zone', 'Mars'], 'must be a time zone'],
  [4, ['settings', '--default-list', 'cellar'], 'There is no list “cellar”'],
  [2, ['trash', '--empty', '--json'], '--yes'],
])('exits with %i for %j', async (exitCode, args, words) => {
  const { run } = await terminal.signedIn()
  expect(await run(...args)).toMatchObject({ out: '', exitCode, err: expect.stringContaining(words) })
})
