import { TRPCError } from '@trpc/server'
import type { Context } from './context.js'

/** The number of rows that cost as much as one call. */
const rowsPerCall = 10

/** The caller has made too many calls. The answer is 429 with Retry-After. */
export class TooManyCallsError extends Error {
  override readonly name = 'TooManyCallsError'

  /** How long to wait. */
  readonly seconds: number

  constructor(seconds: number) {
    super(`Too many requests. Try again in ${seconds} seconds.`)
    this.seconds = seconds
  }
}

/**
 * Counts the rows of a call against the limit of calls, in addition to the call itself. Call it before the rows are written.
 * @throws {TRPCError} `TOO_MANY_REQUESTS`
 */
export async function spend({ spend: pay }: Pick<Context, 'spend'>, rows: number): Promise<void> {
  const calls = Math.floor(rows / rowsPerCall)
  const wait = calls === 0 ? null : await pay?.(calls)
  if (wait === null || wait === undefined) return
  const cause = new TooManyCallsError(wait)
  throw new TRPCError({ code: 'TOO_MANY_REQUESTS', message: cause.message, cause })
}
