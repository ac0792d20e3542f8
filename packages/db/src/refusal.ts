import { isUnavailable, sqlStateOf } from '@ownlist/pool'
import { StoreError } from './errors.js'

/** What the trigger `refuse_erased` raises for somebody who was erased. */
const erasedState = 'OWERA'

/** The refusal that an error of Prisma's means; null if it means something else. */
export function refusalOf(error: unknown): StoreError | null {
  // Refused already, and its cause may be a statement that took too long.
  if (error instanceof StoreError) return null
  if (sqlStateOf(error) === erasedState) return new StoreError('ERASED', { cause: error })
  return isUnavailable(error) ? new StoreError('UNAVAILABLE', { cause: error }) : null
}
