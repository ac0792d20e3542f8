import { join } from 'node:path'
import { newUserId } from '@ownlist/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHttpServer } from '../../../packages/client/test/http-server.js'
import { end, openTerminal, type TestTerminal } from './terminal.js'

let terminal: TestTerminal
const ownlist: TestTerminal['ownlist'] = (...run) => terminal.ownlist(...run)
const startProgram: TestTerminal['startProgram'] = (...run) => terminal.startProgram(...run)
const signedIn: TestTerminal['signedIn'] = (...who) => terminal.signedIn(...who)
beforeAll(async () => {
  terminal = await openTerminal()
})
afterAll(() => terminal[Symbol.asyncDispose]())

test('a task is added from plain words, listed, done, reopened, changed, found, deleted and restored', async () => {
  const { run, json } = await signedIn()
  const task = await json('add', 'Renew', 'passport', 'by', '2026-12-24', '!high')
  expect(task).toMatchObject({ title: 'Renew passport', dueOn: '2026-12-24', priority: 'high' })
  const { out } = await run('ls')
  expect(out).toContain(`${end(task)}  ○  Renew passport`)
  expect(await json('done', end(task))).toMatchObject([{ id: task.id, completedAt: expect.any(String) }])
  expect(await json('ls')).toEqual([])
  expect(await json('ls', '--done')).toHaveLength(1)
  expect(await json('reopen', task.id)).toMatchObject([{ completedAt: null }])
  const edited = await json(
    'edit',
    end(task),
    '--title',
    'Passport',
    '--no-due',
    '--priority',
    'low',
    '--notes',
    'photos',
  )
  expect(edited).toMatchObject({ title: 'Passport', dueOn: null, priority: 'low', notes: 'photos' })
  expect(await json('search', 'photos')).toMatchObject([{ id: task.id }])
  expect((await run('rm', end(task))).out).toContain(`ownlist restore ${task.id}`)
  expect(await json('ls', '--all')).toEqual([])
  expect(await json('restore', task.id)).toMatchObject({ id: task.id, deletedAt: null })
})

test('flags take precedence over the words, and --literal keeps all words in the title', async () => {
  const { json } = await signedIn()
  expect(await json('add', 'Call Bob tomorrow !low', '--due', '2026-12-01', '--priority', 'high')).toMatchObject({
    title: 'Call Bob',
    dueOn: '2026-12-01',
    priority: 'high',
  })
  expect(await json('add', '--literal', 'Call Bob tomorrow !low')).toMatchObject({
    title: 'Call Bob tomorrow !low',
    dueOn: null,
  })
})

test('lists continue over pages, up to the requested limit', async () => {
  const userId = newUserId()
  const client = terminal.api.clientFor(userId)
  for (let n = 0; n < 205; n += 5) {
    await Promise.all(Array.from({ length: 5 }, () => client.task.create.mutate({ title: 'One of many' })))
  }
  const { run, json } = await signedIn(userId)
  expect(await json('ls', '--limit', '1000')).toHaveLength(205)
  expect(await json('ls', '-n', '203')).toHaveLength(203)
  expect((await run('ls')).err).toContain('--limit 500')
})

test('another user’s task does not exist', async () => {
  const [ada, bob] = [await signedIn(), await signedIn()]
  const task = await ada.json('add', 'Hers')
  expect(await bob.json('ls')).toEqual([])
  for (const ref of [end(task), task.id]) {
    for (const command of ['done', 'edit', 'rm']) {
      const { out, exitCode } = await bob.run(command, ref, ...(command === 'edit' ? ['--title', 'His'] : []))
      expect({ out, exitCode }).toEqual({ out: '', exitCode: 4 })
    }
  }
  expect(await ada.json('ls')).toMatchObject([{ title: 'Hers', version: 1 }])
})

test('a title cannot command the terminal', async () => {
  const userId = newUserId()
  await terminal.api.clientFor(userId).task.create.mutate({ title: 'red \u001b[31m bell \u0007 two\nlines' })
  const { run, json } = await signedIn(userId)
  expect((await run('ls')).out).toMatch(/red {2}bell {2,3}two lines\n$/)
  expect(await json('ls')).toMatchObject([{ title: 'red \u001b[31m bell \u0007 two\nlines' }])
})

describe('exits with', () => {
  test.each<[number, string, string[], string]>([
    [2, 'no command that there is', ['ad'], 'unknown command'],
    [2, 'a word missing', ['add'], 'missing required argument'],
    [2, 'a priority that there is not', ['add', 'x', '--priority', 'urgent'], 'Allowed choices'],
    [2, 'a day that is none', ['add', 'x', '--due', 'someday'], 'is not a day'],
    [2, 'a task that is no name of one', ['done', 'coffee'], 'is not a task id'],
    [4, 'a whole id that there is not', ['done', '00000000-0000-7000-8000-000000000000'], 'There is no such task'],
    [2, 'a title that is too long', ['add', 'x'.repeat(501)], 'title: must have at most 500 characters'],
    [4, 'a task that there is not', ['done', 'abcdef'], 'No task id ends in abcdef'],
  ])('%i for %s', async (exitCode, _what, args, words) => {
    const { run } = await signedIn()
    const seen = await run(...args)
    expect(seen.err).toContain(words)
    expect({ out: seen.out, exitCode: seen.exitCode }).toEqual({ out: '', exitCode })
  })

  test('3 without a login, and for a refused token, and says what to do', async () => {
    const nobody = await ownlist(['ls'])
    expect(nobody).toMatchObject({ exitCode: 3, err: expect.stringContaining('Run `ownlist login`') })
    const secret = 'not-a-token-anybody-may-see'
    const refused = await ownlist(['ls', '--json'], { OWNLIST_TOKEN: secret })
    expect(JSON.parse(refused.err)).toEqual({ error: { code: 'UNAUTHORIZED', message: expect.any(String) } })
    expect(refused.exitCode).toBe(3)
    expect(refused.err + refused.out).not.toContain(secret)
    expect(await ownlist(['logout'])).toMatchObject({ exitCode: 3 })
  })

  test('6 for an API that does not answer', async () => {
    const env = { OWNLIST_TOKEN: 'x', OWNLIST_API_URL: 'http://127.0.0.1:9' }
    expect(await ownlist(['ls'], env)).toMatchObject({ exitCode: 6, err: expect.stringContaining('cannot be reached') })
  })

  test('2 for an invalid environment', async () => {
    const { exitCode, err } = await ownlist(['ls'], { OWNLIST_API_URL: 'not an address' })
    expect({ exitCode, err }).toEqual({
      exitCode: 2,
      err: expect.stringContaining('OWNLIST_API_URL: must be an address'),
    })
  })
})

test('login requests the rights that it needs; its output does not state the granted rights, which may be fewer', async () => {
  const userId = newUserId()
  const { api, ownlist } = terminal
  const token = await api.issuer.token(userId, { scope: 'tasks:read:019a0000-0000-7000-8000-000000000000' })
  await using web = await startHttpServer((response, { url }) => {
    const answers: Record<string, object> = {
      '/api/auth/device/code': { device_code: 'device', user_code: 'WDJB-MJHT', expires_in: 60, interval: 0 },
      '/api/auth/device/token': { access_token: 'session' },
      '/api/auth/token': { token },
    }
    response.end(JSON.stringify(answers[url] ?? {}))
  })
  const env = { OWNLIST_WEB_URL: web.url, OWNLIST_CONFIG_DIR: join(terminal.configDir, 'login') }
  const { out, exitCode } = await ownlist(['--profile', 'My agent', 'login', '--read-only', '--json'], env)
  expect(exitCode).toBe(0)
  expect(JSON.parse(out)).toEqual({ userId, webUrl: web.url, apiUrl: api.url })
  expect(JSON.parse(web.seen[0]?.body ?? '')).toEqual({ client_id: 'My agent', scope: 'tasks:read' })
  expect(await ownlist(['--profile', 'My agent', 'logout'], env)).toMatchObject({ exitCode: 0 })
})

describe('the program, in a separate process,', () => {
  test('reads the environment, the command line and standard input, prints the results, and exits', async () => {
    const { env } = await signedIn()
    const added = await startProgram(['add', '--json'], env, 'Call Bob 2030-12-24\nWater the fern\n')
    expect({ ...added, out: JSON.parse(added.out) }).toMatchObject({
      out: [{ title: 'Call Bob', dueOn: '2030-12-24' }, { title: 'Water the fern' }],
      err: '',
      exitCode: 0,
    })
    expect(await startProgram(['ls'], env)).toMatchObject({
      out: expect.stringMatching(/Water the fern\n.*Call Bob .*Dec 24\n$/),
      err: '',
      exitCode: 0,
    })
  })

  test('exits with the code of a failure, and prints the failure to standard error', async () => {
    const { env } = await signedIn()
    expect(await startProgram(['done', 'abcdef'], env)).toEqual({
      out: '',
      err: expect.stringMatching(/^✗ No task id ends in abcdef/),
      exitCode: 4,
    })
    const seen = await startProgram(['add', 'x', '--json', '--priority', 'urgent'], env)
    expect({ ...seen, err: JSON.parse(seen.err) }).toMatchObject({
      out: '',
      err: { error: { code: 'USAGE' } },
      exitCode: 2,
    })
    const help = await startProgram(['--help'])
    expect(help).toEqual({ out: expect.stringContaining('add [options] [words...]'), err: '', exitCode: 0 })
  })

  test('supports completion in the shells', async () => {
    expect((await startProgram(['complete', '--', ''])).out).toMatch(/^add\t.*\n(.*\n)*search\t/m)
    expect((await startProgram(['complete', '--', 'lists', ''])).out).toMatch(
      /^add\t.*\nrename\t.*\ncolor\t.*\nrm\t.*\nrestore\t/m,
    )
    expect((await startProgram(['complete', '--', 'ls', '--'])).out).toMatch(/^--list\t.*\n--no-list\t/m)
    for (const shell of ['bash', 'zsh', 'fish', 'powershell']) {
      expect((await startProgram(['complete', shell])).out).toContain('ownlist')
    }
  })
})
