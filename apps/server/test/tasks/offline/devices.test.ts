// domain: tasks
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type AppApi, startAppApi } from '../../app-api.js'
import { runDevices } from './run-devices.js'

const [seeds, operations] = inject('long') ? [20, 2_000] : [2, 100]
const first = Math.floor(Math.random() * 2 ** 31)

let api: AppApi
beforeAll(async () => {
  api = await startAppApi()
})
afterAll(() => api[Symbol.asyncDispose]())

/** To repeat a run that failed, pass its seed: `runDevices(api, seed, operations)`. */
test.each(Array.from({ length: seeds }, (_, n) => first + n))(
  `three devices end in the same state after ${operations} random operations, and no edit is lost, made twice or overwritten unseen (seed %i)`,
  { timeout: inject('long') ? 600_000 : 30_000 },
  async (seed) => {
    expect(await runDevices(api, seed, operations)).toBeUndefined()
  },
)
