// domain: tasks
import { lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** The address of a push service is not public, so nothing is sent to it. */
class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError'
}

/** Whether an address is reachable on the public internet: not in a private network, not this machine, and not reserved. */
const isPublic = (address: string) => ipaddr.process(address.split('%', 1)[0] ?? address).range() === 'unicast'

/**
 * For connections to addresses that a user named: resolves only public addresses. The connection is made to the address
 * that was checked, so a name cannot point elsewhere in between. Node does not resolve numeric addresses: use
 * `refuseNumbers` for those.
 * @param privateHosts hosts that may be in a private network
 */
export const publicLookup =
  (privateHosts: readonly string[]): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, '')
      const allowed = privateHosts.includes(hostname) ? addresses : addresses.filter(({ address }) => isPublic(address))
      const [first] = allowed
      if (first === undefined) return callback(new PrivateAddressError('The host has no public address'), '')
      if (options.all) return callback(null, allowed)
      callback(null, first.address, first.family)
    })
  }

/** @throws {PrivateAddressError} for a URL with a numeric address as its host, which no push service has */
export function refuseNumbers({ hostname }: URL, privateHosts: readonly string[]): void {
  const address = hostname.replace(/^\[|\]$/g, '')
  if (isIP(address) === 0 || privateHosts.includes(address)) return
  throw new PrivateAddressError('The host is a numeric address')
}
