// domain: tasks
import { openBackgroundDatabase, openDueReader } from '@ownlist/db'
import { createTestDatabase } from '@ownlist/testkit'
import { expect, test } from 'vitest'
import type { PushMessage } from '../src/reminders/push-sender.js'
import { createRemind } from '../src/reminders/remind.js'
import { createWorker } from '../src/worker.js'
import { subscribers } from './subscribers.js'

const log = { error: () => undefined, info: () => undefined, warn: () => undefined }

test('several processes send many due reminders, each exactly once, and only to its owner', async () => {
  await using own = await createTestDatabase()
  await using people = subscribers(own)
  const added = new Map<string, string>()
  for (let n = 0; n < 60; n++)
    added.set(await people.add({ endpoint: `https://push.example.com/${n}` }, `Title ${n}`), `Title ${n}`)
  const sent: PushMessage[] = []
  const stop = new AbortController()
  const processes = Array.from({ length: 3 }, async () => {
    await using due = openDueReader(own.backgroundUrl)
    await using database = openBackgroundDatabase(own.url)
    const remind = createRemind({
      reminders: database.reminders,
      log,
      async send(message) {
        sent.push(message)
        if (sent.length >= added.size) setTimeout(() => stop.abort(), 300)
        return { outcome: 'taken' }
      },
    })
    await createWorker({ due, work: { reminder: remind }, postpone: database.postpone, log, pauseMs: 20 }).run(
      stop.signal,
    )
  })
  await Promise.all(processes)
  const titleOf = ({ endpoint, payload }: PushMessage) => [endpoint, JSON.parse(payload).title]
  const expected = Array.from({ length: 60 }, (_, n) => [`https://push.example.com/${n}`, `Title ${n}`])
  expect(sent.map(titleOf).toSorted()).toEqual(expected.toSorted())
  expect(await people.query('select from due where due_at <= now()')).toEqual([])
})
