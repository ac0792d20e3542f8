import { isIP, isIPv6 } from 'node:net'
import ipaddr from 'ipaddr.js'

const port = String.raw`(?::(?:\d{1,5}|_[\w.-]+))?`
const bracketed = new RegExp(String.raw`^\[([^[\]]+)\]${port}$`)
const plain = new RegExp(String.raw`^([\d.]+)${port}$`)

/**
 * Parses one hop as proxies write it: an address with or without a port, IPv6 with or without brackets. RFC 7239 allows
 * an obfuscated port.
 * @returns the address in its canonical form, with an IPv4-mapped IPv6 address as IPv4; null if it is anything else,
 * such as `unknown` or an obfuscated name
 */
export function parseAddress(text: string): string | null {
  const inBrackets = bracketed.exec(text)?.[1]
  if (inBrackets !== undefined) return isIPv6(inBrackets) ? canonical(inBrackets) : null
  const address = plain.exec(text)?.[1] ?? text
  return isIP(address) === 0 ? null : canonical(address)
}

/** A zone, as in `fe80::1%eth0`, names an interface of the machine that wrote it, not a client. */
const canonical = (address: string): string => ipaddr.process(address.split('%', 1)[0] ?? address).toString()

/**
 * What counts as one client: an IPv4 address, or the /64 of an IPv6 address, which belongs to one customer.
 * @param address as `parseAddress` returns it
 */
export function networkOf(address: string): string {
  const ip = ipaddr.parse(address)
  return ip instanceof ipaddr.IPv6 ? `${ip.parts.slice(0, 4).map(hex).join(':')}::/64` : address
}

const hex = (part: number): string => part.toString(16)

/**
 * Whether an address is this machine's own: 127.0.0.0/8 or ::1.
 * @param address as `parseAddress` returns it
 */
export const isLoopback = (address: string): boolean => ipaddr.parse(address).range() === 'loopback'
