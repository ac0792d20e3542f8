import { isUnavailable } from '@ownlist/pool'
import { StoreError } from './errors.js'

/** The store error for an error of Prisma or of `pg`; null if there is none. */
export function refusalOf(error: unknown): StoreError | null {
  // This is a store error already. Its cause may be a statement that took too long.
  if (error instanceof StoreError) return null
  return isUnavailable(error) ? new StoreError('UNAVAILABLE', { cause: error }) : null
}
