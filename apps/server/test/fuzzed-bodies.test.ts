import fc from 'fast-check'
import { expect, inject, test } from 'vitest'
import { anyBody, fuzz } from './any-body.js'
import { startTestApi } from './api.js'

const requests = inject('long') ? 50_000 : 1_000
const procedures = ['probe.save', 'probe.echo', 'probe.page', 'probe.erase', 'probe.save,probe.echo?batch=1']

const body = anyBody({
  title: fc.oneof(fc.string({ unit: 'binary' }), fc.anything()),
  notes: fc.oneof(fc.string(), fc.anything()),
  count: fc.oneof(fc.double(), fc.integer()),
  limit: fc.oneof(fc.double(), fc.anything()),
  size: fc.oneof(fc.constantFrom('small', 'large'), fc.anything()),
})

test(`${requests} fuzzed bodies get answers, and none is a 5xx`, { timeout: 3_600_000 }, async () => {
  await using api = await startTestApi()
  const statuses = await fuzz(api, { procedures, body, requests })
  // Some of them reach a procedure.
  expect([statuses.has(200), statuses.has(400)]).toEqual([true, true])
  expect((await fetch(`${api.url}/healthz`)).status).toBe(200)
})
