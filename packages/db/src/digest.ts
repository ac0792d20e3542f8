import { createHash } from 'node:crypto'

/**
 * SHA-256 of the fields that a row was created with. It shows whether a repeated create with the same id has a
 * different body.
 * @param values in an order that never changes, so that bodies with equal fields have equal digests
 */
export const digestOf = (values: readonly (string | number | boolean | null)[]): string =>
  createHash('sha256').update(JSON.stringify(values)).digest('hex')
