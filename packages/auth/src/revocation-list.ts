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
  milliseconds,
  type OptionRules,
  objectWith,
  optional,
  text,
} from './options.js'
import { isInstant, readSignedClaims } from './signed-claims.js'
import type { Identity } from './token-verifier.js'

export interface RevocationListOptions {
  /** The issuer's feed: https, or http to a loopback address. */
  readonly url: string
  /** The issuer's keys: the feed is signed with one of those that sign tokens. */
  readonly keys: Pick<KeySet, 'find'>
  readonly issuer: string
  readonly audience: string
  /** Between two fetches; 3 seconds. */
  readonly pollMs?: number
  /** For one fetch, from connecting to the last byte; 2 seconds. */
  readonly timeoutMs?: number
  /** Told the reason why the feed is unavailable, once for each change of it, and null when it is available again; for a log. */
  onFault?(fault: string | null): void
  /** The clock; the machine's, unless a test says otherwise. */
  readonly now?: () => Date
}

/** What the issuer has taken back before its time. Disposing of it ends the fetches. */
export interface RevocationList extends Disposable {
  /**
   * Whether the issuer is known to have revoked a token of this session, or of this user, that is as old as this one.
   * @throws {TypeError} on an identity that is incomplete
   */
  isRevoked(identity: Pick<Identity, 'userId' | 'sessionId' | 'issuedAt'>): boolean
  /** How it stands, for a health check or a metric. */
  state(): RevocationState
  /** Fetches now. @throws what the fetch throws */
  reload(): Promise<void>
}

export interface RevocationState {
  /** How many sessions and users are on the list. */
  readonly entries: number
  /** When the issuer signed the list; null while there is none. */
  readonly issuedAt: Date | null
  /** Whether the newest attempt failed, or none has succeeded: then a token's own `exp` is what ends it. */
  readonly stale: boolean
  /** Why the newest attempt failed, in plain words; null if it did not. */
  readonly fault: string | null
}

const rules: OptionRules<RevocationListOptions> = {
  url: address,
  keys: objectWith('find'),
  issuer: text,
  audience: text,
  pollMs: optional(milliseconds),
  timeoutMs: optional(milliseconds),
  onFault: optional(callback),
  now: optional(callback),
}

/** A `nbf` for each revoked id: tokens with an earlier `iat` are refused. */
interface Revocations {
  readonly subjects: ReadonlyMap<string, number>
  readonly sessions: ReadonlyMap<string, number>
  readonly issuedAt: Date
}

/** Some 15,000 entries. */
const longestBody = 1024 * 1024
const kind = { types: ['revocations+jwt'], longest: longestBody }
/** A feed is made when it is asked for; one that is older is a replay. */
const longestLifeSeconds = 60

/**
 * Pulls the issuer's revocation feed: a JWT (`typ` is `revocations+jwt`) whose claim `revoked` lists `{ sub, nbf }` and
 * `{ sid, nbf }`. A feed that cannot be had, is not sound, or is older than the one held, never replaces that one.
 * @throws {TypeError} that names the option, on one that is missing, unknown or not what it must be
 * @throws {Error} on a URL that is neither https nor loopback, or that carries credentials
 */
export function createRevocationList(options: RevocationListOptions): RevocationList {
  checkOptions(options, rules)
  const { url, keys, issuer, audience, pollMs = 3_000, timeoutMs = 2_000, now = () => new Date() } = options
  assertSafe(url)
  const note = noteFaults(options.onFault)
  let held: Revocations | undefined
  let fault: string | null = null
  let timer: NodeJS.Timeout | undefined
  let disposed = false

  async function load(): Promise<void> {
    try {
      const { text } = await fetchText(url, { accept: 'application/jwt', timeoutMs, longestBody })
      const claims = await readSignedClaims(text, { keys, issuer, audience, kind, longestLifeSeconds, now }).catch(
        sayFeed,
      )
      const { issuedAt } = claims
      if (held !== undefined && issuedAt < held.issuedAt) throw new Error('The feed is older than the one before')
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
        if (!disposed) timer = setTimeout(poll, pollMs).unref()
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

/** What is missing from an identity must not look like what is missing from the list. @throws {TypeError} */
function checkIdentity({ userId, sessionId, issuedAt }: Pick<Identity, 'userId' | 'sessionId' | 'issuedAt'>): void {
  const named = typeof userId === 'string' && (sessionId === null || typeof sessionId === 'string')
  const dated = issuedAt instanceof Date && !Number.isNaN(issuedAt.getTime())
  if (!named || !dated)
    throw new TypeError('An identity must have `userId`, `sessionId` (or null) and `issuedAt`, a Date')
}

/** An error about a token would not say that it is about the feed. */
function sayFeed(error: unknown): never {
  if (!(error instanceof InvalidTokenError)) throw error
  const why = error.cause instanceof errors.JOSEError ? error.cause.message : 'its form is wrong, or its key is unknown'
  throw new Error(`The feed is invalid: ${why}`, { cause: error })
}

function readEntries(revoked: unknown): Pick<Revocations, 'subjects' | 'sessions'> {
  if (!Array.isArray(revoked)) throw new Error('The feed has no list of what is revoked')
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
