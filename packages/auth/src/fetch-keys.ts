import { type CryptoKey, importJWK, type JWK } from 'jose'
import { fetchText } from './fetch-text.js'

/** Public keys by their `kid`. */
export type KeysById = ReadonlyMap<string, CryptoKey>

const longestBody = 64 * 1024
const mostKeys = 10

/** A sound answer of the JWKS endpoint. */
export interface FetchedKeys {
  readonly byId: KeysById
  /** The issuer's clock when it answered, to the second (RFC 9110, 6.6.1); null if it did not say. */
  readonly issuerTime: Date | null
}

/**
 * Fetches a JWKS (RFC 7517) and imports its Ed25519 keys; keys of other kinds are passed over.
 * @throws {Error} on any answer but a small, sound set with at least one usable key: then keep the set you have
 */
export async function fetchKeys(url: string, timeoutMs: number): Promise<FetchedKeys> {
  const { text, date } = await fetchText(url, { accept: 'application/json', timeoutMs, longestBody })
  return { byId: await importKeys(JSON.parse(text)), issuerTime: date }
}

async function importKeys(set: unknown): Promise<KeysById> {
  const { keys: list } = (set ?? {}) as { keys?: unknown }
  if (!Array.isArray(list) || list.length > mostKeys) throw new Error('Not a JWKS, or one with too many keys')
  if (list.some((jwk) => jwk?.d !== undefined)) throw new Error('The JWKS shows a private key')
  const keys = new Map<string, CryptoKey>()
  for (const jwk of list.filter(isOurs)) {
    if (keys.has(jwk.kid)) throw new Error('Two keys in the JWKS share a kid')
    keys.set(jwk.kid, (await importJWK(jwk, 'EdDSA')) as CryptoKey)
  }
  if (keys.size === 0) throw new Error('The JWKS has no usable key')
  return keys
}

/** Meant for verifying EdDSA over Ed25519, as far as the key says what it is meant for. */
function isOurs(jwk: unknown): jwk is JWK & { kid: string } {
  if (typeof jwk !== 'object' || jwk === null) return false
  const { kty, crv, kid, alg = 'EdDSA', use = 'sig', key_ops = ['verify'] } = jwk as JWK
  const verifies = alg === 'EdDSA' && use === 'sig' && Array.isArray(key_ops) && key_ops.includes('verify')
  return kty === 'OKP' && crv === 'Ed25519' && typeof kid === 'string' && verifies
}
