import type { IncomingMessage } from 'node:http'
import proxyaddr from 'proxy-addr'
import { parseAddress } from './address.js'
import { type ForwardedHeader, forwardedHops } from './forwarded-hops.js'

export interface ProxySettings {
  /** Addresses and CIDR blocks of the proxies in front of this server. */
  readonly trustedProxies: readonly string[]
  /** The one header that these proxies write. The other is ignored, since a client may have written it. */
  readonly forwardedHeader: ForwardedHeader
}

export interface ClientAddresses {
  /**
   * The client that sent a request: the socket's peer or, behind trusted proxies, the nearest hop that is not one of
   * them. An entry that is not an address ends the search, and the trusted hop before it is the result. So nobody
   * escapes a limit with an invalid entry. The address is canonical, as `networkOf` expects it; null if the socket has
   * no address, such as a Unix socket.
   */
  of(request: IncomingMessage): string | null
  /** Whether an address is one of the trusted proxies. */
  isProxy(address: string): boolean
}

/** @throws {TypeError} if a trusted proxy is neither an address nor a CIDR block */
export function createClientAddresses({ trustedProxies, forwardedHeader }: ProxySettings): ClientAddresses {
  const trusts = proxyaddr.compile([...trustedProxies])
  const isProxy = (address: string): boolean => trusts(address, 0)
  return {
    isProxy,
    of(request) {
      let nearest = parseAddress(request.socket.remoteAddress ?? '')
      if (nearest === null || !isProxy(nearest)) return nearest
      for (const hop of forwardedHops(request, forwardedHeader)) {
        if (hop === null) break
        nearest = hop
        if (!isProxy(hop)) break
      }
      return nearest
    },
  }
}
