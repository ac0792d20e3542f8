import { isUnavailable, sqlStateOf } from '@ownlist/pool'
import { StoreError } from './errors.js'

/** The SQLSTATE that the trigger `refuse_erased` raises for a user who was erased. */
const erasedState = 'OWERA'

/** The store error that one of Prisma's errors means; null if there is none. */
export function refusalOf(error: unknown): StoreError | null {
  // This is a store error already. Its cause may be a statement that took too long.
  if (error instanceof StoreError) return null
  if (sqlStateOf(error) === erasedState) return new StoreError('ERASED', { cause: error })
  return isUnavailable(error) ? new StoreError('UNAVAILABLE', { cause: error }) : null
}
