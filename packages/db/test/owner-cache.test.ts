import { expect, test } from 'vitest'
import { ownerCache } from '../src/owner-cache.js'

test('values of the 10,000 owners who were used last are kept', () => {
  const cache = ownerCache<{ n: number }>(60_000)
  for (let n = 0; n < 10_000; n++) cache.set(`owner-${n}`, { n })
  expect(cache.get('owner-0')).toEqual({ n: 0 })
  cache.set('one more', { n: 10_000 })
  expect(cache.size).toBe(10_000)
  expect(cache.get('owner-0')).toEqual({ n: 0 })
  expect(cache.get('owner-1')).toBeUndefined()
  expect(cache.get('one more')).toEqual({ n: 10_000 })
})

test('a value expires, even if it is read again and again', async () => {
  const cache = ownerCache<true>(500)
  cache.set('owner', true)
  expect(cache.get('owner')).toBe(true)
  await expect.poll(() => cache.get('owner')).toBeUndefined()
})
