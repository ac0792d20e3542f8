import type { Socket } from 'node:net'
import { isLoopback, networkOf, parseAddress } from './address.js'

export interface ConnectionLimitOptions {
  /** Addresses that are not counted. */
  readonly isExempt: (address: string) => boolean
  /** How many connections one client may hold at once. 100 by default: a browser opens six, a busy program fewer. */
  readonly most?: number
}

/**
 * Keeps one client from taking every connection of a server, however slow or silent its connections are. Call the
 * result for each new connection: it immediately destroys those above the limit. The client is the socket's peer, since
 * nothing has been read yet; an IPv6 /64 is one client.
 */
export function createConnectionLimit({ isExempt, most = 100 }: ConnectionLimitOptions): (socket: Socket) => void {
  const open = new Map<string, number>()
  return (socket) => {
    const address = parseAddress(socket.remoteAddress ?? '')
    if (address === null || isExempt(address)) return
    const network = networkOf(address)
    const count = open.get(network) ?? 0
    if (count >= most) return void socket.destroy()
    open.set(network, count + 1)
    socket.once('close', () => {
      const left = (open.get(network) ?? 0) - 1
      if (left > 0) open.set(network, left)
      else open.delete(network)
    })
  }
}

/**
 * Exempts the proxies, since every client comes through them, and this machine: a proxy may run on it that is not
 * listed as trusted.
 */
export const proxiesAndLoopback =
  (isProxy: (address: string) => boolean) =>
  (address: string): boolean =>
    isProxy(address) || isLoopback(address)
