import type { CryptoKey } from 'jose'
import { createLRU } from 'lru.min'
import { isId } from './compact-jws.js'
import { InvalidTokenError, MissingTokenError } from './errors.js'
import { createKeySet, type KeySet } from './key-set.js'
import {
  address,
  callback,
  checkOptions,
  hosts,
  type OptionRules,
  objectWith,
  optional,
  seconds,
  text,
  wholeNumber,
} from './options.js'
import type { RevocationList } from './revocation-list.js'
import { defaultTolerance, readSignedClaims, type SignedClaims } from './signed-claims.js'
import { tokenKey } from './token-key.js'

/** The user and session of a valid token. Nothing after the verifier needs the token again. */
export interface Identity {
  /** The `sub` claim: 1 to 64 characters of `A-Z a-z 0-9 _ -`. */
  readonly userId: string
  /**
   * The `sid` claim, in the same form as `userId`: the session in which the token was issued. Null for a token without
   * one.
   */
  readonly sessionId: string | null
  /**
   * The `scope` claim (RFC 8693, section 4.2): the only things that the token may be used for. Null for a token without
   * one, which is the user's own. A service that limits access by scope must refuse everything that is not named here. This
   * package cannot do that.
   */
  readonly scopes: readonly string[] | null
  /**
   * The `client_id` claim (RFC 9068, section 2.2): the name of the app that acts for the user. Null for a token without one.
   * It has 1 to 64 characters on one line. The issuer decides which apps may use a name.
   */
  readonly clientId: string | null
  /** The `iat` claim. */
  readonly issuedAt: Date
  /** The `exp` claim. */
  readonly expiresAt: Date
}

/**
 * Where the keys come from: the issuer's JWKS, or your own key set, if you share it or want to know whether it is
 * ready.
 */
export type KeySource =
  | {
      /** https, or http to a loopback address or to one of `httpHosts`. */
      readonly jwksUrl: string
      /** As in `createKeySet`, which takes them if `keys` are given. */
      readonly httpHosts?: readonly string[] | undefined
      readonly keys?: never
    }
  | { readonly keys: Pick<KeySet, 'find'>; readonly jwksUrl?: never; readonly httpHosts?: never }

export type TokenVerifierOptions = KeySource & {
  /** Exactly the `iss` of valid tokens. It is not normalized: a slash at the end matters. */
  readonly issuer: string
  /** The `aud` that names this service. */
  readonly audience: string
  /**
   * Tokens to refuse although they are valid. Without it, a token is accepted until its `exp`, even if its session has
   * ended.
   */
  readonly revocations?: Pick<RevocationList, 'isRevoked'>
  /** How many verified tokens are cached, each some 420 bytes; 10,000 by default. With 0, each is verified again. */
  readonly remember?: number
  /** How far the clocks of issuer and service may differ: whole seconds, from 0 to 300; 5 by default. */
  readonly clockTolerance?: number
  /** The clock; the machine's by default. */
  readonly now?: () => Date
}

const rules: OptionRules<TokenVerifierOptions> = {
  jwksUrl: optional(address),
  httpHosts: optional(hosts),
  keys: optional(objectWith('find')),
  issuer: text,
  audience: text,
  revocations: optional(objectWith('isRevoked')),
  remember: optional(wholeNumber),
  clockTolerance: optional(seconds),
  now: optional(callback),
}

/** Disposing of it ends the fetches of a key set that it created itself. */
export interface TokenVerifier extends Disposable {
  /**
   * Turns an Authorization header into an identity.
   * @param authorization the header's value; undefined if there is none
   * @throws {MissingTokenError} there is nothing to verify
   * @throws {InvalidTokenError} the token is invalid
   * @throws {KeysUnavailableError} it cannot be decided
   */
  verify(authorization: string | undefined): Promise<Identity>
  /**
   * The same for a token that was not sent in that header.
   * @throws as `verify` does
   */
  verifyToken(token: string): Promise<Identity>
}

/** A token that was found to be valid, and the key that verified it. */
interface VerifiedToken {
  readonly identity: Identity
  readonly kid: string
  readonly key: CryptoKey
}

/** Better Auth's tokens have no `typ`; `at+jwt` is that of RFC 9068. */
const kind = { types: [undefined, 'JWT', 'at+jwt'], longest: 8_192 }
const longestLifeSeconds = 3_600

/**
 * Verifies the tokens of one issuer for one audience.
 * @throws {TypeError} that names the option, if one is missing, unknown or invalid
 * @throws {Error} on a `jwksUrl` that is neither https, loopback nor to one of `httpHosts`, or that contains
 * credentials
 */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  checkOptions(options, rules)
  const { issuer, audience, revocations, remember = 10_000, now = () => new Date() } = options
  const { clockTolerance = defaultTolerance } = options
  const { keys, close } = openKeys(options)
  const expected = { keys, issuer, audience, kind, longestLifeSeconds, clockTolerance, now }
  const verified = remember > 0 ? createLRU<string, VerifiedToken>({ max: remember }) : undefined

  /** A cached token is accepted as long as it has not expired and its key is still published. */
  async function recall(name: string): Promise<Identity | undefined> {
    const known = verified?.get(name)
    if (known === undefined) return undefined
    const isLive = now().getTime() < known.identity.expiresAt.getTime() + clockTolerance * 1_000
    if (isLive && (await keys.find(known.kid)) === known.key) return known.identity
    verified?.delete(name)
    return undefined
  }

  async function identityOf(token: string): Promise<Identity> {
    if (token.length > kind.longest) throw new InvalidTokenError()
    const name = tokenKey(token)
    const known = await recall(name)
    if (known !== undefined) return known
    const claims = await readSignedClaims(token, expected)
    const identity = toIdentity(claims)
    verified?.set(name, { identity, kid: claims.kid, key: claims.key })
    return identity
  }

  async function verifyToken(token: string): Promise<Identity> {
    if (typeof token !== 'string') throw new MissingTokenError()
    const identity = await identityOf(token)
    if (revocations?.isRevoked(identity)) throw new InvalidTokenError()
    return identity
  }

  return {
    verify: async (authorization) => await verifyToken(bearerToken(authorization)),
    verifyToken,
    [Symbol.dispose]: close,
  }
}

/** @throws {TypeError} unless there is exactly one source */
function openKeys(source: KeySource): { readonly keys: Pick<KeySet, 'find'>; close(): void } {
  if ((source.jwksUrl === undefined) === (source.keys === undefined)) {
    throw new TypeError('One of the options `jwksUrl` and `keys` must be given, and not both')
  }
  if (source.jwksUrl === undefined) {
    // They would have no effect: the given key set already has its own.
    if (source.httpHosts !== undefined)
      throw new TypeError('The option `httpHosts` belongs to `jwksUrl`, not to `keys`')
    return { keys: source.keys, close: () => undefined }
  }
  const keys = createKeySet({ url: source.jwksUrl, httpHosts: source.httpHosts })
  return { keys, close: () => keys[Symbol.dispose]() }
}

/** RFC 6750, section 2.1. The scheme is case-insensitive, as in RFC 9110. */
function bearerToken(authorization: string | undefined): string {
  // A regular expression would turn an array of headers into a string.
  const token = typeof authorization === 'string' ? /^Bearer ([^\s]+)$/i.exec(authorization)?.[1] : undefined
  if (token === undefined) throw new MissingTokenError()
  return token
}

/** A `sub` that is an object would reach a database query. */
function toIdentity({ payload, issuedAt, expiresAt }: SignedClaims): Identity {
  const { sub, sid, scope, client_id: clientId } = payload
  if (!isId(sub) || (sid !== undefined && !isId(sid))) throw new InvalidTokenError()
  return {
    userId: sub,
    sessionId: sid ?? null,
    scopes: scopesOf(scope),
    clientId: clientOf(clientId),
    issuedAt,
    expiresAt,
  }
}

/**
 * Any characters except line breaks, control characters, unpaired surrogates, and characters that change the writing
 * direction.
 */
const clientName = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]{1,64}$/u

/** The name may appear in a log or on a page. An invalid claim must not count as "no claim", because that would mean the user. */
function clientOf(clientId: unknown): string | null {
  if (clientId === undefined) return null
  if (typeof clientId !== 'string' || !clientName.test(clientId) || clientId.trim() !== clientId) {
    throw new InvalidTokenError()
  }
  return clientId
}

/** Scope tokens of RFC 6749, section 3.3, separated by single spaces. */
const scopeList = /^[!#-[\]-~]{1,64}(?: [!#-[\]-~]{1,64})*$/

/** A claim that cannot be parsed must not count as "no claim", which means everything. */
function scopesOf(scope: unknown): readonly string[] | null {
  if (scope === undefined) return null
  if (typeof scope !== 'string' || scope.length > 512 || !scopeList.test(scope)) throw new InvalidTokenError()
  return scope.split(' ')
}
