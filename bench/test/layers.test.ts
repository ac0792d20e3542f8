import { expect, test } from 'vitest'
import { timeByLayer } from '../src/layers/attribute.js'
import { selfTimes } from '../src/layers/cpu-profile.js'

interface Frame {
  readonly name: string
  readonly url?: string
  readonly children?: readonly number[]
}

/** Numbers the frames from 1. Each one is on top of the stack once, for 10 µs. */
function profileOf(...frames: Frame[]) {
  const nodes = frames.map(({ name, url = '', children = [] }, n) => ({
    id: n + 1,
    callFrame: { functionName: name, url },
    children,
  }))
  return { startTime: 1_000, nodes, samples: nodes.map(({ id }) => id), timeDeltas: nodes.map(() => 10) }
}

const zod = 'file:///a/node_modules/.pnpm/zod@4/node_modules/zod/v4/core/parse.js'
const trpc = 'file:///a/node_modules/@trpc/server/dist/procedure.mjs'

function layersOf(...frames: Frame[]) {
  const profile = profileOf(...frames)
  return Object.fromEntries(timeByLayer(profile, selfTimes(profile, { from: 0, to: Number.POSITIVE_INFINITY })))
}

test('parsing of the input and of the output are distinguished by tRPC’s step', () => {
  const times = layersOf(
    { name: '(root)', children: [2, 4] },
    { name: 'inputValidatorMiddleware', url: trpc, children: [3] },
    { name: 'parse', url: zod },
    { name: 'outputValidatorMiddleware', url: trpc, children: [5] },
    { name: 'parse', url: zod, children: [6] },
    { name: 'compiled' },
  )
  expect(times).toEqual({ 'HTTP and Node': 10, tRPC: 20, 'zod in': 10, 'zod out': 20 })
})

test('code of Node counts towards its caller, and idle time does not count', () => {
  const times = layersOf(
    { name: '(root)', children: [2, 4, 5, 6] },
    { name: 'verify', url: 'file:///a/packages/auth/dist/token-verifier.js', children: [3] },
    { name: 'update', url: 'node:internal/crypto/hash' },
    { name: '(idle)' },
    { name: '(garbage collector)' },
    { name: 'onread', url: 'node:internal/stream_base_commons' },
  )
  expect(times).toEqual({ gate: 20, 'garbage collector': 10, 'HTTP and Node': 20 })
})

test('samples from before or after the measured requests do not count', () => {
  const profile = profileOf({ name: '(root)' }, { name: '(root)' }, { name: '(root)' })
  expect([...selfTimes(profile, { from: 1_011, to: 1_020 })]).toEqual([[2, 10]])
})
