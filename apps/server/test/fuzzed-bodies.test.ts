import fc from 'fast-check'
import { expect, inject, test } from 'vitest'
import { anyBody, toBody } from './any-body.js'
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

test(`${requests} fuzzed bodies are answered, and none with a 5xx`, { timeout: 3_600_000 }, async () => {
  await using api = await startTestApi()
  const token = await api.issuer.token('fuzzer', { exp: Math.floor(Date.now() / 1_000) + 3_500 })
  const statuses = new Map<number, number>()
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...procedures), body, async (procedure, value) => {
      const { status } = await fetch(`${api.url}/trpc/${procedure}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: toBody(value),
      })
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      expect(status).toBeLessThan(500)
    }),
    { numRuns: requests },
  )
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  // Not all of them are refused before a procedure runs.
  expect([statuses.has(200), statuses.has(400)]).toEqual([true, true])
  expect((await fetch(`${api.url}/healthz`)).status).toBe(200)
})
