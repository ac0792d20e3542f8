import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import proxyaddr from 'proxy-addr'

/** The header that Better Auth reads an address from. Whatever a client sends in it is overwritten. */
export const clientAddressHeader = 'x-client-address'

/**
 * Notes on each request where it comes from: the socket's other end or, beyond the proxies named here, what those say in
 * `X-Forwarded-For`. Next.js believes that header from anybody, so everyone could choose an address to be limited under.
 */
export function noteClientAddresses(trustedProxies: readonly string[]): void {
  const trusts = proxyaddr.compile([...trustedProxies])
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    request.headers[clientAddressHeader] = proxyaddr(request, trusts)
  })
}
