import { createHash } from 'node:crypto'
import { type CryptoKey, errors, jwtVerify } from 'jose'
import { LRUCache } from 'lru-cache'
import { readCompactJws } from './compact-jws.js'
import { InvalidTokenError, MissingTokenError } from './errors.js'
import { createKeySet, type KeySet } from './key-set.js'

/** Who a good token speaks for. Nothing after the verifier needs the token again. */
export interface Identity {
  /** The `sub` claim: 1 to 64 characters of `A-Z a-z 0-9 _ -`. */
  readonly userId: string
  /** The `exp` claim. */
  readonly expiresAt: Date
}

/** Where the keys come from: the issuer's JWKS, or a key set of your own, to share it or to ask whether it is ready. */
export type KeySource =
  | { readonly jwksUrl: string; readonly keys?: never }
  | { readonly keys: Pick<KeySet, 'find'>; readonly jwksUrl?: never }

export type TokenVerifierOptions = KeySource & {
  /** Exactly the `iss` of good tokens: no normalising, a slash at the end matters. */
  readonly issuer: string
  /** The `aud` that is this service's own name. */
  readonly audience: string
  /** How many verified tokens are remembered, each some 420 bytes; 10,000. With 0 each is verified anew. */
  readonly remember?: number
  /** The clock; the machine's, unless a test says otherwise. */
  readonly now?: () => Date
}

/** Disposing of it ends the fetches of a key set that it made itself. */
export interface TokenVerifier extends Disposable {
  /**
   * Turns an Authorization header into an identity.
   * @param authorization the header's value; undefined when there is none
   * @throws {MissingTokenError} nothing to verify
   * @throws {InvalidTokenError} a bad token
   * @throws {KeysUnavailableError} cannot tell
   */
  verify(authorization: string | undefined): Promise<Identity>
  /** The same for a token that came another way than in that header. @throws as `verify` does */
  verifyToken(token: string): Promise<Identity>
}

/** A token that was found good, and the key that it was found good with. */
interface VerifiedToken {
  readonly identity: Identity
  readonly kid: string
  readonly key: CryptoKey
}

const toleranceSeconds = 5
const longestLifeSeconds = 3_600

/**
 * Verifies the tokens of one issuer for one audience: EdDSA (Ed25519) and nothing else, every claim present and of its type.
 * jose does the cryptography and the times; the checks around it refuse what jose, by design, leaves to its callers.
 */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { issuer, audience, remember = 10_000, now = () => new Date() } = options
  const { keys, close } = openKeys(options)
  const verified = remember > 0 ? new LRUCache<string, VerifiedToken>({ max: remember }) : undefined

  /** What is remembered holds for as long as the token lives and its very key is published. */
  async function recall(digest: string): Promise<Identity | undefined> {
    const known = verified?.get(digest)
    if (known === undefined) return undefined
    const isLive = now().getTime() < known.identity.expiresAt.getTime() + toleranceSeconds * 1_000
    if (isLive && (await keys.find(known.kid)) === known.key) return known.identity
    verified?.delete(digest)
    return undefined
  }

  async function verifyToken(token: string): Promise<Identity> {
    // A digest, so that no token lies about in memory.
    const digest = createHash('sha256').update(token).digest('base64url')
    const known = await recall(digest)
    if (known !== undefined) return known
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
    verified?.set(digest, { identity, kid: header.kid, key })
    return identity
  }

  return {
    verify: async (authorization) => await verifyToken(bearerToken(authorization)),
    verifyToken,
    [Symbol.dispose]: close,
  }
}

function openKeys(source: KeySource): { readonly keys: Pick<KeySet, 'find'>; close(): void } {
  if (source.jwksUrl === undefined) return { keys: source.keys, close: () => undefined }
  const keys = createKeySet({ url: source.jwksUrl })
  return { keys, close: () => keys[Symbol.dispose]() }
}

/** RFC 6750, 2.1; the scheme in any case, as RFC 9110 has it. */
function bearerToken(authorization: string | undefined): string {
  const token = /^Bearer ([^\s]+)$/i.exec(authorization ?? '')?.[1]
  if (token === undefined) throw new MissingTokenError()
  return token
}

/** Types and bounds of the claims that jose only asks to be there; a `sub` that is an object would reach a query. */
function checkClaims({ sub, exp, iat, nbf, aud }: Record<string, unknown>): Identity {
  if (typeof sub !== 'string' || !/^[A-Za-z0-9_-]{1,64}$/.test(sub)) throw new InvalidTokenError()
  if (!isInstant(exp) || !isInstant(iat) || exp <= iat || exp > iat + longestLifeSeconds) throw new InvalidTokenError()
  if (nbf !== undefined && !isInstant(nbf)) throw new InvalidTokenError()
  if (![aud].flat().every((name) => typeof name === 'string')) throw new InvalidTokenError()
  return { userId: sub, expiresAt: new Date(exp * 1_000) }
}

const isInstant = (value: unknown): value is number => Number.isSafeInteger(value)
