import { base64url } from 'jose'
import { InvalidTokenError } from './errors.js'

/**
 * The header members that may occur. Any other member, such as `jku` or `crit`, makes the token invalid (RFC 8725,
 * section 3.10).
 */
export interface TokenHeader {
  readonly alg: 'EdDSA'
  readonly kid: string
}

/** Three parts of base64url. The last one is 64 bytes, whose final character has four bits that must be zero. */
const grammar = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{85}[AQgw]$/

/**
 * What counts as a token of one kind. Kinds do not share a `typ`, so that none can be used as another (RFC 8725,
 * section 3.11).
 */
export interface TokenKind {
  /** The allowed values of `typ`; undefined for tokens without one. */
  readonly types: readonly (string | undefined)[]
  /** In characters. */
  readonly longest: number
}

/**
 * Reads the header and payload of a compact JWS (RFC 7515) without trusting either. It is stricter than other decoders:
 * each token has only one spelling, so nothing can hide in padding, in a byte order mark or in a repeated member.
 * @throws {InvalidTokenError}
 */
export function readCompactJws(
  token: string,
  { types, longest }: TokenKind,
): { header: TokenHeader; payload: Record<string, unknown> } {
  if (token.length > longest || !grammar.test(token)) throw new InvalidTokenError()
  const [header = '', payload = ''] = token.split('.', 2)
  return { header: checkHeader(readPart(header), types), payload: readPart(payload) }
}

function checkHeader({ alg, kid, typ, ...unknown }: Record<string, unknown>, types: readonly unknown[]): TokenHeader {
  if (Object.keys(unknown).length > 0 || alg !== 'EdDSA' || !types.includes(typ)) throw new InvalidTokenError()
  if (!isId(kid)) throw new InvalidTokenError()
  return { alg, kid }
}

/** An id in this issuer's form: 1 to 64 characters of `A-Z a-z 0-9 _ -`. */
export const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(value)

function readPart(part: string): Record<string, unknown> {
  try {
    const bytes = base64url.decode(part)
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const value: unknown = JSON.parse(text)
    if (base64url.encode(bytes) === part && isObject(value) && namesIn(text) === membersOf(value)) return value
  } catch (error) {
    throw new InvalidTokenError(error)
  }
  throw new InvalidTokenError()
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Counts the member names in a JSON text, at any depth. Each one ends with a colon, and outside strings colons occur
 * nowhere else.
 */
const namesIn = (json: string): number => json.replace(/"(?:[^"\\]|\\.)*"/g, '').split(':').length - 1

/** Counts the members that remain after parsing: of several with the same name, JSON.parse keeps only the last. */
function membersOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const values = Object.values(value)
  const own = Array.isArray(value) ? 0 : values.length
  return values.reduce((sum: number, inner) => sum + membersOf(inner), own)
}
