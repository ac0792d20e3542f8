import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { newUserId } from '@ownlist/testkit'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openTerminal, type TestTerminal } from './terminal.js'

let terminal: TestTerminal
let folder: string
beforeAll(async () => {
  terminal = await openTerminal()
  folder = await mkdtemp(join(tmpdir(), 'ownlist-files-'))
})
afterAll(async () => {
  await terminal[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

const todoist = `TYPE,CONTENT,PRIORITY,INDENT,RESPONSIBLE,DATE
task,Water the ferns @home,1,1,Ada,2026-12-24
task,Read,4,1,,
`

async function fileOf(name: string, content: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

const titles = (tasks: { title: string }[]) => tasks.map(({ title }) => title).sort()

describe('`ownlist import`', () => {
  test('lists each loss with its row, imports, and can be undone at once', async () => {
    const { run, json } = await terminal.signedIn()
    const file = await fileOf('Work.csv', todoist)
    const preview = await run('import', file, '--preview')
    expect(preview).toMatchObject({ err: '', exitCode: 0 })
    expect(preview.out).toMatch(/^todoist: 1 list, 0 sections, 1 label, 2 tasks\n/)
    expect(preview.out).toMatch(/row 2 {2}Water the ferns @home {2}responsible {2}is not kept\n/)
    expect(await json('ls')).toEqual([])
    expect(await json('import', file, '--yes')).toMatchObject({ format: 'todoist', tasks: 2, rows: 4 })
    expect(titles(await json('ls'))).toEqual(['Read', 'Water the ferns'])
    const [action] = await json('history')
    expect((await run('undo', String(action.seq))).exitCode).toBe(0)
    expect(await json('ls')).toEqual([])
    expect((await run('import', file, '--yes')).out).toBe(
      `${preview.out}Imported 4 rows. \`ownlist undo\` reverts this.\n`,
    )
  })

  test('asks first, and imports nothing without a yes', async () => {
    const { env, run, json } = await terminal.signedIn()
    const file = await fileOf('Asked.csv', todoist)
    const answer = async (key: string) => {
      const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined })
      const importing = terminal.started(['import', file], env, { stdin })
      await vi.waitFor(() => expect(importing.err()).toContain('Import this?'), { timeout: 10_000 })
      stdin.write(key)
      return await importing.ended
    }
    expect(await answer('n')).toMatchObject({ exitCode: 130, err: expect.stringContaining('Nothing was imported') })
    expect(await json('ls')).toEqual([])
    expect(await run('import', file)).toMatchObject({ exitCode: 2, err: expect.stringContaining('--yes') })
    expect(await json('ls')).toEqual([])
    expect(await answer('y')).toMatchObject({ exitCode: 0, out: expect.stringContaining('Imported 4 rows') })
    expect(await json('ls')).toHaveLength(2)
  })

  test('creates nothing if it is interrupted', async () => {
    const { env, json } = await terminal.signedIn()
    const rows = Array.from({ length: 3_000 }, (_, n) => `Task ${n}`).join('\n')
    const importing = terminal.started(['import', await fileOf('todo.txt', rows), '--yes'], env)
    const { fetch } = globalThis
    using spy = vi.spyOn(globalThis, 'fetch').mockImplementation(async (...request) => {
      const response = await fetch(...request)
      if (String(request[0]).includes('import.run')) importing.interrupt()
      return response
    })
    expect(await importing.ended).toMatchObject({ out: '', exitCode: 130 })
    expect(spy.mock.calls.some(([url]) => String(url).includes('import.discard'))).toBe(true)
    expect(await json('ls')).toEqual([])
  })

  test('uses the given format and time zone', async () => {
    const { run, json } = await terminal.signedIn()
    const file = await fileOf('notes.md', '(A) Call Bob due:2026-12-24\n')
    expect(await run('import', file, '--preview')).toMatchObject({ exitCode: 2 })
    const ics = 'BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:Late\nDUE:20261224T230000Z\nEND:VTODO\nEND:VCALENDAR\n'
    await json('import', file, '--format', 'todo.txt', '--yes')
    await json('import', await fileOf('a.ics', ics), '--time-zone', 'Asia/Tokyo', '--yes')
    expect(await json('ls')).toMatchObject([{ dueOn: '2026-12-25' }, { title: 'Call Bob', dueOn: '2026-12-24' }])
  })

  test.each<[number, string, () => Promise<string>, string]>([
    [4, 'does not exist', async () => join(folder, 'nowhere.csv'), 'There is no file'],
    [1, 'is a folder', async () => folder, 'EISDIR'],
    [2, 'is empty', () => fileOf('empty.csv', ''), 'is empty'],
    [2, 'is too large', () => fileOf('large.txt', 'x'.repeat(10 * 1024 * 1024 + 1)), 'more than 10 MiB'],
    [2, 'has an unknown format', () => fileOf('a.bin', 'nothing'), 'none of the formats'],
  ])('exits with %i if the file %s', async (exitCode, _what, path, words) => {
    const { run } = await terminal.signedIn()
    expect(await run('import', await path(), '--yes')).toMatchObject({
      out: '',
      exitCode,
      err: expect.stringContaining(words),
    })
  })
})

describe('`ownlist export`', () => {
  test('writes all parts, and the result can be imported', async () => {
    const userId = newUserId()
    const { task } = terminal.api.clientFor(userId)
    const many = Array.from({ length: 100 }, (_, n) => ({ title: `Task ${n}` }))
    for (let n = 0; n < 2; n++) await task.createMany.mutate({ tasks: many })
    await task.create.mutate({ title: 'The last' })
    const [ada, bob] = [await terminal.signedIn(userId), await terminal.signedIn()]
    const { out, err } = await ada.run('export')
    expect(err).toBe('')
    await bob.json('import', await fileOf('ours.json', out), '--yes')
    expect(titles(await bob.json('ls', '--limit', '400'))).toEqual(titles(await ada.json('ls', '--limit', '400')))
    for (const [format, words] of [
      ['csv', 'The last'],
      ['todotxt', 'Task 99\n'],
      ['ics', 'SUMMARY:Task 99'],
    ] as const) {
      expect((await ada.run('export', '--format', format)).out.replaceAll('\r', '')).toContain(words)
    }
  })

  test('writes a file that only the user can read, and replaces no file without --force', async () => {
    const { run, json } = await terminal.signedIn()
    await json('add', 'One')
    const output = join(folder, 'todo-export.txt')
    const args = ['export', '--format', 'todotxt', '--output', output]
    expect(await run(...args)).toMatchObject({ exitCode: 0, out: `Everything was exported to ${output}.\n` })
    expect((await stat(output)).mode & 0o777).toBe(0o600)
    const before = await readFile(output, 'utf8')
    expect(before).toMatch(/One/)
    await json('add', 'Two')
    expect(await run(...args)).toMatchObject({ exitCode: 5, err: expect.stringContaining('--force') })
    expect(await readFile(output, 'utf8')).toBe(before)
    expect(await run(...args, '--force')).toMatchObject({ exitCode: 0 })
    expect(await readFile(output, 'utf8')).toMatch(/Two/)
  })

  test('leaves a folder unchanged if it fails', async () => {
    const { run } = await terminal.signedIn()
    const inside = await mkdtemp(join(folder, 'failing-'))
    await writeFile(join(inside, 'old'), 'before')
    const refused = run.with({ OWNLIST_TOKEN: 'invalid' })
    expect(await refused('export', '--output', join(inside, 'new'))).toMatchObject({ exitCode: 3 })
    expect(await refused('export', '--output', join(inside, 'old'), '--force')).toMatchObject({ exitCode: 3 })
    expect(await readdir(inside)).toEqual(['old'])
    expect(await readFile(join(inside, 'old'), 'utf8')).toBe('before')
  })
})
