import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newUserId } from '@ownlist/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { end, openTerminal, type TestTerminal } from './terminal.js'

let terminal: TestTerminal
beforeAll(async () => {
  terminal = await openTerminal()
})
afterAll(() => terminal[Symbol.asyncDispose]())

describe('`ownlist add` without words', () => {
  test.each([
    ['lines', 'One\nTwo tomorrow +high\nThree\n', ['One', 'Two', 'Three']],
    ['lines of another system, with a mark at the beginning', '\uFEFFOne\r\nTwo\r\n', ['One', 'Two']],
    ['empty lines, and a last one without an end', '\n  One  \n\n\t\nTwo', ['One', 'Two']],
    ['one line', 'Sun cream', ['Sun cream']],
    ['what other commands would take for options', '--json\n-p high\n', ['--json', '-p high']],
    ['any writing', '東京に行く\n🌱 Plant\nÜber', ['東京に行く', '🌱 Plant', 'Über']],
  ])('adds a task for each of %s', async (_what, input, titles) => {
    const { pipe, json } = await terminal.signedIn()
    const { out, exitCode } = await pipe(input, 'add', '--json')
    expect(exitCode).toBe(0)
    expect(JSON.parse(out).map(({ title }: { title: string }) => title)).toEqual(titles)
    expect((await json('ls')).map(({ title }: { title: string }) => title).reverse()).toEqual(titles)
  })

  test('applies flags to all of them, and reads the same from `-`', async () => {
    const userId = newUserId()
    const list = await terminal.api.clientFor(userId).list.create.mutate({ title: 'Garden' })
    const { pipe, json } = await terminal.signedIn(userId)
    const { out } = await pipe('Sow\nDig @garden\n', 'add', '-', '--list', 'garden', '--priority', 'low')
    expect(out).toMatch(/Sow +low +Garden\n.*Dig +low +Garden\n$/)
    expect(await json('ls')).toMatchObject([{ listId: list.id, priority: 'low' }, { listId: list.id }])
    await pipe('Call Bob tomorrow\n', 'add', '--literal')
    expect((await json('ls'))[0]).toMatchObject({ title: 'Call Bob tomorrow', dueOn: null })
  })

  test('adds more lines in order than the API allows calls at once', async () => {
    const { pipe, json } = await terminal.signedIn()
    const titles = Array.from({ length: 130 }, (_, n) => `Line ${n}`)
    expect(await pipe(titles.join('\n'), 'add')).toMatchObject({ exitCode: 0 })
    const listed = await json('ls', '--limit', '200')
    expect(listed.map(({ title }: { title: string }) => title).reverse()).toEqual(titles)
  })

  test('says which line was not added, and shows the tasks from earlier lines', async () => {
    const { pipe, json } = await terminal.signedIn()
    const seen = await pipe(`One\n${'x'.repeat(501)}\nThree\n`, 'add', '--json')
    expect(JSON.parse(seen.out)).toMatchObject([{ title: 'One' }])
    const { error } = JSON.parse(seen.err)
    expect(error).toEqual({ code: 'BAD_REQUEST', message: expect.stringMatching(/^“x+” was not added: title: must/) })
    expect(error.message).toContain('The lines before it were added.')
    expect(seen.exitCode).toBe(2)
    expect(await json('ls')).toHaveLength(1)
  })

  test.each(['', '\n \n\n'])('is a usage error for empty input: %j', async (input) => {
    const { pipe } = await terminal.signedIn()
    expect(await pipe(input, 'add')).toMatchObject({ exitCode: 2, err: expect.stringContaining('missing required') })
  })
})

describe('`restore` takes', () => {
  test('the end of an id of a task or list that is deleted', async () => {
    const { json } = await terminal.signedIn()
    const task = await json('add', 'Fern')
    await json('rm', end(task))
    expect(await json('restore', end(task))).toMatchObject({ id: task.id, deletedAt: null })
    await json('rm', task.id)
    expect(await json('restore', task.id.slice(-4).toUpperCase())).toMatchObject({ id: task.id })
    const list = await json('lists', 'add', 'Garden')
    await json('lists', 'rm', 'garden')
    expect(await json('lists', 'restore', end(list))).toMatchObject({ id: list.id, deletedAt: null })
  })

  test('no end of an id that belongs to another user, is not deleted, or is ambiguous', async () => {
    const [ada, bob] = [await terminal.signedIn(), await terminal.signedIn()]
    const task = await ada.json('add', 'Hers')
    await ada.json('rm', task.id)
    expect(await bob.run('restore', end(task))).toMatchObject({ out: '', exitCode: 4 })
    expect(await bob.run('restore', 'abcdef')).toMatchObject({
      exitCode: 4,
      err: expect.stringContaining('`ownlist trash` shows'),
    })
    const alike = ['019a0000-0000-7000-8000-0000000abcde', '019a0000-0000-7000-8000-0000001abcde']
    await writeFile(join(terminal.configDir, 'deleted'), `${alike.join('\n')}\n`)
    expect(await bob.run('restore', 'abcde')).toMatchObject({ exitCode: 2, err: expect.stringContaining('Several') })
  })
})

describe('with --json an error is JSON with a code:', () => {
  test.each<[string, string, number, string[], Record<string, string>]>([
    ['an unknown command', 'USAGE', 2, ['ad', '--json'], {}],
    ['no command', 'USAGE', 2, ['--json'], {}],
    ['a word missing', 'USAGE', 2, ['done', '--json'], {}],
    ['no lines', 'USAGE', 2, ['add', '--json'], {}],
    ['an unknown option', 'USAGE', 2, ['--json', 'ls', '--nonsense'], {}],
    ['an option without its value', 'USAGE', 2, ['ls', '--json', '--limit'], {}],
    ['a choice that there is not', 'USAGE', 2, ['add', 'x', '--json', '-p', 'urgent'], {}],
    ['a number that is none', 'USAGE', 2, ['ls', '--json', '-n', '0'], {}],
    ['too many words', 'USAGE', 2, ['lists', 'garden', '--json'], {}],
    ['a word missing in a command’s command', 'USAGE', 2, ['lists', 'rename', 'x', '--json'], {}],
    ['a day that is none', 'USAGE', 2, ['add', 'x', '--due', 'someday', '--json'], {}],
    ['a task that is no name of one', 'USAGE', 2, ['done', 'coffee', '--json'], {}],
    ['a task that there is not', 'NOT_FOUND', 4, ['done', 'abcdef', '--json'], {}],
    ['a list that there is not', 'NOT_FOUND', 4, ['ls', '--list', 'cellar', '--json'], {}],
    ['a title that is too long', 'BAD_REQUEST', 2, ['add', 'x'.repeat(501), '--json'], {}],
    ['nobody', 'SIGNED_OUT', 3, ['ls', '--json'], { OWNLIST_TOKEN: '' }],
    ['a wrong environment', 'USAGE', 2, ['ls', '--json'], { OWNLIST_API_URL: 'nonsense' }],
    ['an API that is away', 'UNREACHABLE', 6, ['ls', '--json'], { OWNLIST_API_URL: 'http://127.0.0.1:9' }],
  ])('%s', async (_what, code, exitCode, args, env) => {
    const { run } = await terminal.signedIn()
    const seen = await run.with(env)(...args)
    expect(JSON.parse(seen.err)).toEqual({ error: { code, message: expect.stringMatching(/\S/) } })
    expect({ out: seen.out, exitCode: seen.exitCode }).toEqual({ out: '', exitCode })
  })

  test('and `--json` after `--` is part of the title', async () => {
    const { run } = await terminal.signedIn()
    expect((await run('done', '--', '--json')).err).toMatch(/^✗ /)
  })
})
