import fc from 'fast-check'
import { expect, inject, test } from 'vitest'
import { startTestApi } from './api.js'

const requests = inject('long') ? 50_000 : 1_000
const procedures = ['task.create', 'task.update', 'task.delete', 'task.restore', 'task.create,task.update?batch=1']

/** What comes near to an input, what is JSON, and what is neither. */
const body = fc.oneof(
  fc.record(
    {
      id: fc.oneof(fc.uuid(), fc.anything()),
      title: fc.oneof(fc.string({ unit: 'binary' }), fc.anything()),
      priority: fc.oneof(fc.constantFrom('none', 'high'), fc.anything()),
      version: fc.oneof(fc.double(), fc.anything()),
      userId: fc.string(),
      __proto__: fc.constant({ polluted: true }),
    },
    { requiredKeys: [] },
  ),
  fc.jsonValue({ maxDepth: 20 }),
  fc.string(),
  fc.uint8Array({ maxLength: 2_000 }),
)
const toBody = (value: unknown): string | Uint8Array<ArrayBuffer> => {
  if (value instanceof Uint8Array) return new Uint8Array(value)
  if (typeof value === 'string') return value
  return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner)) ?? ''
}

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
  // Not all of them are refused at the door.
  expect(statuses.has(400)).toBe(true)
  expect((await fetch(`${api.url}/healthz`)).status).toBe(200)
})
