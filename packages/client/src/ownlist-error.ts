import type { AppRouter } from '@ownlist/api'
import { TRPCClientError } from '@trpc/client'
import type { inferRouterError } from '@trpc/server'
import { checkOptions, isRecord, type OptionRule, text } from './options.js'

type ErrorData = inferRouterError<AppRouter>['data']

/**
 * Why a call failed: tRPC's codes, such as `NOT_FOUND`, as the API sends them, and three of the client's own.
 *
 * - `UNREACHABLE`: no answer came that the API, or the issuer of tokens, could have given. What was asked may have been done.
 * - `SIGNED_OUT`: the session that tokens come from is over. Sign in again.
 * - `ABORTED`: the caller's own signal.
 */
export type OwnlistErrorCode = ErrorData['code'] | 'UNREACHABLE' | 'SIGNED_OUT' | 'ABORTED'

/** What the constructor takes besides the message. */
export interface OwnlistErrorDetails {
  readonly reason?: ErrorData['reason']
  readonly issues?: ErrorData['issues']
  readonly retryAfterMs?: number | null
  readonly cause?: Error
}

/**
 * The one error that calls throw. It is a `TRPCClientError` too, for libraries that look for that.
 * `message` is fit to show: the API writes its own for people, without anything of its inside.
 */
export class OwnlistError extends TRPCClientError<AppRouter> {
  readonly code: OwnlistErrorCode
  /** What tells refusals of one code apart, such as `STALE_VERSION`; null where there is nothing to tell. */
  readonly reason: ErrorData['reason']
  /** The faults of the input, each with the path of its field. */
  readonly issues: ErrorData['issues']
  /** When to try again, as the answer's Retry-After has it; null where it says nothing. */
  readonly retryAfterMs: number | null

  /** @throws {TypeError} without a code, a message, or details that are an object */
  constructor(code: OwnlistErrorCode, message: string, details: OwnlistErrorDetails = {}) {
    checkOptions({ code, message, details }, { code: text, message: words, details: ['an object', isRecord] })
    super(message, details.cause === undefined ? {} : { cause: details.cause })
    // TRPCClientError makes every instance its own.
    Object.setPrototypeOf(this, OwnlistError.prototype)
    this.name = 'OwnlistError'
    this.code = code
    this.reason = details.reason ?? null
    this.issues = details.issues ?? []
    this.retryAfterMs = details.retryAfterMs ?? null
  }
}

const words: OptionRule = ['a string', (value) => typeof value === 'string']

/** Makes one of whatever a call met; one that is one already it returns as it is. */
export function ownlistErrorOf(error: unknown, signal?: AbortSignal | null): OwnlistError {
  if (error instanceof OwnlistError) return error
  const cause = error instanceof Error ? error : new Error(String(error))
  if (signal?.aborted) return new OwnlistError('ABORTED', 'The call was given up.', { cause })
  if (!(error instanceof TRPCClientError) || !text[1](error.data?.code)) {
    return new OwnlistError('UNREACHABLE', 'The API cannot be reached. Try again in a moment.', { cause })
  }
  const { code, reason, issues }: ErrorData = error.data
  return new OwnlistError(code, error.message, { reason, issues, retryAfterMs: retryAfterOf(error.meta), cause })
}

/** RFC 9110, 10.2.3, in seconds; the API sends no dates there. */
function retryAfterOf(meta: Record<string, unknown> | undefined): number | null {
  const response = meta?.response
  const seconds = response instanceof Response ? Number(response.headers.get('retry-after') ?? Number.NaN) : Number.NaN
  return Number.isFinite(seconds) ? seconds * 1_000 : null
}
