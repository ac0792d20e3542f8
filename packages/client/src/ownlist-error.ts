import type { AppRouter } from '@ownlist/api'
import { TRPCClientError } from '@trpc/client'
import type { inferRouterError } from '@trpc/server'
import { checkOptions, isRecord, type OptionRule, text } from './options.js'

type ErrorShape = inferRouterError<AppRouter>
type ErrorData = ErrorShape['data']

/**
 * Why a call failed: the codes of tRPC that the API sends, such as `NOT_FOUND`, and some of the client's own.
 *
 * - `UNREACHABLE`: no response came that the API, or the issuer of tokens, could have sent. The request may have been
 * carried out.
 * - `TIMEOUT`: no response came in time. The request may have been carried out.
 * - `WRONG_ADDRESS`: something answered that is not the API (or the web app), such as a page.
 * - `NO_TOKEN`: the program's own token function failed, or returned none. Nothing was sent.
 * - `CLIENT_ERROR`: the call cannot be sent: its input is not JSON, or a header is invalid. Nothing was sent.
 * - `SIGNED_OUT`: the session that issues tokens has ended. Sign in again.
 * - `ABORTED`: the caller's own signal was aborted.
 */
export type OwnlistErrorCode =
  | ErrorData['code']
  | 'UNREACHABLE'
  | 'WRONG_ADDRESS'
  | 'NO_TOKEN'
  | 'CLIENT_ERROR'
  | 'SIGNED_OUT'
  | 'ABORTED'

/** What the constructor takes in addition to the message. */
export interface OwnlistErrorDetails {
  readonly reason?: ErrorData['reason']
  readonly issues?: ErrorData['issues']
  readonly retryAfterMs?: number | null
  readonly cause?: Error
  /** What the API sent, for `shape` and `data`. */
  readonly shape?: ErrorShape
  /** The response, for `meta`. */
  readonly meta?: Record<string, unknown>
}

/**
 * The only error that calls throw. It is also a `TRPCClientError`, for libraries that check for that. `message` can be
 * shown to users: the API writes its messages for people, without internal details. `data` and `shape` are what the API
 * sent, as in every tRPC client. They are undefined for the client's own codes, so `error.data?.code` always comes from
 * the API.
 */
export class OwnlistError extends TRPCClientError<AppRouter> {
  readonly code: OwnlistErrorCode
  /** Distinguishes errors with the same code, such as `STALE_VERSION`; null if there is nothing to distinguish. */
  readonly reason: ErrorData['reason']
  /** The faults of the input, each with the path of its field. */
  readonly issues: ErrorData['issues']
  /** When to try again, from the response's Retry-After; null if it has none. */
  readonly retryAfterMs: number | null

  /** @throws {TypeError} without a code or a message, or if the details are not an object */
  constructor(code: OwnlistErrorCode, message: string, details: OwnlistErrorDetails = {}) {
    checkOptions({ code, message, details }, { code: text, message: words, details: ['an object', isRecord] })
    const { cause, shape, meta } = details
    super(message, {
      ...(cause === undefined ? {} : { cause }),
      ...(shape === undefined ? {} : { result: { error: shape } }),
      ...(meta === undefined ? {} : { meta }),
    })
    // TRPCClientError sets the prototype of every instance to its own.
    Object.setPrototypeOf(this, OwnlistError.prototype)
    this.name = 'OwnlistError'
    this.code = code
    this.reason = details.reason ?? null
    this.issues = details.issues ?? []
    this.retryAfterMs = details.retryAfterMs ?? null
  }
}

const words: OptionRule = ['a string', (value) => typeof value === 'string']

/**
 * Turns any failure of a call into an `OwnlistError`. An `OwnlistError` is returned unchanged.
 * @param tried the address, for the message
 */
export function ownlistErrorOf(error: unknown, signal?: AbortSignal | null, tried = 'The server'): OwnlistError {
  if (error instanceof OwnlistError) return error
  const cause = error instanceof Error ? error : new Error(String(error))
  if (signal?.aborted) return new OwnlistError('ABORTED', 'The call was aborted.', { cause })
  const meta = error instanceof TRPCClientError ? error.meta : undefined
  const response = meta?.response as Answer | undefined
  if (error instanceof TRPCClientError && text[1](error.data?.code)) {
    const shape: ErrorShape = error.shape
    const { code, reason, issues } = shape.data
    const details = { reason, issues, shape, cause, retryAfterMs: retryAfterOf(response) }
    return new OwnlistError(code, error.message, meta === undefined ? details : { ...details, meta })
  }
  return response === undefined
    ? new OwnlistError('UNREACHABLE', `${tried} cannot be reached. Try again in a moment.`, { cause })
    : strangerAt(tried, response, cause)
}

/** The parts of a response that are used. Not every `fetch` returns the platform's own `Response`. */
export interface Answer {
  readonly status: number
  readonly headers: { get(name: string): string | null }
}

/**
 * The error for a response that does not come from the requested server: it comes from a proxy whose server is down, or
 * from another server.
 */
export function strangerAt(tried: string, response: Answer, cause?: Error): OwnlistError {
  const { status } = response
  const details = { retryAfterMs: retryAfterOf(response), ...(cause === undefined ? {} : { cause }) }
  return status >= 500 || status === 429
    ? new OwnlistError(
        'UNREACHABLE',
        `${tried} cannot be reached: the response status was ${status}. Try again in a moment.`,
        details,
      )
    : new OwnlistError(
        'WRONG_ADDRESS',
        `${tried} is not the right address: the response (status ${status}) is not from Ownlist.`,
        details,
      )
}

/** RFC 9110, section 10.2.3: seconds, or a date, which proxies send. */
function retryAfterOf(response: Answer | undefined): number | null {
  const value = response?.headers?.get('retry-after') ?? ''
  if (/^\d+$/.test(value)) return Number(value) * 1_000
  const ms = Date.parse(value) - Date.now()
  return /^[A-Z]/.test(value) && ms >= 0 ? ms : null
}
