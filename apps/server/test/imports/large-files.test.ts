import { createCaller, createPageRoom } from '@ownlist/api'
import type { Stores } from '@ownlist/db'
import { callerFor, createTestDatabase, newUserId } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'

// Large files are read by the built thread: `tsc -b packages/api` comes first.

/** The size of the largest part, in bytes. */
const partSize = 40 * 1024

test('while a large file is read, calls of other users are answered', async () => {
  await using own = await createTestDatabase()
  const [ada, bob] = [newUserId(), callerFor(own.database, newUserId())]
  const lines = Array.from({ length: 3_000 }, (_, n) => `(A) Task ${n} ${'word '.repeat(60)}+List due:2026-12-01`)
  const bytes = Buffer.from(lines.join('\n'))
  const [importId, parts] = [uuidv7(), Math.ceil(bytes.length / partSize)]
  for (let part = 0; part < parts; part++) {
    const content = bytes.subarray(part * partSize, (part + 1) * partSize).toString('base64')
    await callerFor(own.database, ada).import.read({ importId, name: 'todo.txt', part, parts, content })
  }
  /** Whether the API has the file and only has to read it. */
  let isLoaded = false
  const { imports, ...others }: Stores = own.database
  const file: typeof imports.file = async (...which) => {
    const loaded = await imports.file(...which)
    isLoaded = true
    return loaded
  }
  const context = { ...others, imports: { ...imports, file }, caller: { userId: ada, scopes: null } }
  const caller = createCaller({ ...context, room: createPageRoom() })
  let isRead = false
  const reading = caller.import.preview({ importId, timeZone: 'UTC' }).finally(() => {
    isRead = true
  })
  let answered = 0
  while (!isRead) {
    const isMeanwhile = isLoaded
    await bob.task.list({})
    if (isMeanwhile && !isRead) answered++
  }
  expect(await reading).toMatchObject({ lists: 1, tasks: 3_000 })
  expect(answered).toBeGreaterThan(5)
}, 60_000)
