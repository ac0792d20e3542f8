import { expect, test } from 'vitest'
import { createImportReader, type ReadLimits } from '../../src/imports/import-reader.js'

// Large files are read by the built thread: `tsc -b packages/api` comes first.

/** A todo.txt file with this number of tasks. With 2,000 tasks, it is read in a thread. */
const file = (tasks: number) => ({
  name: 'todo.txt',
  bytes: Buffer.from(Array.from({ length: tasks }, (_, n) => `Task ${n} ${'word '.repeat(20)}+List`).join('\n')),
})
const large = file(2_000)
const read = (limits: ReadLimits, { signal, ...named }: { name?: string; signal?: AbortSignal } = {}) =>
  createImportReader(limits)({ file: { ...large, ...named }, timeZone: 'UTC', form: 'preview' }, signal)

test('a large file is read like a small one, for a preview and as a draft', async () => {
  const reader = createImportReader()
  for (const tasks of [2, 2_000]) {
    const job = { file: file(tasks), timeZone: 'UTC' }
    expect(await reader({ ...job, form: 'preview' })).toMatchObject({ format: 'todo.txt', lists: 1, tasks })
    expect((await reader({ ...job, form: 'draft' })).tasks).toHaveLength(tasks)
  }
})

test('a file that cannot be read within the limits is refused in plain words', async () => {
  const refusal = (message: RegExp) => ({ code: 'BAD_REQUEST', message: expect.stringMatching(message) })
  await expect(read({}, { name: 'photo.jpg' })).rejects.toMatchObject(refusal(/can be imported/))
  await expect(read({ readMs: 1 })).rejects.toMatchObject(refusal(/too much time/))
  await expect(read({ memoryMb: 4 })).rejects.toMatchObject(refusal(/too much memory/))
})

test('only some files are read at the same time: a few others wait, and are refused if it takes too long', async () => {
  const reader = createImportReader({ atOnce: 1, waitMs: 1 })
  const job = { file: large, timeZone: 'UTC', form: 'preview' } as const
  const [first, second] = await Promise.allSettled([reader(job), reader(job)])
  expect(first).toMatchObject({ value: { tasks: 2_000 } })
  const refusal = { code: 'TOO_MANY_REQUESTS', cause: { seconds: 10 } }
  expect(second).toMatchObject({ reason: refusal })
  const patient = createImportReader({ atOnce: 1, mostWaiting: 1 })
  const reading = [patient(job), patient(job)]
  await expect(patient(job)).rejects.toMatchObject(refusal)
  expect(await Promise.all(reading)).toMatchObject([{ tasks: 2_000 }, { tasks: 2_000 }])
})

test('reading stops when the caller has disconnected', async () => {
  const gone = new AbortController()
  const reading = read({}, { signal: gone.signal })
  gone.abort()
  await expect(reading).rejects.toMatchObject({ code: 'CLIENT_CLOSED_REQUEST' })
})
