import { type CryptoKey, importJWK, type JWK } from 'jose'
import { fetchText } from './fetch-text.js'

/** Public keys by their `kid`. */
export type KeysById = ReadonlyMap<string, CryptoKey>

const longestBody = 64 * 1024

/** A valid answer of the JWKS endpoint. */
export interface FetchedKeys {
  readonly byId: KeysById
  /** The issuer's clock when it answered, to the second (RFC 9110, 6.6.1); null if it did not say. */
  readonly issuerTime: Date | null
}

/**
 * Fetches a JWKS (RFC 7517) and imports its Ed25519 keys; keys of other kinds, and new ones that cannot be read, are passed over.
 * @param held the keys there are; one of them that cannot be read any more makes the set invalid
 * @throws {Error} on any answer but a valid set of 64 KiB at most with at least one usable key: then keep the set you have. The
 * message says in plain words why
 */
export async function fetchKeys(url: string, timeoutMs: number, held?: KeysById): Promise<FetchedKeys> {
  const { text, date } = await fetchText(url, { accept: 'application/json', timeoutMs, longestBody })
  return { byId: await importKeys(parse(text), held), issuerTime: date }
}

/** The message of JSON.parse would repeat what the server sent. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error('The answer is not JSON', { cause })
  }
}

async function importKeys(set: unknown, held: KeysById | undefined): Promise<KeysById> {
  const { keys: list } = (set ?? {}) as { keys?: unknown }
  if (!Array.isArray(list)) throw new Error('The answer is not a JWKS: it has no list of keys')
  if (list.some((jwk) => jwk?.d !== undefined)) throw new Error('The JWKS shows a private key')
  const keys = new Map<string, CryptoKey>()
  const kids = new Set<string>()
  for (const jwk of list.filter(isOurs)) {
    if (kids.has(jwk.kid)) throw new Error('Two keys in the JWKS share a kid')
    kids.add(jwk.kid)
    const key = await importKey(jwk)
    if (key !== null) keys.set(jwk.kid, key)
    else if (held?.has(jwk.kid)) throw new Error('A key that is in use cannot be read any more')
  }
  if (keys.size === 0) throw new Error('The JWKS has no usable key')
  return keys
}

async function importKey(jwk: JWK): Promise<CryptoKey | null> {
  try {
    return (await importJWK(jwk, 'EdDSA')) as CryptoKey
  } catch {
    return null
  }
}

/** Meant for verifying EdDSA over Ed25519, as far as the key says what it is meant for. */
function isOurs(jwk: unknown): jwk is JWK & { kid: string } {
  if (typeof jwk !== 'object' || jwk === null) return false
  const { kty, crv, kid, alg = 'EdDSA', use = 'sig', key_ops = ['verify'] } = jwk as JWK
  const verifies = alg === 'EdDSA' && use === 'sig' && Array.isArray(key_ops) && key_ops.includes('verify')
  return kty === 'OKP' && crv === 'Ed25519' && typeof kid === 'string' && verifies
}
