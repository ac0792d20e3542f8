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

/** Each resolves with the seconds to wait, or with null if the call is within the limit. */
export interface Limits {
  ofCalls(userId: string, calls: number): Promise<number | null>
  ofRefusals(request: IncomingMessage): Promise<number | null>
}

/** The kinds of limits. */
export type Limited = 'calls' | 'refusals'

/** Counts points of a user or an address. Resolves with the seconds to wait, or with null if it is within the limit. */
export type Count = (key: string, points: number) => Promise<number | null>

/** @param limit the points that each key has in 10 seconds, more than 0 */
export type CountFor = (limited: Limited, limit: number) => Count

/** In seconds. */
export const duration = 10

/**
 * Refused requests are only counted after the token was found to be invalid, so another client with the same address cannot
 * lock anybody out. They are not counted for the loopback address, unless it is a trusted proxy. Otherwise, all clients
 * behind a local proxy that is not listed as trusted would share one address.
 * @param countFor where the points are counted; in the memory of this process by default
 */
export function createLimits(
  { calls, refusals, addresses }: LimitSettings,
  countFor: CountFor = (_, limit) => countInMemory(limit),
): Limits {
  const byUser = calls === 0 ? unlimited : countFor('calls', calls)
  const byNetwork = refusals === 0 ? unlimited : countFor('refusals', refusals)
  return {
    ofCalls: byUser,
    async ofRefusals(request) {
      const address = addresses.of(request)
      if (address === null || (isLoopback(address) && !addresses.isProxy(address))) return null
      return await byNetwork(networkOf(address), 1)
    },
  }
}

const unlimited: Count = async () => null

function countInMemory(points: number): Count {
  const limiter = new RateLimiterMemory({ points, duration })
  return async (key, points) => {
    try {
      await limiter.consume(key, points)
      return null
    } catch (reason) {
      if (reason instanceof RateLimiterRes) return Math.max(1, Math.ceil(reason.msBeforeNext / 1_000))
      throw reason
    }
  }
}
