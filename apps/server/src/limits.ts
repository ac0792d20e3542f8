import type { IncomingMessage } from 'node:http'
import { type ClientAddresses, isLoopback, networkOf } from '@ownlist/http'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

export interface LimitSettings {
  /** Procedure calls by one user in 10 seconds; each call of a batch counts. 0 for no limit. */
  readonly calls: number
  /** Requests from one address in 10 seconds that are refused with 401; 0 for no limit. */
  readonly refusals: number
  readonly addresses: ClientAddresses
}

/**
 * Counters in the memory of this process. Each resolves with the seconds to wait, or with null if the call is within
 * the limit.
 */
export interface Limits {
  ofCalls(userId: string, calls: number): Promise<number | null>
  ofRefusals(request: IncomingMessage): Promise<number | null>
}

const duration = 10

/**
 * Refused requests are counted after the token was found to be invalid, so nobody is locked out by a neighbour with the
 * same address. They are not counted for the loopback address, unless it is a trusted proxy. Otherwise a proxy may run
 * there that is not listed as trusted, and all clients behind it would look alike.
 */
export function createLimits({ calls, refusals, addresses }: LimitSettings): Limits {
  const byUser = calls === 0 ? null : new RateLimiterMemory({ points: calls, duration })
  const byNetwork = refusals === 0 ? null : new RateLimiterMemory({ points: refusals, duration })
  return {
    ofCalls: (userId, calls) => consume(byUser, userId, calls),
    async ofRefusals(request) {
      const address = addresses.of(request)
      if (address === null || (isLoopback(address) && !addresses.isProxy(address))) return null
      return await consume(byNetwork, networkOf(address), 1)
    },
  }
}

async function consume(limiter: RateLimiterMemory | null, key: string, points: number): Promise<number | null> {
  try {
    await limiter?.consume(key, points)
    return null
  } catch (reason) {
    if (reason instanceof RateLimiterRes) return Math.max(1, Math.ceil(reason.msBeforeNext / 1_000))
    throw reason
  }
}
