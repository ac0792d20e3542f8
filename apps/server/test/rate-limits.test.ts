import { describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from './api.js'
import { bearer, get } from './requests.js'

test('each call of a user counts, also in a batch, and the calls of other users are counted separately', async () => {
  await using api = await startTestApi({ calls: 5 })
  const batch = async (user: string, size: number) =>
    await get(api, `/trpc/${Array(size).fill('probe.whoami').join(',')}?batch=1`, await bearer(api, user))
  expect((await batch('user-1', 3)).status).toBe(200)
  expect((await batch('user-1', 2)).status).toBe(200)
  const refused = await batch('user-1', 1)
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
  expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(10)
  expect(await refused.json()).toMatchObject({
    error: {
      message: expect.stringMatching(/Try again in \d+ seconds\.$/),
      data: { code: 'TOO_MANY_REQUESTS' },
    },
  })
  expect((await batch('user-2', 5)).status).toBe(200)
})

describe('invalid tokens', () => {
  const invalid = { authorization: 'Bearer no-token' }
  const statusesOf = async (api: TestApi, count: number, headers: () => Record<string, string>) => {
    const statuses: number[] = []
    for (let n = 0; n < count; n++) statuses.push((await get(api, '/trpc/probe.whoami', headers())).status)
    return statuses
  }

  test('an address that sends many is told to wait, and valid tokens from there are still accepted', async () => {
    await using api = await startTestApi({ refusals: 3, trustedProxies: ['127.0.0.1'] })
    const from = (address: string) => () => ({ ...invalid, 'x-forwarded-for': address })
    expect(await statusesOf(api, 4, from('192.0.2.1'))).toEqual([401, 401, 401, 429])
    expect(await statusesOf(api, 1, from('192.0.2.2'))).toEqual([401])
    const { authorization } = await bearer(api)
    expect(await statusesOf(api, 1, () => ({ authorization, 'x-forwarded-for': '192.0.2.1' }))).toEqual([200])
  })

  test('an IPv6 /64 counts as one address, and an address that the client itself sends is ignored', async () => {
    await using api = await startTestApi({ refusals: 3, trustedProxies: ['127.0.0.1'] })
    let n = 0
    const within = () => ({ ...invalid, 'x-forwarded-for': `2001:db8:1:2::${++n}` })
    expect(await statusesOf(api, 4, within)).toEqual([401, 401, 401, 429])
    const forged = () => ({ ...invalid, 'x-forwarded-for': `198.51.100.${++n}, 192.0.2.9` })
    expect(await statusesOf(api, 4, forged)).toEqual([401, 401, 401, 429])
  })

  test.each<[header: 'x-forwarded-for' | 'forwarded', value: string, other: string]>([
    ['x-forwarded-for', '203.0.113.9:4711', '203.0.113.10:4711'],
    ['x-forwarded-for', '[2001:db8:1:2::1]:443', '[2001:db8:1:3::1]:443'],
    ['x-forwarded-for', '203.0.113.11 , unknown', '203.0.113.12'],
    ['x-forwarded-for', '203.0.113.13, ::ffff:203.0.113.14', '203.0.113.13'],
    ['forwarded', 'for="[2001:db8:1:4::1]:443";proto=https', 'for=203.0.113.15'],
    ['forwarded', 'for="x, for=_hidden', 'for=203.0.113.16'],
  ])(
    'a client is counted in every format in which its proxy writes the address, as %s: %s',
    async (header, value, other) => {
      await using api = await startTestApi({ refusals: 2, trustedProxies: ['127.0.0.1'], forwardedHeader: header })
      const from = (address: string) => () => ({
        ...invalid,
        'x-forwarded-for': 'x',
        forwarded: 'x',
        [header]: address,
      })
      expect(await statusesOf(api, 3, from(value))).toEqual([401, 401, 429])
      expect(await statusesOf(api, 1, from(other))).toEqual([401])
    },
  )

  test('X-Forwarded-For is ignored unless a trusted proxy sends it', async () => {
    await using api = await startTestApi({ refusals: 1 })
    // This machine is not a trusted proxy here, and the loopback address is not limited.
    const headers = () => ({ ...invalid, 'x-forwarded-for': '192.0.2.1' })
    expect(await statusesOf(api, 3, headers)).toEqual([401, 401, 401])
  })
})
