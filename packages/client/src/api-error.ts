import type { AppRouter } from '@ownlist/api'
import { TRPCClientError } from '@trpc/client'
import type { inferRouterError } from '@trpc/server'

type ErrorData = inferRouterError<AppRouter>['data']

/** Why a call failed, in the API's own terms. */
export interface ApiError {
  /** tRPC's code, such as `NOT_FOUND`; `UNREACHABLE` if no answer came that the API could have given. */
  readonly code: ErrorData['code'] | 'UNREACHABLE'
  /** The API's words, fit to show. */
  readonly message: string
  /** What tells refusals of one code apart, such as `STALE_VERSION`; null where there is nothing to tell. */
  readonly reason: ErrorData['reason']
  /** The faults of the input, each with the path of its field. */
  readonly issues: ErrorData['issues']
}

/** Reads an error that a call threw; null if it came from something else. */
export function apiErrorOf(error: unknown): ApiError | null {
  if (!(error instanceof TRPCClientError)) return null
  const { data } = error as TRPCClientError<AppRouter>
  if (data === null || data === undefined) {
    return {
      code: 'UNREACHABLE',
      message: 'The API cannot be reached. Try again in a moment.',
      reason: null,
      issues: [],
    }
  }
  return { code: data.code, message: error.message, reason: data.reason, issues: data.issues }
}
