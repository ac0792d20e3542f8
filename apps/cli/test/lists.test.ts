import type { List, Task } from '@ownlist/client'
import { newUserId } from '@ownlist/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { end, openTerminal, type TestTerminal } from './terminal.js'

let terminal: TestTerminal
beforeAll(async () => {
  terminal = await openTerminal()
})
afterAll(() => terminal[Symbol.asyncDispose]())

/** A user at the terminal who has these lists, oldest first. */
async function withLists<const Titles extends readonly string[]>(...titles: Titles) {
  const userId = newUserId()
  const client = terminal.api.clientFor(userId)
  const lists: List[] = []
  for (const title of titles) lists.push(await client.list.create.mutate({ title }))
  return { userId, client, lists: lists as { [Each in keyof Titles]: List }, ...(await terminal.signedIn(userId)) }
}

const titlesOf = (rows: (Task | List)[]) => rows.map(({ title }) => title)
const nowhere = '019a0000-0000-7000-8000-000000000000'

test('a list can be created, shown, renamed, deleted with its tasks, and restored with them', async () => {
  const { run, json } = await terminal.signedIn()
  expect((await run('lists')).out).toContain('`ownlist lists add Garden` creates one')
  const list = await json('lists', 'add', 'Garden', 'and', 'balcony')
  expect(list).toMatchObject({ title: 'Garden and balcony', version: 1 })
  expect((await run('lists')).out).toBe(`${end(list)}  Garden and balcony\n`)
  expect(await json('lists', 'rename', 'garden and balcony', 'Garden')).toMatchObject({ id: list.id, title: 'Garden' })
  const task = await json('add', 'Plant bulbs', '--list', 'Garden')
  const { out } = await run('lists', 'rm', 'garden')
  expect(out).toBe(`Deleted “Garden” and the tasks in it. ownlist lists restore ${list.id} restores them.\n`)
  expect(await json('lists')).toEqual([])
  expect(await json('ls')).toEqual([])
  expect(await json('lists', 'restore', list.id)).toMatchObject({ id: list.id, deletedAt: null })
  expect(await json('ls')).toMatchObject([{ id: task.id }])
})

describe('a list can be named by', () => {
  test.each([
    ['its title in any case', () => 'gARDEN'],
    ['its title with hyphens for spaces', () => 'garden-and-balcony'],
    ['the end of its id', end],
    ['its whole id', ({ id }: List) => id],
  ])('%s', async (words, nameOf) => {
    const title = words.includes('hyphens') ? 'Garden and balcony' : 'Garden'
    const { json, lists } = await withLists('Work', title, 'Gardening')
    expect(await json('add', 'Plant bulbs', '-l', nameOf(lists[1]))).toMatchObject({ listId: lists[1].id })
  })

  test('its title, which takes precedence over the end of another list’s id', async () => {
    const { client, json, lists } = await withLists('Garden')
    const called = await client.list.create.mutate({ title: end(lists[0]) })
    expect(await json('add', 'x', '--list', end(lists[0]))).toMatchObject({ listId: called.id })
  })
})

test('add says on standard error which words it removed from the title, unless it prints JSON', async () => {
  const { run } = await withLists('Garden')
  const said = 'Removed from the title: “@garden”, “tomorrow”. Use --literal to keep all words in it.\n'
  expect(await run('add', 'Mow @garden tomorrow')).toMatchObject({ err: said, exitCode: 0 })
  expect(await run('add', 'Mow @garden tomorrow', '--literal')).toMatchObject({ err: '', exitCode: 0 })
  expect(await run('add', 'Mow @garden tomorrow', '--json')).toMatchObject({ err: '', exitCode: 0 })
})

test('tasks can be listed by list or without a list; if there are several lists, their titles are shown', async () => {
  const { client, run, json, lists } = await withLists('Garden', 'Work')
  const [garden, work] = lists
  await client.task.create.mutate({ title: 'Post the letter' })
  await client.task.create.mutate({ title: 'Plant bulbs', listId: garden.id })
  await client.task.create.mutate({ title: 'Sharpen pencils', listId: work.id })
  expect(titlesOf(await json('ls', '--list', 'garden'))).toEqual(['Plant bulbs'])
  expect(titlesOf(await json('ls', '--no-list'))).toEqual(['Post the letter'])
  expect(titlesOf(await json('ls'))).toHaveLength(3)
  expect(titlesOf(await json('search', 'p', '--list', 'work'))).toEqual(['Sharpen pencils'])
  const all = (await run('ls')).out
  expect(all).toMatch(/Sharpen pencils +Work\n.*Plant bulbs +Garden\n.*Post the letter\n$/)
  expect((await run('ls', '--list', 'garden')).out).toMatch(/ {2}○ {2}Plant bulbs\n$/)
  expect((await run('ls', '--done', '--list', 'garden')).out).toBe('Nothing in “Garden” is done yet.\n')
  expect((await run('search', 'bulbs', '--no-list')).out).toBe('No task outside lists contains “bulbs”.\n')
})

test('a word with an @ puts a task into the list with that title; a flag takes precedence, and --literal ignores it', async () => {
  const { run, json, lists } = await withLists('Garden', 'Garden and balcony')
  const [garden, balcony] = lists
  expect((await run('add', 'Plant bulbs @garden')).out).toMatch(/ {2}○ {2}Plant bulbs +Garden\n$/)
  expect(await json('add', 'Plant', 'tulips', '@garden-and-balcony', '+high', 'tomorrow')).toMatchObject({
    title: 'Plant tulips',
    priority: 'high',
    dueOn: expect.any(String),
    listId: balcony.id,
  })
  expect(await json('add', 'Ask @bob')).toMatchObject({ title: 'Ask @bob', listId: null })
  expect(await json('add', 'Water @garden', '--list', 'garden-and-balcony')).toMatchObject({
    title: 'Water',
    listId: balcony.id,
  })
  expect(await json('add', '--literal', 'Write @garden')).toMatchObject({ title: 'Write @garden', listId: null })
  expect(await json('add', '--literal', 'Write @garden', '--list', 'garden')).toMatchObject({
    title: 'Write @garden',
    listId: garden.id,
  })
})

test('a task can move between lists, and out of all lists', async () => {
  const { run, json, lists } = await withLists('Garden', 'Work')
  const task = await json('add', 'Plant bulbs', '--list', 'garden')
  expect((await run('edit', end(task), '--list', 'work')).out).toMatch(/Plant bulbs +Work\n$/)
  expect(await json('edit', end(task), '--title', 'Rest')).toMatchObject({ listId: lists[1].id })
  expect(await json('edit', end(task), '--no-list')).toMatchObject({ title: 'Rest', listId: null })
})

test('lists are requested from the API only if one is named or several are shown', async () => {
  const { run, json, client, lists } = await withLists('Garden')
  const expectAsked = async (expected: boolean, ...args: string[]) => {
    const before = terminal.api.logLines.length
    expect(await run(...args)).toMatchObject({ exitCode: 0 })
    const asked = (name: string) => terminal.api.logLines.slice(before).some((line) => line.includes(`/trpc/${name}`))
    // A request is logged when its response has been sent, which may be after the client has received it.
    await expect.poll(() => asked('task.') && (!expected || asked('list.'))).toBe(true)
    expect([args, asked('list.')]).toEqual([args, expected])
  }
  await expectAsked(false, 'add', 'Write to me@garden, +high')
  await expectAsked(false, 'add', '--literal', 'Plant @garden')
  await expectAsked(false, 'ls')
  await expectAsked(false, 'ls', '--no-list')
  await expectAsked(true, 'add', 'Plant bulbs @garden')
  await expectAsked(true, 'ls')
  await expectAsked(false, 'ls', '--json')
  await expectAsked(true, 'ls', '--list', 'garden')
  // All of them are in one list, so no titles are needed.
  for (const { id } of await json('ls', '--no-list')) await client.task.delete.mutate({ id })
  await client.task.create.mutate({ title: 'Plant tulips', listId: lists[0].id })
  await expectAsked(false, 'ls')
})

test('lists continue over pages', async () => {
  const { client, json } = await withLists('The first')
  for (let n = 0; n < 205; n += 5) {
    await Promise.all(Array.from({ length: 5 }, () => client.list.create.mutate({ title: 'One of many' })))
  }
  expect(await json('lists')).toHaveLength(206)
  expect(await json('add', 'x @the-first')).toMatchObject({ title: 'x', listId: expect.any(String) })
})

describe('exits with', () => {
  test('2 for a title that several lists have, and shows all of them', async () => {
    const { run, json, lists } = await withLists('Garden', 'garden')
    for (const args of [
      ['ls', '--list', 'garden'],
      ['add', 'Plant bulbs @garden'],
      ['lists', 'rm', 'garden'],
    ]) {
      const { out, err, exitCode } = await run(...args)
      expect({ out, exitCode }).toEqual({ out: '', exitCode: 2 })
      expect(err).toContain(`${end(lists[0])} “Garden”`)
      expect(err).toContain(`${end(lists[1])} “garden”`)
    }
    expect(await json('add', 'Plant @garden', '--list', end(lists[0]))).toMatchObject({ listId: lists[0].id })
    expect(await json('lists')).toHaveLength(2)
  })

  test.each<[number, string, string[], string]>([
    [
      4,
      'a list that there is not',
      ['ls', '--list', 'cellar'],
      'There is no list “cellar”. `ownlist lists` shows your lists.',
    ],
    [4, 'the beginning of a title', ['add', 'x', '--list', 'gard'], 'There is no list “gard”'],
    [4, 'the end of no id', ['lists', 'rm', 'abcdef'], 'There is no list “abcdef”'],
    [4, 'no name', ['ls', '--list', ''], 'There is no list “”'],
    [4, 'a whole id that there is not', ['lists', 'restore', nowhere], 'There is no such list'],
    [2, 'what is no id', ['lists', 'restore', 'garden'], 'id: must be a UUIDv7'],
    [2, 'a title that is too long', ['lists', 'add', 'x'.repeat(501)], 'title: must have at most 500 characters'],
    [2, 'a command that there is not', ['lists', 'garden'], 'too many arguments'],
    [2, 'a word missing', ['lists', 'rename', 'garden'], 'missing required argument'],
    [2, 'a title of spaces', ['add', ' '], 'title: must not be empty'],
    [2, 'nothing but a list', ['add', '@garden'], 'title: must not be empty'],
  ])('%i for %s', async (exitCode, _what, args, words) => {
    const { run } = await withLists('Garden')
    const seen = await run(...args)
    expect(seen.err).toContain(words)
    expect({ out: seen.out, exitCode: seen.exitCode }).toEqual({ out: '', exitCode })
  })

  test('4 for another user’s list', async () => {
    const [ada, bob] = [await withLists('Hers'), await terminal.signedIn()]
    const [{ id }] = ada.lists
    for (const args of [
      ['lists', 'rm', 'hers'],
      ['lists', 'rename', id, 'His'],
      ['lists', 'restore', id],
      ['ls', '--list', id],
      ['add', 'x', '--list', id],
    ]) {
      expect(await bob.run(...args)).toMatchObject({ out: '', exitCode: 4 })
    }
    expect(await ada.json('lists')).toMatchObject([{ title: 'Hers', version: 1 }])
  })
})

test('a program that is limited to one list sees only that list, adds to it, and cannot create one', async () => {
  const { userId, client, lists } = await withLists('Garden', 'Work')
  const [{ id }] = lists
  await client.task.create.mutate({ title: 'Sharpen pencils', listId: lists[1].id })
  const { run, json } = await terminal.signedIn(userId, `tasks:read:${id} tasks:write:${id}`)
  expect(titlesOf(await json('lists'))).toEqual(['Garden'])
  expect(await json('add', 'Plant bulbs @work')).toMatchObject({ title: 'Plant bulbs @work', listId: id })
  const tulips = await json('add', 'Plant tulips @garden')
  expect(tulips).toMatchObject({ title: 'Plant tulips', listId: id })
  expect(await json('ls')).toHaveLength(2)
  expect(await json('ls', '--no-list')).toEqual([])
  expect(await run('ls', '--list', 'work')).toMatchObject({ exitCode: 4 })
  expect(await run('edit', end(tulips), '--no-list')).toMatchObject({ out: '', exitCode: 4 })
  expect(await run('lists', 'add', 'Cellar')).toMatchObject({ out: '', exitCode: 7 })
})

test('a list’s title cannot control the terminal', async () => {
  const { run, json, lists, client } = await withLists('red \u001b[31m bell \u0007 two\nlines')
  await client.task.create.mutate({ title: 'Elsewhere' })
  const harmless = /red {2}bell {2,3}two lines/
  expect((await run('lists')).out).toMatch(harmless)
  expect((await run('add', 'x', '--list', end(lists[0]))).out).toMatch(harmless)
  expect((await run('ls')).out).toMatch(harmless)
  expect((await run('ls', '--done', '--list', end(lists[0]))).out).toMatch(harmless)
  expect(await json('lists')).toMatchObject([{ title: 'red \u001b[31m bell \u0007 two\nlines' }])
  await client.list.create.mutate({ title: 'red \u001b[31m bell \u0007 two\nlines' })
  const ambiguous = await run('ls', '--list', 'red \u001b[31m bell \u0007 two lines')
  expect(ambiguous).toMatchObject({ exitCode: 2, err: expect.stringMatching(harmless) })
  expect((await run('lists', 'rm', end(lists[0]))).out).toMatch(harmless)
})
