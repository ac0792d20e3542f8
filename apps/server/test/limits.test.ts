import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { createLimits, type LimitSettings } from '../src/limits.js'

const limitsWith = (settings: Partial<Omit<LimitSettings, 'addresses'>>, address: string | null = '192.0.2.1') =>
  createLimits({ calls: 0, refusals: 0, ...settings, addresses: { of: () => address, isProxy: () => false } })

const request = new IncomingMessage(new Socket())

test('a user who calls too often has to wait until the ten seconds have passed', async () => {
  const limits = limitsWith({ calls: 5 })
  expect(await limits.ofCalls('user-1', 5)).toBeNull()
  expect(await limits.ofCalls('user-1', 1)).toBe(10)
})

test('an address with too many refused tokens has to wait until the ten seconds have passed', async () => {
  const limits = limitsWith({ refusals: 1 })
  expect(await limits.ofRefusals(request)).toBeNull()
  expect(await limits.ofRefusals(request)).toBe(10)
})

test('a limit of 0 means no limit', async () => {
  const limits = limitsWith({})
  for (let n = 0; n < 10; n++) {
    expect(await limits.ofCalls('user-1', 1_000)).toBeNull()
    expect(await limits.ofRefusals(request)).toBeNull()
  }
})

test('a request from an unknown address is not counted, so it cannot lock others out', async () => {
  const limits = limitsWith({ refusals: 1 }, null)
  for (let n = 0; n < 3; n++) expect(await limits.ofRefusals(request)).toBeNull()
})

test('calls and refused tokens are counted separately, even if several processes share the counts', async () => {
  const counted: unknown[] = []
  const limits = createLimits(
    { calls: 5, refusals: 2, addresses: { of: () => '192.0.2.1', isProxy: () => false } },
    (limited, limit) => async (key, points) => {
      counted.push([limited, limit, key, points])
      return null
    },
  )
  await limits.ofCalls('user-1', 3)
  await limits.ofRefusals(request)
  expect(counted).toEqual([
    ['calls', 5, 'user-1', 3],
    ['refusals', 2, expect.stringContaining('192.0.2'), 1],
  ])
})
