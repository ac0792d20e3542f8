import { newUserId } from '@ownlist/testkit'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { end, openTerminal, type TestTerminal } from './terminal.js'

let terminal: TestTerminal
beforeAll(async () => {
  terminal = await openTerminal()
})
afterAll(() => terminal[Symbol.asyncDispose]())

const soon = { timeout: 10_000 }

/** `ownlist watch` of a user. It is interrupted at the end of the test. */
async function watching(userId: string, ...args: string[]) {
  const { env } = await terminal.signedIn(userId)
  const watch = terminal.started(['watch', ...args], env)
  onTestFinished(watch.interrupt)
  return watch
}

test('each change is printed on a line, in whichever app it is made, until Ctrl-C', async () => {
  const [ada, bob] = [newUserId(), newUserId()]
  const watch = await watching(ada)
  await vi.waitFor(() => expect(watch.err()).toContain('Watching for changes'), soon)
  const [hers, his] = [terminal.api.clientFor(ada), terminal.api.clientFor(bob)]
  await his.task.create.mutate({ title: 'His' })
  const list = await hers.list.create.mutate({ title: 'Garden' })
  const task = await hers.task.create.mutate({ title: 'Water \u001b[31m the\nferns' })
  const after = async (line: string) => await vi.waitFor(() => expect(watch.out().split('\n').at(-2)).toBe(line), soon)
  await after(`${end(task)}  Added the task “Water  the ferns”`)
  await hers.task.update.mutate({ id: task.id, completedAt: new Date().toISOString() })
  await after(`${end(task)}  Completed the task “Water  the ferns”`)
  await hers.list.delete.mutate({ id: list.id })
  await after(`${end(list)}  Deleted a list`)
  watch.interrupt()
  const { out, exitCode } = await watch.ended
  expect(exitCode).toBe(0)
  expect(out.match(/\n/g)).toHaveLength(4)
  expect(out).toContain(`${end(list)}  Added the list “Garden”\n`)
})

test('with --json each line is a change, and no change is lost when many arrive at once', async () => {
  const userId = newUserId()
  const { task } = terminal.api.clientFor(userId)
  const watch = await watching(userId, '--json')
  const changes = () =>
    watch
      .out()
      .split('\n')
      .filter((line) => line !== '')
      .map((line): { kind: string; row: { title: string } } => JSON.parse(line))
  // It shows changes that are made after it has started.
  await vi.waitFor(async () => {
    await task.create.mutate({ title: 'First' })
    expect(changes()).not.toEqual([])
  }, soon)
  const tasks = Array.from({ length: 100 }, (_, n) => ({ title: `Task ${n}` }))
  for (let n = 0; n < 3; n++) await task.createMany.mutate({ tasks })
  await vi.waitFor(() => expect(changes().filter(({ row }) => row.title !== 'First')).toHaveLength(300), soon)
  expect(changes()[0]).toMatchObject({ kind: 'task', row: { title: 'First' }, version: 1, seq: expect.any(Number) })
  expect(watch.err()).toBe('')
})

test('it ends with an error if nobody is signed in', async () => {
  const watch = terminal.started(['watch'], { OWNLIST_TOKEN: 'invalid' })
  expect(await watch.ended).toMatchObject({ out: '', exitCode: 3 })
})
