import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Count } from '../../src/limits.js'
import { createCountKeeper, createSharedCount, type Question } from '../../src/shared-counts.js'

// Every window of ten seconds starts when the clock is at a multiple of ten seconds.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: 1_800_000_000_000 }))
afterEach(() => void vi.useRealTimers())

/** The counts of processes that share a limit. Answers arrive late, as between real processes. */
function share(limit: number, processes: number) {
  const keep = createCountKeeper({ calls: limit, refusals: limit })
  const asked: Question[] = []
  const ask = async (question: Question) => {
    asked.push(question)
    await sleep(1)
    return keep(question)
  }
  const counts = Array.from({ length: processes }, () => createSharedCount({ limited: 'calls', limit, processes, ask }))
  return { counts, asked, keep }
}

/** How many of these calls are allowed, if the processes get them in turn. */
async function allowed(counts: readonly Count[], calls: number, key = 'ada'): Promise<number> {
  const answers = await Promise.all(Array.from({ length: calls }, (_, n) => counts[n % counts.length]?.(key, 1)))
  return answers.filter((answer) => answer === null).length
}

describe.each([
  [2, 100],
  [3, 100],
  [8, 100],
  [3, 20],
  [16, 20],
])('%i processes with a limit of %i', (processes, limit) => {
  test('allow a user with connections to all of them at most a tenth more', async () => {
    const { counts } = share(limit, processes)
    let total = 0
    // The first process uses up the limit. The others do not know this until they have to ask.
    for (const count of counts) while ((await allowed([count], 1)) === 1 && total < limit * 2) total++
    expect(total).toBeGreaterThanOrEqual(limit)
    expect(total).toBeLessThanOrEqual(limit * 1.1)
  })

  test('allow a user with connections to one of them exactly the limit', async () => {
    const { counts } = share(limit, processes)
    expect(await allowed(counts.slice(0, 1), limit * 2)).toBe(limit)
  })

  test('never refuse a user who stays within the limit', async () => {
    const { counts } = share(limit, processes)
    for (let n = 0; n < 3; n++) {
      expect(await allowed(counts, limit)).toBe(limit)
      vi.advanceTimersByTime(10_000)
    }
  })

  test('allow at most a tenth more to a burst that reaches all of them at the same moment', async () => {
    const { counts } = share(limit, processes)
    const total = await allowed(counts, limit * processes)
    expect(total).toBeGreaterThanOrEqual(limit)
    expect(total).toBeLessThanOrEqual(limit * 1.1)
  })
})

test('users are counted separately, and so are calls and refused tokens', async () => {
  const { counts, keep } = share(10, 2)
  expect(await allowed(counts, 20, 'ada')).toBeLessThanOrEqual(11)
  expect(await allowed(counts, 10, 'bob')).toBe(10)
  expect(keep({ limited: 'refusals', key: 'ada', points: 10, unreported: 0 })).toBeNull()
})

test('a refused user is told to wait until the end of the ten seconds, and then has the whole limit again', async () => {
  const { counts } = share(10, 2)
  const [count] = counts
  expect(await allowed(counts, 40)).toBeLessThanOrEqual(11)
  vi.advanceTimersByTime(3_200)
  expect(await count?.('ada', 1)).toBe(7)
  vi.advanceTimersByTime(6_800)
  expect(await allowed(counts, 10)).toBe(10)
})

test('points that a process has allowed without asking are reported with its first question', async () => {
  const { counts, asked } = share(100, 3)
  expect(await counts[0]?.('ada', 2)).toBeNull()
  expect(await counts[0]?.('ada', 4)).toBeNull()
  expect(asked).toEqual([{ limited: 'calls', key: 'ada', points: 4, unreported: 2 }])
})

test('the first few calls of a user are counted without asking', async () => {
  const { counts, asked } = share(100, 3)
  expect(await allowed(counts.slice(0, 1), 5)).toBe(5)
  expect(asked).toEqual([])
  expect(await counts[0]?.('ada', 2)).toBeNull()
  expect(await counts[0]?.('ada', 2)).toBeNull()
  expect(asked).toEqual([
    { limited: 'calls', key: 'ada', points: 2, unreported: 5 },
    { limited: 'calls', key: 'ada', points: 2, unreported: 0 },
  ])
})
