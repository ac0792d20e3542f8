import type { DueReader, DueWork } from '@ownlist/db'
import { expect, test } from 'vitest'
import { createWorker, type Work } from '../src/worker.js'

const log = { error: () => undefined, info: () => undefined }
const erasure: DueWork = { userId: 'ada', kind: 'erasure' }
const trash: DueWork = { userId: 'bob', kind: 'trash' }

/** A worker that finds this work once, and is then stopped. */
async function runOnce(found: readonly DueWork[], work: Work) {
  const [stop, postponed, asked] = [new AbortController(), [] as DueWork[], [] as (readonly string[])[]]
  const rounds = [found]
  const due: Pick<DueReader, 'read'> = {
    async read(kinds) {
      asked.push(kinds)
      const next = rounds.shift()
      if (next === undefined) stop.abort()
      return next ?? []
    },
  }
  const postpone = async (each: DueWork) => void postponed.push(each)
  const worker = createWorker({ due, work, postpone, log, pauseMs: 0 })
  await worker.run(stop.signal)
  return { postponed, asked, worker }
}

test('failed work waits, and other work is still done', async () => {
  const done: DueWork[] = []
  const { postponed } = await runOnce([trash, erasure], {
    trash: () => Promise.reject(new Error('a fault of ours')),
    erasure: async (work) => void done.push(work),
  })
  expect(done).toEqual([erasure])
  expect(postponed).toEqual([trash])
})

test('only work of the kinds that this program handles is read', async () => {
  const { asked } = await runOnce([], { erasure: async () => undefined })
  expect(asked[0]).toEqual(['erasure'])
})

test('a database that does not answer is asked again, and `/readyz` reports it meanwhile', async () => {
  const stop = new AbortController()
  const states: boolean[] = []
  let asked = 0
  const due: Pick<DueReader, 'read'> = {
    async read() {
      states.push(worker.isWorking())
      if (++asked === 2) throw new Error('gone')
      if (asked === 4) stop.abort()
      return []
    },
  }
  const worker = createWorker({ due, work: {}, postpone: async () => undefined, log, pauseMs: 0 })
  await worker.run(stop.signal)
  expect(states).toEqual([false, true, false, true])
})
