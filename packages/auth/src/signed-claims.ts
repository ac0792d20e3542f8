import { type CryptoKey, errors, jwtVerify } from 'jose'
import { readCompactJws, type TokenKind } from './compact-jws.js'
import { InvalidTokenError } from './errors.js'
import type { KeySet } from './key-set.js'
import { checkOptions, text } from './options.js'

export interface SignedClaimsOptions {
  readonly keys: Pick<KeySet, 'find'>
  readonly issuer: string
  readonly audience: string
  readonly kind: TokenKind
  /** The longest time from `iat` to `exp`. */
  readonly longestLifeSeconds: number
  /** In seconds: how long after `exp` a JWT is still accepted, and how far in the future `iat` and `nbf` may be. */
  readonly clockTolerance: number
  readonly now: () => Date
}

/** The claims of a JWT whose signature, issuer, audience and times are valid, and the key that verified them. */
export interface SignedClaims {
  readonly payload: Readonly<Record<string, unknown>>
  readonly issuedAt: Date
  readonly expiresAt: Date
  readonly kid: string
  readonly key: CryptoKey
}

/** How far the clocks of issuer and service may differ, in seconds, by default. */
export const defaultTolerance = 5

/**
 * Verifies one kind of JWT: only EdDSA (Ed25519), and every registered claim (RFC 7519, section 4.1) of its type. jose
 * does the cryptography and the times. The other checks cover what jose, by design, leaves to its callers.
 * @throws {TypeError} without an issuer or an audience: jose would not check the claim at all
 * @throws {InvalidTokenError} the token is invalid
 * @throws {KeysUnavailableError} it cannot be decided
 */
export async function readSignedClaims(token: string, options: SignedClaimsOptions): Promise<SignedClaims> {
  const { keys, issuer, audience, kind, longestLifeSeconds, clockTolerance, now } = options
  checkOptions({ issuer, audience }, { issuer: text, audience: text })
  const { header, payload } = readCompactJws(token, kind)
  const times = checkTimes(payload, longestLifeSeconds)
  if (![payload.aud].flat().every((name) => typeof name === 'string')) throw new InvalidTokenError()
  const key = await keys.find(header.kid)
  if (key === null) throw new InvalidTokenError()
  try {
    await jwtVerify(token, key, {
      issuer,
      audience,
      algorithms: ['EdDSA'],
      requiredClaims: ['iss', 'aud', 'iat', 'exp'],
      maxTokenAge: longestLifeSeconds,
      clockTolerance,
      currentDate: now(),
    })
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new InvalidTokenError(error)
    throw error
  }
  return { payload, ...times, kid: header.kid, key }
}

function checkTimes({ exp, iat, nbf }: Record<string, unknown>, longestLifeSeconds: number) {
  if (!isInstant(exp) || !isInstant(iat) || exp <= iat || exp > iat + longestLifeSeconds) throw new InvalidTokenError()
  if (nbf !== undefined && !isInstant(nbf)) throw new InvalidTokenError()
  return { issuedAt: new Date(iat * 1_000), expiresAt: new Date(exp * 1_000) }
}

/** A NumericDate (RFC 7519, section 2) in whole seconds. */
export const isInstant = (value: unknown): value is number => Number.isSafeInteger(value)
