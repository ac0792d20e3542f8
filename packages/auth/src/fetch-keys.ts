import { type CryptoKey, importJWK, type JWK } from 'jose'
import { fetchText } from './fetch-text.js'

/** Public keys by their `kid`. */
export type KeysById = ReadonlyMap<string, CryptoKey>

const longestBody = 64 * 1024

/** A valid response of the JWKS endpoint. */
export interface FetchedKeys {
  readonly byId: KeysById
  /** The issuer's clock at the time of the response, to the second (RFC 9110, section 6.6.1); null if it did not say. */
  readonly issuerTime: Date | null
}

/**
 * Fetches a JWKS (RFC 7517) and imports its Ed25519 keys. It ignores keys of other types, and new keys that cannot be
 * imported.
 * @param held the current keys; if one of them can no longer be imported, the set is invalid
 * @throws {Error} on any response other than a valid set of at most 64 KiB with at least one usable key: then keep the
 * current set. The message says why, in plain words
 */
export async function fetchKeys(url: string, timeoutMs: number, held?: KeysById): Promise<FetchedKeys> {
  const { text, date } = await fetchText(url, { accept: 'application/json', timeoutMs, longestBody })
  return { byId: await importKeys(parse(text), held), issuerTime: date }
}

/** The message of JSON.parse would repeat the server's response. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error('The response is not JSON', { cause })
  }
}

async function importKeys(set: unknown, held: KeysById | undefined): Promise<KeysById> {
  const { keys: list } = (set ?? {}) as { keys?: unknown }
  if (!Array.isArray(list)) throw new Error('The response is not a JWKS: it has no array of keys')
  if (list.some((jwk) => jwk?.d !== undefined)) throw new Error('The JWKS contains a private key')
  const keys = new Map<string, CryptoKey>()
  const kids = new Set<string>()
  for (const jwk of list.filter(isOurs)) {
    if (kids.has(jwk.kid)) throw new Error('Two keys in the JWKS share a kid')
    kids.add(jwk.kid)
    const key = await importKey(jwk)
    if (key !== null) keys.set(jwk.kid, key)
    else if (held?.has(jwk.kid)) throw new Error('A key that is in use can no longer be imported')
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

/** Whether the key is meant for verifying EdDSA over Ed25519, as far as it says. */
function isOurs(jwk: unknown): jwk is JWK & { kid: string } {
  if (typeof jwk !== 'object' || jwk === null) return false
  const { kty, crv, kid, alg = 'EdDSA', use = 'sig', key_ops = ['verify'] } = jwk as JWK
  const verifies = alg === 'EdDSA' && use === 'sig' && Array.isArray(key_ops) && key_ops.includes('verify')
  return kty === 'OKP' && crv === 'Ed25519' && typeof kid === 'string' && verifies
}
