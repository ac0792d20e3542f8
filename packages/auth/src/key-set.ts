import type { CryptoKey } from 'jose'
import { KeysUnavailableError } from './errors.js'
import { faultMessage, noteFaults } from './faults.js'
import { type FetchedKeys, fetchKeys, type KeysById } from './fetch-keys.js'
import { assertSafe } from './fetch-text.js'
import { address, callback, checkOptions, milliseconds, type OptionRules, optional } from './options.js'

export interface KeySetOptions {
  /** The issuer's JWKS: https, or http to a loopback address. */
  readonly url: string
  /** Between two fetches in the background; 10 minutes. */
  readonly refreshMs?: number
  /** Between two attempts, whatever asks for them; 5 seconds. */
  readonly cooldownMs?: number
  /** How long a set serves after it was last fetched, while the issuer is down; 24 hours. */
  readonly maxAgeMs?: number
  /** For one attempt, from connecting to the last byte; 2 seconds. */
  readonly timeoutMs?: number
  /** Told the reason why keys cannot be fetched, once for each change of it, and null when they can again; for a log. */
  onFault?(fault: string | null): void
}

/** The issuer's public keys, kept at hand. Disposing of it ends the fetches. */
export interface KeySet extends Disposable {
  /**
   * The key with this id. One that is not known may be new, so it is looked for again, though not within the cooldown.
   * @returns null if the issuer has no such key
   * @throws {KeysUnavailableError} if no keys are held
   */
  find(kid: string): Promise<CryptoKey | null>
  /** Whether keys are held that are not too old. */
  ready(): boolean
  /** How it stands, for a health check or a metric. */
  state(): KeySetState
  /** Fetches now, whatever the cooldown says; for an operator who has just removed a key. @throws what the fetch throws */
  reload(): Promise<void>
}

export interface KeySetState {
  /** How many keys can be used now. */
  readonly keys: number
  /** When they were fetched; null if none ever were. */
  readonly fetchedAt: Date | null
  /** Whether the newest attempt failed, so that older keys serve, or none. */
  readonly stale: boolean
  /** Why the newest attempt failed, in plain words; null if it did not. */
  readonly fault: string | null
  /** How far this machine's clock was ahead of the issuer's at that fetch, to the second; null if it is not known. */
  readonly clockAheadSeconds: number | null
}

const rules: OptionRules<KeySetOptions> = {
  url: address,
  refreshMs: optional(milliseconds),
  cooldownMs: optional(milliseconds),
  maxAgeMs: optional(milliseconds),
  timeoutMs: optional(milliseconds),
  onFault: optional(callback),
}

interface HeldKeys extends FetchedKeys {
  /** By the machine's clock. */
  readonly since: number
  /** By the clock that nobody sets, which may stand still while the machine sleeps. */
  readonly steadySince: number
}

/** By whichever clock says more, so that neither one that is set back nor one that stood still lets keys serve for longer. */
const ageOf = ({ since, steadySince }: HeldKeys): number =>
  Math.max(Date.now() - since, performance.now() - steadySince)

/**
 * Starts fetching at once and refreshes in the background. A failed or invalid answer never replaces keys that are held, so
 * the API outlives the issuer by up to `maxAgeMs`; and no flood of tokens makes it ask more often than once per cooldown.
 * @throws {TypeError} that names the option, on one that is missing, unknown or not what it must be
 * @throws {Error} on a URL that is neither https nor loopback, or that carries credentials
 */
export function createKeySet(options: KeySetOptions): KeySet {
  checkOptions(options, rules)
  const { url, refreshMs = 600_000, cooldownMs = 5_000, maxAgeMs = 86_400_000, timeoutMs = 2_000 } = options
  const note = noteFaults(options.onFault)
  assertSafe(url)
  let held: HeldKeys | undefined
  /** By the clock that nobody sets: set back, the other would forbid attempts until it has caught up. */
  let lastAttempt = Number.NEGATIVE_INFINITY
  let lastFault: unknown
  let failures = 0
  let attempt: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let disposed = false

  /** One at a time: who asks while a fetch is under way gets that one. */
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
    timer = setTimeout(() => fetchOnce().catch(() => undefined), untilNext())
    timer.unref()
  }

  /** Without keys nothing works, so the issuer is asked as often as it may be; with older ones, at growing intervals. */
  function untilNext(): number {
    if (failures === 0) return refreshMs
    return held === undefined ? cooldownMs : Math.max(cooldownMs, Math.min(cooldownMs * 2 ** (failures - 1), 30_000))
  }

  /** Resolves when a fetch has ended, or at once if one is not allowed yet. */
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
