import { createHash } from 'node:crypto'

/**
 * SHA-256 of the fields a row was created with: a create repeated with the same id is told from another body by it.
 * @param values in an order that never changes, so that two bodies with equal fields have equal digests
 */
export const digestOf = (values: readonly (string | number | boolean | null)[]): string =>
  createHash('sha256').update(JSON.stringify(values)).digest('hex')
