import fc from 'fast-check'

/** What comes near to an input with these fields, what is JSON, and what is neither. */
export const anyBody = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.record({ ...fields, userId: fc.string(), __proto__: fc.constant({ polluted: true }) }, { requiredKeys: [] }),
    fc.jsonValue({ maxDepth: 20 }),
    fc.string(),
    fc.uint8Array({ maxLength: 2_000 }),
  )

/** Bytes and texts as they are, everything else as JSON. */
export function toBody(value: unknown): string | Uint8Array<ArrayBuffer> {
  if (value instanceof Uint8Array) return new Uint8Array(value)
  if (typeof value === 'string') return value
  return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner)) ?? ''
}
