import type { StoreErrorCode } from '@ownlist/db'
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server'

/** The answer for each of the store's refusals; the compiler keeps the table complete. */
export const trpcCodes = {
  NOT_FOUND: 'NOT_FOUND',
  ID_TAKEN: 'CONFLICT',
  STALE_VERSION: 'CONFLICT',
  ERASED: 'FORBIDDEN',
  QUOTA_EXCEEDED: 'FORBIDDEN',
  // Not one that clients, or proxies, send again by themselves.
  SEARCH_TOO_SLOW: 'UNPROCESSABLE_CONTENT',
  UNAVAILABLE: 'SERVICE_UNAVAILABLE',
} satisfies Record<StoreErrorCode, TRPC_ERROR_CODE_KEY>

/** What tells refusals of one code apart. */
export type Reason = StoreErrorCode | 'INSUFFICIENT_SCOPE'
