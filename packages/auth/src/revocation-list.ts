import { errors } from 'jose'
import { isId, isObject } from './compact-jws.js'
import { InvalidTokenError } from './errors.js'
import { faultMessage, noteFaults } from './faults.js'
import { assertSafe, fetchText } from './fetch-text.js'
import type { KeySet } from './key-set.js'
import {
  address,
  callback,
  checkOptions,
  hosts,
  milliseconds,
  type OptionRules,
  objectWith,
  optional,
  seconds,
  text,
} from './options.js'
import { defaultTolerance, isInstant, readSignedClaims } from './signed-claims.js'
import { startTimer, type Timer } from './timer.js'
import type { Identity } from './token-verifier.js'

export interface RevocationListOptions {
  /** The issuer's feed: https, or http to a loopback address or to one of `httpHosts`. */
  readonly url: string
  /** As in `createKeySet`. */
  readonly httpHosts?: readonly string[] | undefined
  /** The issuer's keys: the feed is signed with one of the keys that sign tokens. */
  readonly keys: Pick<KeySet, 'find'>
  readonly issuer: string
  readonly audience: string
  /** The time between two fetches; 3 seconds by default. */
  readonly pollMs?: number
  /** For one fetch, from connecting to the last byte; 2 seconds by default. */
  readonly timeoutMs?: number
  /** How far the clocks of issuer and service may differ: whole seconds, from 0 to 300; 5 by default. */
  readonly clockTolerance?: number
  /**
   * Called with the reason why the feed is unavailable, once for each new reason, and with null when it is available again.
   * Useful for a log.
   */
  onFault?(fault: string | null): void
  /** The clock; the machine's by default. */
  readonly now?: () => Date
}

/** What the issuer has revoked before it expired. Disposing of it ends the fetches. */
export interface RevocationList extends Disposable {
  /**
   * Whether the issuer has revoked the tokens of this session or this user that are as old as this one.
   * @throws {TypeError} on an incomplete identity
   */
  isRevoked(identity: Pick<Identity, 'userId' | 'sessionId' | 'issuedAt'>): boolean
  /** The current state, for a health check or a metric. */
  state(): RevocationState
  /** Fetches now. @throws what the fetch throws */
  reload(): Promise<void>
}

export interface RevocationState {
  /** How many sessions and users are on the list. */
  readonly entries: number
  /** When the issuer signed the list; null if there is none. */
  readonly issuedAt: Date | null
  /** Whether the last attempt failed, or none has succeeded yet. Then a token is valid until its `exp`. */
  readonly stale: boolean
  /** Why the last attempt failed, in plain words; null if it succeeded. */
  readonly fault: string | null
}

const rules: OptionRules<RevocationListOptions> = {
  url: address,
  httpHosts: optional(hosts),
  keys: objectWith('find'),
  issuer: text,
  audience: text,
  pollMs: optional(milliseconds),
  timeoutMs: optional(milliseconds),
  clockTolerance: optional(seconds),
  onFault: optional(callback),
  now: optional(callback),
}

/** For each revoked id its `nbf`: tokens with an earlier `iat` are refused. */
interface Revocations {
  readonly subjects: ReadonlyMap<string, number>
  readonly sessions: ReadonlyMap<string, number>
  readonly issuedAt: Date
}

/** Some 15,000 entries. */
const longestBody = 1024 * 1024
const kind = { types: ['revocations+jwt'], longest: longestBody }
/** A feed is built on request, so an older one is a replay. */
const longestLifeSeconds = 60

/**
 * Fetches the issuer's revocation feed: a JWT (`typ` is `revocations+jwt`) whose claim `revoked` lists `{ sub, nbf }`
 * and `{ sid, nbf }`. A feed that is unavailable, invalid, or older than the current one never replaces the current
 * one.
 * @throws {TypeError} that names the option, if one is missing, unknown or invalid
 * @throws {Error} on a URL that is neither https, loopback nor to one of `httpHosts`, or that contains credentials
 */
export function createRevocationList(options: RevocationListOptions): RevocationList {
  checkOptions(options, rules)
  const { url, keys, issuer, audience, pollMs = 3_000, timeoutMs = 2_000, now = () => new Date() } = options
  const { clockTolerance = defaultTolerance } = options
  const expected = { keys, issuer, audience, kind, longestLifeSeconds, clockTolerance, now }
  assertSafe(url, options.httpHosts)
  const note = noteFaults(options.onFault)
  let held: Revocations | undefined
  let fault: string | null = null
  let timer: Timer | undefined
  let disposed = false

  async function load(): Promise<void> {
    try {
      const { text } = await fetchText(url, { accept: 'application/jwt', timeoutMs, longestBody })
      const claims = await readSignedClaims(text, expected).catch(sayFeed)
      const { issuedAt } = claims
      if (held !== undefined && issuedAt < held.issuedAt) throw new Error('The feed is older than the previous one')
      held = { ...readEntries(claims.payload.revoked), issuedAt }
      fault = null
    } catch (error) {
      fault = faultMessage(error)
      throw error
    } finally {
      note(fault)
    }
  }

  const poll = () =>
    load()
      .catch(() => undefined)
      .finally(() => {
        if (!disposed) timer = startTimer(poll, pollMs)
      })
  void poll()

  return {
    isRevoked(identity) {
      checkIdentity(identity)
      const { userId, sessionId, issuedAt } = identity
      if (held === undefined) return false
      const subject = held.subjects.get(userId) ?? 0
      const session = sessionId === null ? 0 : (held.sessions.get(sessionId) ?? 0)
      return issuedAt.getTime() < Math.max(subject, session) * 1_000
    },
    state: () => ({
      entries: held === undefined ? 0 : held.subjects.size + held.sessions.size,
      issuedAt: held?.issuedAt ?? null,
      stale: fault !== null || held === undefined,
      fault,
    }),
    reload: load,
    [Symbol.dispose]() {
      disposed = true
      clearTimeout(timer)
    },
  }
}

/**
 * A field that is missing from an identity must not look like an id that is missing from the list.
 * @throws {TypeError}
 */
function checkIdentity({ userId, sessionId, issuedAt }: Pick<Identity, 'userId' | 'sessionId' | 'issuedAt'>): void {
  const named = typeof userId === 'string' && (sessionId === null || typeof sessionId === 'string')
  const dated = issuedAt instanceof Date && !Number.isNaN(issuedAt.getTime())
  if (!named || !dated)
    throw new TypeError('An identity must have `userId`, `sessionId` (or null) and `issuedAt`, a Date')
}

/** The message of an error about a token would not say that it is about the feed. */
function sayFeed(error: unknown): never {
  if (!(error instanceof InvalidTokenError)) throw error
  const why =
    error.cause instanceof errors.JOSEError ? error.cause.message : 'its format is wrong, or its key is unknown'
  throw new Error(`The feed is invalid: ${why}`, { cause: error })
}

function readEntries(revoked: unknown): Pick<Revocations, 'subjects' | 'sessions'> {
  if (!Array.isArray(revoked)) throw new Error('The feed has no array `revoked`')
  const subjects = new Map<string, number>()
  const sessions = new Map<string, number>()
  for (const entry of revoked) {
    const { sub, sid, nbf, ...others } = isObject(entry) ? entry : {}
    const known = isInstant(nbf) && Object.keys(others).length === 0
    if (known && isId(sub) && sid === undefined) subjects.set(sub, nbf)
    else if (known && isId(sid) && sub === undefined) sessions.set(sid, nbf)
    else throw new Error('The feed has an entry that is neither a subject nor a session')
  }
  return { subjects, sessions }
}
