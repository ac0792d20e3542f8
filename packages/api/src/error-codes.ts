import type { StoreErrorCode } from '@ownlist/db'
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server'

/** The tRPC code for each error of the store. The compiler keeps the table complete. */
export const trpcCodes = {
  NOT_FOUND: 'NOT_FOUND',
  ID_TAKEN: 'CONFLICT',
  STALE_VERSION: 'CONFLICT',
  ERASED: 'FORBIDDEN',
  QUOTA_EXCEEDED: 'FORBIDDEN',
  LOG_TRIMMED: 'PRECONDITION_FAILED',
  CHANGED_SINCE: 'CONFLICT',
  NOT_POSSIBLE: 'UNPROCESSABLE_CONTENT',
  // This code must not be one that clients or proxies retry by themselves.
  SEARCH_TOO_SLOW: 'UNPROCESSABLE_CONTENT',
  UNAVAILABLE: 'SERVICE_UNAVAILABLE',
} satisfies Record<StoreErrorCode, TRPC_ERROR_CODE_KEY>

/** Distinguishes errors with the same code. */
export type Reason = StoreErrorCode | 'INSUFFICIENT_SCOPE'
