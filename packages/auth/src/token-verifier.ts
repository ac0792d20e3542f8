import { errors, jwtVerify } from 'jose'
import { readCompactJws } from './compact-jws.js'
import { InvalidTokenError, MissingTokenError } from './errors.js'
import type { KeySet } from './key-set.js'

/** Who a good token speaks for. Nothing after the verifier needs the token again. */
export interface Identity {
  /** The `sub` claim: 1 to 64 characters of `A-Z a-z 0-9 _ -`. */
  readonly userId: string
  /** The `exp` claim. */
  readonly expiresAt: Date
}

export interface TokenVerifierOptions {
  /** Exactly the `iss` of good tokens: no normalising, a slash at the end matters. */
  readonly issuer: string
  /** The `aud` that is this service's own name. */
  readonly audience: string
  readonly keys: Pick<KeySet, 'find'>
  /** The clock; the machine's, unless a test says otherwise. */
  readonly now?: () => Date
}

export interface TokenVerifier {
  /**
   * Turns an Authorization header into an identity.
   * @param authorization the header's value; undefined when there is none
   * @throws {MissingTokenError} nothing to verify
   * @throws {InvalidTokenError} a bad token
   * @throws {KeysUnavailableError} cannot tell
   */
  verify(authorization: string | undefined): Promise<Identity>
}

const toleranceSeconds = 5
const longestLifeSeconds = 3_600

/**
 * Verifies the tokens of one issuer for one audience: EdDSA (Ed25519) and nothing else, every claim present and of its type.
 * jose does the cryptography and the times; the checks around it refuse what jose, by design, leaves to its callers.
 */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { issuer, audience, keys, now = () => new Date() } = options
  return {
    async verify(authorization) {
      const token = bearerToken(authorization)
      const { header, payload } = readCompactJws(token)
      const identity = checkClaims(payload)
      const key = await keys.find(header.kid)
      if (key === null) throw new InvalidTokenError()
      try {
        await jwtVerify(token, key, {
          issuer,
          audience,
          algorithms: ['EdDSA'],
          requiredClaims: ['iss', 'aud', 'sub', 'iat', 'exp'],
          maxTokenAge: longestLifeSeconds,
          clockTolerance: toleranceSeconds,
          currentDate: now(),
        })
      } catch (error) {
        if (error instanceof errors.JOSEError) throw new InvalidTokenError(error)
        throw error
      }
      return identity
    },
  }
}

/** RFC 6750, 2.1; the scheme in any case, as RFC 9110 has it. */
function bearerToken(authorization: string | undefined): string {
  const token = /^Bearer ([^\s]+)$/i.exec(authorization ?? '')?.[1]
  if (token === undefined) throw new MissingTokenError()
  return token
}

/** Types and bounds of the claims that jose only asks to be there; a `sub` that is an object would reach a query. */
function checkClaims({ sub, exp, iat, aud }: Record<string, unknown>): Identity {
  if (typeof sub !== 'string' || !/^[A-Za-z0-9_-]{1,64}$/.test(sub)) throw new InvalidTokenError()
  if (!isInstant(exp) || !isInstant(iat) || exp <= iat || exp > iat + longestLifeSeconds) throw new InvalidTokenError()
  if (![aud].flat().every((name) => typeof name === 'string')) throw new InvalidTokenError()
  return { userId: sub, expiresAt: new Date(exp * 1_000) }
}

const isInstant = (value: unknown): value is number => Number.isSafeInteger(value)
