import { setTimeout } from 'node:timers/promises'
import { E_TIMEOUT } from 'async-mutex'
import { expect, test } from 'vitest'
import { createUserTurns } from '../src/user-turns.js'
import { usedHeap } from './used-heap.js'

const unavailable = expect.objectContaining({ name: 'StoreError', code: 'UNAVAILABLE' })

/** Work that runs until the test ends it. */
function held() {
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  return { end, work: () => ended }
}

test('two pieces of a user’s work run at the same time, and the others follow in order', async () => {
  const run = createUserTurns()
  const [order, atOnce]: [number[], number[]] = [[], []]
  let running = 0
  await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      run('ada', async () => {
        order.push(n)
        atOnce.push(++running)
        await setTimeout(1)
        running--
      }),
    ),
  )
  expect(order).toEqual(Array.from({ length: 20 }, (_, n) => n))
  expect(Math.max(...atOnce)).toBe(2)
})

test('after one piece of work has ended, only one more starts, however many are waiting', async () => {
  const run = createUserTurns()
  const holds = [held(), held(), held(), held()]
  let started = 0
  const start = ({ work }: ReturnType<typeof held>) =>
    run('ada', () => {
      started++
      return work()
    })
  const first = holds.slice(0, 2).map(start)
  holds[0]?.end()
  await first[0]
  const later = holds.slice(2).map(start)
  await setTimeout(10)
  expect(started).toBe(3)
  for (const { end } of holds) end()
  await Promise.all([...first, ...later])
})

test('users without running work take no memory', async () => {
  const run = createUserTurns()
  const before = usedHeap()
  for (let n = 0; n < 50_000; n++) await run(`user-${n}`, async () => undefined)
  // If an entry were not removed, it would take some hundred bytes.
  expect(usedHeap() - before).toBeLessThan(5_000_000)
  await run('ada', async () => undefined)
})

test('nobody waits for another user, however much work that user has', async () => {
  const run = createUserTurns()
  const holds = Array.from({ length: 50 }, held)
  const adas = holds.map(({ work }) => run('ada', work))
  expect(await run('bob', async () => 'served')).toBe('served')
  for (const { end } of holds) end()
  await Promise.all(adas)
})

test('work that waits too long is refused before it starts, and later work continues', async () => {
  const run = createUserTurns({ waitMs: 50 })
  const holds = [held(), held()]
  const running = holds.map(({ work }) => run('ada', work))
  let started = false
  await expect(
    run('ada', async () => {
      started = true
    }),
  ).rejects.toEqual(unavailable)
  await expect(run('ada', async () => undefined)).rejects.toMatchObject({ cause: E_TIMEOUT })
  for (const { end } of holds) end()
  await Promise.all(running)
  expect(await run('ada', async () => 'served')).toBe('served')
  expect(started).toBe(false)
})

test('work that fails ends its turn, and its own error is passed on', async () => {
  const run = createUserTurns({ atOnce: 1, waitMs: 1_000 })
  const fault = new Error('our own fault')
  await expect(run('ada', () => Promise.reject(fault))).rejects.toBe(fault)
  await expect(
    run('ada', () => {
      throw fault
    }),
  ).rejects.toBe(fault)
  expect(await run('ada', async () => 'served')).toBe('served')
})

test('a user id that is the name of an object member works like any other', async () => {
  const run = createUserTurns()
  for (const name of ['__proto__', 'constructor', '', 'toString']) expect(await run(name, async () => name)).toBe(name)
})
