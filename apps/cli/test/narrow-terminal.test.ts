import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { promisify, stripVTControlCharacters } from 'node:util'
import { newUserId } from '@ownlist/testkit'
import stringWidth from 'string-width'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { tableOf } from '../src/table.js'
import { openTerminal, type TestTerminal } from './terminal.js'

vi.setConfig({ testTimeout: 120_000 })

const run = promisify(execFile)
const program = join(import.meta.dirname, '../dist/main.js')

let terminal: TestTerminal
beforeAll(async () => {
  terminal = await openTerminal()
})
afterAll(() => terminal[Symbol.asyncDispose]())

/** What a command prints in a colour terminal of this width: a real one, from `script`. */
async function shown(columns: number, token: string, ...args: string[]): Promise<string[]> {
  const command = `stty cols ${columns}; ${process.execPath} ${program} ${args.join(' ')}`
  const { stdout } = await run('script', ['-qec', command, '/dev/null'], {
    env: {
      PATH: '/usr/bin:/bin',
      TERM: 'xterm-256color',
      FORCE_COLOR: '1',
      TZ: 'UTC',
      OWNLIST_API_URL: terminal.api.url,
      OWNLIST_CONFIG_DIR: terminal.configDir,
      OWNLIST_TOKEN: token,
    },
  })
  return stdout
    .replaceAll('\r', '')
    .split('\n')
    .filter((line) => stripVTControlCharacters(line) !== '')
}

const titles = [
  'Short',
  'A title that is much longer than a narrow terminal is wide',
  '東京に行って友達に会う予定です',
  '👩‍👩‍👧‍👦 Family '.repeat(5).trim(),
]

describe.each([20, 30, 40, 80])('in a colour terminal with %i columns', (columns) => {
  test('no line of tasks or lists is longer', async () => {
    const userId = newUserId()
    const client = terminal.api.clientFor(userId)
    const list = await client.list.create.mutate({ title: 'A list with quite a long title' })
    for (const title of titles) {
      await client.task.create.mutate({ title, priority: 'high', dueOn: '2026-01-31', listId: list.id })
      await client.task.create.mutate({ title })
    }
    const token = await terminal.api.issuer.token(userId)
    for (const args of [['ls'], ['lists']]) {
      const lines = await shown(columns, token, ...args)
      expect(lines.join('')).toContain('\u001b[')
      for (const line of lines) expect(stringWidth(line), line).toBeLessThanOrEqual(columns)
    }
  })
})

describe.each([60, 80])('the help in a terminal with %i columns', (columns) => {
  test.each([[['--help']], [['edit', '--help']], [['lists', '--help']], [['settings', '--help']]])(
    'has no line that is longer: %j',
    async (args) => {
      const stdout = Object.assign(new PassThrough({ encoding: 'utf8' }), { columns })
      expect(await terminal.started(args, {}, { stdout }).ended).toMatchObject({ err: '', exitCode: 0 })
      const lines = String(stdout.read()).split('\n')
      expect(lines.length).toBeGreaterThan(5)
      for (const line of lines) expect(stringWidth(line), line).toBeLessThanOrEqual(columns)
    },
  )
})

describe('a table', () => {
  const row = ['4f9a2c', '○', 'Renew the passport at the town hall', 'Fri, Nov 27', 'high']
  test('has any width without a terminal', () =>
    expect(tableOf([row], { text: 2, width: undefined })).toBe(row.join('  ')))
  test('shortens the text first', () =>
    expect(tableOf([row], { text: 2, width: 44 })).toBe('4f9a2c  ○  Renew the pas…  Fri, Nov 27  high'))
  test('then moves the other columns to a new line', () =>
    expect(tableOf([row], { text: 2, width: 30 })).toBe('4f9a2c  ○  Renew the passport…\n           Fri, Nov 27  high'))
})
