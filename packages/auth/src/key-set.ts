import type { CryptoKey } from 'jose'
import { KeysUnavailableError } from './errors.js'
import { faultMessage, noteFaults } from './faults.js'
import { type FetchedKeys, fetchKeys, type KeysById } from './fetch-keys.js'
import { assertSafe } from './fetch-text.js'
import { address, callback, checkOptions, hosts, milliseconds, type OptionRules, optional } from './options.js'
import { startTimer, type Timer } from './timer.js'

export interface KeySetOptions {
  /** The issuer's JWKS: https, or http to a loopback address or to one of `httpHosts`. */
  readonly url: string
  /**
   * Hosts for which `url` may use plain http, in addition to this machine: for a trusted network, such as that of a
   * Compose file. Anybody who can change the traffic there can sign tokens.
   */
  readonly httpHosts?: readonly string[] | undefined
  /** The time between two background fetches; 10 minutes by default. */
  readonly refreshMs?: number
  /** The minimum time between two attempts, whatever triggers them; 5 seconds by default. */
  readonly cooldownMs?: number
  /** How long a set is used after its last fetch while the issuer is down; 24 hours by default. */
  readonly maxAgeMs?: number
  /** For one attempt, from connecting to the last byte; 2 seconds by default. */
  readonly timeoutMs?: number
  /**
   * Called with the reason why keys cannot be fetched, once for each new reason, and with null when fetching works again.
   * Useful for a log.
   */
  onFault?(fault: string | null): void
}

/** The issuer's public keys, cached. Disposing of it ends the fetches. */
export interface KeySet extends Disposable {
  /**
   * The key with this id. An unknown id may be new, so the keys are fetched again, but not within the cooldown.
   * @returns null if the issuer has no such key
   * @throws {KeysUnavailableError} if no keys are available
   */
  find(kid: string): Promise<CryptoKey | null>
  /** Whether keys are available that are not too old. */
  ready(): boolean
  /** The current state, for a health check or a metric. */
  state(): KeySetState
  /**
   * Fetches now, regardless of the cooldown; for an operator who has just removed a key.
   * @throws what the fetch throws
   */
  reload(): Promise<void>
}

export interface KeySetState {
  /** How many keys are usable now. */
  readonly keys: number
  /** When they were fetched; null if never. */
  readonly fetchedAt: Date | null
  /** Whether the last attempt failed, so that older keys or none are in use. */
  readonly stale: boolean
  /** Why the last attempt failed, in plain words; null if it succeeded. */
  readonly fault: string | null
  /** How far this machine's clock was ahead of the issuer's at that fetch, to the second; null if unknown. */
  readonly clockAheadSeconds: number | null
}

const rules: OptionRules<KeySetOptions> = {
  url: address,
  httpHosts: optional(hosts),
  refreshMs: optional(milliseconds),
  cooldownMs: optional(milliseconds),
  maxAgeMs: optional(milliseconds),
  timeoutMs: optional(milliseconds),
  onFault: optional(callback),
}

interface HeldKeys extends FetchedKeys {
  /** By the machine's clock. */
  readonly since: number
  /** By the monotonic clock, which may stand still while the machine sleeps. */
  readonly steadySince: number
}

/**
 * Uses the clock that gives the greater age, so that neither a clock that was set back nor one that stood still
 * prolongs the use of keys.
 */
const ageOf = ({ since, steadySince }: HeldKeys): number =>
  Math.max(Date.now() - since, performance.now() - steadySince)

/**
 * Starts fetching immediately and refreshes in the background. A failed or invalid response never replaces the current
 * keys, so the API keeps working for up to `maxAgeMs` while the issuer is down. No flood of tokens causes more than one
 * fetch per cooldown.
 * @throws {TypeError} that names the option, if one is missing, unknown or invalid
 * @throws {Error} on a URL that is neither https, loopback nor to one of `httpHosts`, or that contains credentials
 */
export function createKeySet(options: KeySetOptions): KeySet {
  checkOptions(options, rules)
  const { url, refreshMs = 600_000, cooldownMs = 5_000, maxAgeMs = 86_400_000, timeoutMs = 2_000 } = options
  const note = noteFaults(options.onFault)
  assertSafe(url, options.httpHosts)
  let held: HeldKeys | undefined
  /** By the monotonic clock. If the other one were set back, it would forbid attempts until it has caught up. */
  let lastAttempt = Number.NEGATIVE_INFINITY
  let lastFault: unknown
  let failures = 0
  let attempt: Promise<void> | undefined
  let timer: Timer | undefined
  let disposed = false

  /** Only one fetch runs at a time; callers that come in the meantime share it. */
  function fetchOnce(): Promise<void> {
    attempt ??= load().finally(() => {
      attempt = undefined
    })
    return attempt
  }

  async function load(): Promise<void> {
    lastAttempt = performance.now()
    try {
      const fetched = await fetchKeys(url, timeoutMs, held?.byId)
      held = { ...fetched, since: Date.now(), steadySince: performance.now() }
      lastFault = undefined
      failures = 0
      note(null)
    } catch (error) {
      lastFault = error
      failures += 1
      note(faultMessage(error))
      throw error
    } finally {
      schedule()
    }
  }

  function schedule(): void {
    clearTimeout(timer)
    if (disposed) return
    timer = startTimer(() => void fetchOnce().catch(() => undefined), untilNext())
  }

  /** Without keys nothing works, so the issuer is asked as often as allowed. With older keys, the intervals grow. */
  function untilNext(): number {
    if (failures === 0) return refreshMs
    return held === undefined ? cooldownMs : Math.max(cooldownMs, Math.min(cooldownMs * 2 ** (failures - 1), 30_000))
  }

  /** Resolves when a fetch has ended, or immediately if none is allowed yet. */
  async function fetchIfAllowed(): Promise<void> {
    if (attempt === undefined && performance.now() - lastAttempt < cooldownMs) return
    await fetchOnce().catch(() => undefined)
  }

  const fresh = (): KeysById | undefined => (held !== undefined && ageOf(held) < maxAgeMs ? held.byId : undefined)

  fetchOnce().catch(() => undefined)

  return {
    async find(kid) {
      const known = fresh()?.get(kid)
      if (known !== undefined) return known
      await fetchIfAllowed()
      const keys = fresh()
      if (keys === undefined) throw new KeysUnavailableError(lastFault)
      return keys.get(kid) ?? null
    },
    ready: () => fresh() !== undefined,
    state: () => ({
      keys: fresh()?.size ?? 0,
      fetchedAt: held === undefined ? null : new Date(held.since),
      stale: lastFault !== undefined,
      fault: lastFault === undefined ? null : faultMessage(lastFault),
      clockAheadSeconds: held?.issuerTime ? Math.round((held.since - held.issuerTime.getTime()) / 1_000) : null,
    }),
    reload: fetchOnce,
    [Symbol.dispose]() {
      disposed = true
      clearTimeout(timer)
    },
  }
}
