import { createTokenSource, staticToken } from '@ownlist/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { abortedSignal } from './signals.js'
import { tokenFor } from './tokens.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** An issuer that answers requests in order, when the test says so. */
function slowIssuer() {
  const waiting: { resolve(token: string): void; reject(error: Error): void }[] = []
  return {
    fetchToken: vi.fn(() => new Promise<string>((resolve, reject) => void waiting.push({ resolve, reject }))),
    answer: (token: string) => waiting.shift()?.resolve(token),
    fail: (error: Error) => waiting.shift()?.reject(error),
  }
}

describe('get()', () => {
  test('fetches once for all waiting callers, and then not again', async () => {
    const { fetchToken, answer } = slowIssuer()
    const tokens = createTokenSource({ fetchToken })
    const all = Promise.all(Array.from({ length: 100 }, () => tokens.get()))
    answer(tokenFor('one'))
    expect(new Set(await all)).toEqual(new Set([tokenFor('one')]))
    await tokens.get()
    expect(fetchToken).toHaveBeenCalledTimes(1)
  })

  test('replaces a token shortly before it expires, and nobody waits for that', async () => {
    const { fetchToken, answer } = slowIssuer()
    const tokens = createTokenSource({ fetchToken, refreshBeforeMs: 30_000 })
    const [old, fresh] = [tokenFor('old'), tokenFor('fresh', 600)]
    const first = tokens.get()
    answer(old)
    await first

    vi.advanceTimersByTime(269_000)
    expect(await tokens.get()).toBe(old)
    expect(fetchToken).toHaveBeenCalledTimes(1)

    vi.advanceTimersByTime(2_000)
    expect(await Promise.all([tokens.get(), tokens.get()])).toEqual([old, old])
    expect(fetchToken).toHaveBeenCalledTimes(2)
    answer(fresh)
    await vi.advanceTimersByTimeAsync(0)
    expect(await tokens.get()).toBe(fresh)
    expect(fetchToken).toHaveBeenCalledTimes(2)
  })

  test('waits for a new token once the old one has expired', async () => {
    const { fetchToken, answer } = slowIssuer()
    const tokens = createTokenSource({ fetchToken })
    const first = tokens.get()
    answer(tokenFor('old'))
    await first
    vi.advanceTimersByTime(300_000)
    const fresh = tokenFor('fresh')
    const second = tokens.get()
    answer(fresh)
    expect(await second).toBe(fresh)
  })

  test('an early refresh that fails affects nobody, and the next call tries again', async () => {
    const { fetchToken, answer, fail } = slowIssuer()
    const tokens = createTokenSource({ fetchToken })
    const old = tokenFor('old')
    const first = tokens.get()
    answer(old)
    await first
    vi.advanceTimersByTime(280_000)
    expect(await tokens.get()).toBe(old)
    fail(new Error('issuer down'))
    await vi.advanceTimersByTimeAsync(0)
    expect(await tokens.get()).toBe(old)
    expect(fetchToken).toHaveBeenCalledTimes(3)
  })

  test('a failed fetch rejects all callers that needed it, and the next call tries again', async () => {
    const { fetchToken, answer, fail } = slowIssuer()
    const tokens = createTokenSource({ fetchToken })
    const both = Promise.allSettled([tokens.get(), tokens.get()])
    fail(new Error('issuer down'))
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    const next = tokens.get()
    answer(tokenFor('one'))
    expect(await next).toBe(tokenFor('one'))
    expect(fetchToken).toHaveBeenCalledTimes(2)
  })

  test.each(['opaque', 'a.b.c', `a.${Buffer.from('{"exp":"soon"}').toString('base64url')}.c`])(
    'keeps %s, which has no expiry, until it is refused',
    async (token) => {
      const fetchToken = vi.fn(async () => token)
      const tokens = createTokenSource({ fetchToken })
      await tokens.get()
      vi.advanceTimersByTime(1e10)
      expect(await tokens.get()).toBe(token)
      expect(fetchToken).toHaveBeenCalledTimes(1)
    },
  )
})

describe('with a clock that is wrong', () => {
  const hour = 3_600_000

  test.each([
    ['ahead', -hour],
    ['behind', hour],
  ])('an hour %s, a token lives as long as the issuer gave it', async (_which, off) => {
    const fetchToken = vi.fn(async () => tokenFor('one', 300, Date.now() + off))
    const tokens = createTokenSource({ fetchToken })
    await tokens.get()
    vi.advanceTimersByTime(260_000)
    await tokens.get()
    expect(fetchToken).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(41_000)
    await tokens.get()
    expect(fetchToken).toHaveBeenCalledTimes(2)
  })

  test('by minutes, the issuer’s clock decides', async () => {
    const issuerTime = () => new Date(Date.now() - 290_000)
    const fetchToken = vi.fn(async () => ({
      token: tokenFor('one', 300, issuerTime().getTime()),
      issuerTime: issuerTime(),
    }))
    const tokens = createTokenSource({ fetchToken })
    await tokens.get()
    vi.advanceTimersByTime(260_000)
    await tokens.get()
    expect(fetchToken).toHaveBeenCalledTimes(1)
  })
})

/** React Native's signals have no reason. */
const wordsOfAbort = 'reason' in AbortSignal.prototype ? 'enough' : 'The call was aborted.'

describe('a signal', () => {
  test('ends only the wait of its own caller', async () => {
    const { fetchToken, answer } = slowIssuer()
    const tokens = createTokenSource({ fetchToken })
    const stop = new AbortController()
    const [stopped, other] = [tokens.get(stop.signal), tokens.get()]
    stop.abort(new Error('enough'))
    await expect(stopped).rejects.toThrow(wordsOfAbort)
    await expect(tokens.refresh('refused', abortedSignal(new Error('enough')))).rejects.toThrow(wordsOfAbort)
    answer(tokenFor('one'))
    expect(await other).toBe(tokenFor('one'))
    expect(fetchToken).toHaveBeenCalledTimes(1)
  })
})

test('a static token never changes', async () => {
  const tokens = staticToken('fixed')
  tokens.clear()
  expect([await tokens.get(), await tokens.refresh('fixed')]).toEqual(['fixed', 'fixed'])
})

describe('refresh()', () => {
  test('is shared by all callers whose same token was refused', async () => {
    const { fetchToken, answer } = slowIssuer()
    const tokens = createTokenSource({ fetchToken })
    const first = tokens.get()
    answer('refused')
    await first
    const all = Promise.all([tokens.refresh('refused'), tokens.refresh('refused'), tokens.get()])
    answer('fresh')
    expect(await all).toEqual(['fresh', 'fresh', 'fresh'])
    // A caller that learns of the refusal late gets the token that has been fetched since.
    expect(await tokens.refresh('refused')).toBe('fresh')
    expect(fetchToken).toHaveBeenCalledTimes(2)
  })
})

describe('clear()', () => {
  test('drops the token, and also one that is being fetched', async () => {
    const { fetchToken, answer } = slowIssuer()
    const tokens = createTokenSource({ fetchToken })
    const first = tokens.get()
    tokens.clear()
    const second = tokens.get()
    answer('of-the-one-who-signed-out')
    await expect(first).rejects.toThrow('cleared')
    answer('of-the-next-person')
    expect(await second).toBe('of-the-next-person')
    expect(await tokens.get()).toBe('of-the-next-person')
    expect(fetchToken).toHaveBeenCalledTimes(2)
  })
})
