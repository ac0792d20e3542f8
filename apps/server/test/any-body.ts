import type { TestIssuer } from '@ownlist/testkit'
import fc from 'fast-check'
import { expect } from 'vitest'

/** Bodies that resemble an input with these fields, other JSON, and texts that are not JSON. */
export const anyBody = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.record({ ...fields, userId: fc.string(), __proto__: fc.constant({ polluted: true }) }, { requiredKeys: [] }),
    fc.jsonValue({ maxDepth: 20 }),
    fc.string(),
    fc.uint8Array({ maxLength: 2_000 }),
  )

/** Bytes and strings are sent unchanged, everything else as JSON. */
function toBody(value: unknown): string | Uint8Array<ArrayBuffer> {
  if (value instanceof Uint8Array) return new Uint8Array(value)
  if (typeof value === 'string') return value
  return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner)) ?? ''
}

interface Fuzzing {
  readonly procedures: readonly string[]
  readonly body: fc.Arbitrary<unknown>
  readonly requests: number
}

/** Sends bodies to procedures, and expects no 5xx answer. @returns how many answers had each status */
export async function fuzz(
  api: { readonly url: string; readonly issuer: TestIssuer },
  { procedures, body, requests }: Fuzzing,
): Promise<ReadonlyMap<number, number>> {
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
  return statuses
}
