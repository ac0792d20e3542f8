import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'
import proxyaddr from 'proxy-addr'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

export interface LimitSettings {
  /** Calls of procedures by one user in 10 seconds, each of a batch counted; 0 for no limit. */
  readonly calls: number
  /** Requests of one address in 10 seconds that are turned away with 401; 0 for no limit. */
  readonly refusals: number
  /** Addresses and CIDR blocks whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[]
}

/** Counts, in this process's memory. Each resolves with the seconds to wait, or with null if there is room. */
export interface Limits {
  ofCalls(userId: string, calls: number): Promise<number | null>
  ofRefusals(request: IncomingMessage): Promise<number | null>
}

const duration = 10

/**
 * Refusals are counted after a token was found bad, so that nobody is locked out by a neighbour behind the same address, and
 * not for the loopback address: there it is a proxy that is not in `trustedProxies`, behind which all look alike.
 */
export function createLimits({ calls, refusals, trustedProxies }: LimitSettings): Limits {
  const users = calls === 0 ? null : new RateLimiterMemory({ points: calls, duration })
  const addresses = refusals === 0 ? null : new RateLimiterMemory({ points: refusals, duration })
  const trusts = proxyaddr.compile([...trustedProxies])
  return {
    ofCalls: (userId, calls) => consume(users, userId, calls),
    async ofRefusals(request) {
      const network = networkOf(proxyaddr(request, trusts))
      return network === null ? null : await consume(addresses, network, 1)
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

/** An IPv4 address, or the /64 of an IPv6 one, all of which one customer has; null for this machine, or what is no address. */
function networkOf(address: string): string | null {
  if (!ipaddr.isValid(address)) return null
  const ip = ipaddr.process(address)
  if (ip.range() === 'loopback') return null
  return ip instanceof ipaddr.IPv6 ? ip.parts.slice(0, 4).join(':') : ip.toString()
}
