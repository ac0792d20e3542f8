import { afterEach, expect, test, vi } from 'vitest'
import { startTimer } from '../src/timer.js'

const nothing = () => undefined
const start = setTimeout
afterEach(() => void vi.unstubAllGlobals())

test('a timer does not keep a Node process alive', () => {
  const timer = startTimer(nothing, 60_000)
  expect(timer.hasRef()).toBe(false)
  clearTimeout(timer)
})

test.each([
  ['a number, as in a browser', (timer: NodeJS.Timeout) => Number(timer)],
  ['an object without unref', (timer: NodeJS.Timeout) => ({ timer })],
  ['an object whose unref is not a function', (timer: NodeJS.Timeout) => ({ timer, unref: true })],
])('a timer runs where it is %s', async (_, as) => {
  vi.stubGlobal('setTimeout', (callback: () => void, milliseconds: number) => as(start(callback, milliseconds)))
  const ran = vi.fn()
  startTimer(ran, 1)
  await vi.waitFor(() => expect(ran).toHaveBeenCalledOnce())
})
