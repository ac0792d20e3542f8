import type { IncomingMessage } from 'node:http'
import { parseAddress } from './address.js'

/** The header in which the proxies name the client. */
export type ForwardedHeader = 'x-forwarded-for' | 'forwarded'

/**
 * The hops that a request's header names, the nearest first. Null stands for an entry that is not an address. Empty
 * entries are skipped (RFC 9110, section 5.6.1); several header lines count as one.
 */
export function* forwardedHops(request: IncomingMessage, header: ForwardedHeader): Generator<string | null> {
  const value = request.headersDistinct[header]?.join(',') ?? ''
  for (const entry of entriesFromRight(value)) {
    if (entry !== '') yield header === 'forwarded' ? parseElement(entry) : parseAddress(entry)
  }
}

/**
 * Splits at commas outside quotes. It starts at the end, which the nearest proxy has written, so that an unclosed quote
 * of a client cannot hide the proxies' entries. A quoted value starts after `=`, and a quote inside one follows `\`.
 */
function* entriesFromRight(value: string): Generator<string> {
  let end = value.length
  let quoted = false
  for (let at = end - 1; at >= 0; at--) {
    if (value[at] === '"' && (!quoted || value[at - 1] === '=')) quoted = !quoted
    if (value[at] !== ',' || quoted) continue
    yield value.slice(at + 1, end).trim()
    end = at
  }
  yield value.slice(0, end).trim()
}

/**
 * A parameter of an element. Values may contain `:` and brackets without quotes, which the RFC forbids but proxies
 * send.
 */
const pair = /\s*([\w!#$%&'*+.^`|~-]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s",;]+))\s*(?:;|$)/y

/** The address of the only `for` in an element of `Forwarded` (RFC 7239, section 4). */
function parseElement(element: string): string | null {
  let node: string | undefined
  for (let at = 0; at < element.length; at = pair.lastIndex) {
    pair.lastIndex = at
    const [, name, quoted, token] = pair.exec(element) ?? []
    if (name === undefined) return null
    if (name.toLowerCase() !== 'for') continue
    if (node !== undefined) return null
    node = quoted?.replace(/\\(.)/g, '$1') ?? token
  }
  return node === undefined ? null : parseAddress(node)
}
