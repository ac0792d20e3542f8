import { OwnlistError } from '../ownlist-error.js'
import { type Pulling, pull } from './pull.js'
import { type Outgoing, sendNext } from './send-next.js'
import { OfflineStorageError, storageErrorOf } from './storage-error.js'
import { type SyncStatus, WaitError, waiting, waitingForStorage } from './sync-status.js'
import type { Turns } from './turns.js'

export interface EngineParts extends Pulling, Omit<Outgoing, 'wasCarriedOut'> {
  readonly turns: Turns
  readonly wasCarriedOut: (entry: Parameters<Outgoing['wasCarriedOut']>[0], signal: AbortSignal) => Promise<boolean>
  /** How often it checks for changes that were not announced, in milliseconds. */
  readonly pollMs: number
  hasPending(): boolean
  /** Whether the page is visible. If not, it only sends changes. */
  isVisible(): boolean
  onStatus(status: SyncStatus): void
}

/** Sends and reads in turns until nothing is left. It starts again when there is a reason. */
export interface Engine {
  /**
   * Starts now, or continues after its current work. It does not shorten a wait that the API has asked for.
   * @param reads whether to check for changes too, instead of only sending
   */
  wake(reads: boolean): Promise<void>
  /** Sends and reads everything, from now on. */
  sync(): Promise<void>
  /**
   * Another tab has this status. If that tab is waiting, this one waits for the same thing.
   * @returns false if this tab is working itself
   */
  follow(status: SyncStatus): boolean
  /** Stops permanently. A call in progress is abandoned, and the next tab repeats it. */
  stop(): Promise<void>
}

/** The minimum time between a failed attempt and one that a change has caused, in milliseconds. */
const pauseMs = 1_000

export function createEngine(parts: EngineParts): Engine {
  const ending = new AbortController()
  let failures = 0
  let readsSince: number | null = Date.now()
  let running: Promise<void> | null = null
  let isAsked = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let notBefore = 0
  let waitsUntil = 0
  let lastFailure = 0

  function plan(delayMs: number): void {
    clearTimeout(timer)
    if (!ending.signal.aborted) timer = setTimeout(() => void wake(parts.isVisible()), delayMs)
  }

  /** One turn: a page of rows, and the next changes of the outbox. */
  const turn = () =>
    parts.turns(async (lost) => {
      const end = new AbortController()
      const abort = () => end.abort()
      lost.addEventListener('abort', abort)
      ending.signal.addEventListener('abort', abort)
      try {
        return await step(end.signal)
      } finally {
        ending.signal.removeEventListener('abort', abort)
      }
    }, ending.signal)

  async function step(signal: AbortSignal): Promise<boolean> {
    const asked = readsSince
    let failure: unknown
    let isMore = false
    if (asked !== null && (await isBehind(asked))) {
      parts.onStatus({ name: 'working' })
      // If reading fails, changes are still sent.
      isMore = await pull(parts, signal).catch((error: unknown) => {
        failure = error
        return false
      })
    }
    const wasCarriedOut: Outgoing['wasCarriedOut'] = (entry) => parts.wasCarriedOut(entry, signal)
    const isSending = await sendNext({ ...parts, wasCarriedOut }, signal)
    if (failure !== undefined) throw failure
    if (!isMore && readsSince === asked) readsSince = null
    return isMore || isSending
  }

  /** Whether no tab has read everything since this instant. */
  async function isBehind(asked: number): Promise<boolean> {
    const progress = await parts.store.write((writer) => writer.progress())
    return progress?.name !== 'loaded' || progress.at <= asked
  }

  async function run(): Promise<void> {
    try {
      if (parts.hasPending()) parts.onStatus({ name: 'working' })
      do {
        isAsked = false
        while (await turn());
      } while (isAsked && !ending.signal.aborted)
      running = null
      failures = 0
      notBefore = 0
      waitsUntil = 0
      parts.onStatus({ name: 'idle', at: Date.now() })
      plan(parts.pollMs)
    } catch (failure) {
      running = null
      if (ending.signal.aborted) return
      fail(toKnown(failure))
    }
  }

  function fail(error: WaitError | OfflineStorageError): void {
    // An extra attempt, because of a change or a hint, does not make the next wait longer.
    if (Date.now() >= waitsUntil) failures++
    lastFailure = Date.now()
    const isFull = error instanceof OfflineStorageError && error.code === 'FULL'
    if (error instanceof OfflineStorageError && !isFull) {
      parts.onStatus({ name: 'stopped', message: error.message })
      return
    }
    const status = error instanceof WaitError ? waiting(error, failures) : waitingForStorage(error.message)
    if (error instanceof WaitError && error.error.retryAfterMs !== null) notBefore = status.until
    waitsUntil = status.until
    parts.onStatus(status)
    plan(status.until - Date.now())
  }

  async function wake(reads: boolean): Promise<void> {
    if (reads) readsSince = Date.now()
    if (ending.signal.aborted) return
    // Timers can fire slightly too early.
    if (Date.now() < notBefore) return plan(notBefore - Date.now())
    // When somebody edits without a network, not every change causes a request.
    if (!reads && waitsUntil > 0 && Date.now() < lastFailure + pauseMs) return
    isAsked = true
    clearTimeout(timer)
    running ??= run()
    await running
  }

  return {
    wake,
    async sync() {
      // The failure may have happened before this was called.
      await running
      await wake(true)
    },
    follow(status) {
      if (running !== null) return false
      if (status.name !== 'waiting') return true
      if (status.for === 'server') notBefore = status.until
      // Slightly later than the other tab, which will probably send this tab's changes too.
      plan(status.until - Date.now() + 1_000)
      return true
    },
    async stop() {
      ending.abort()
      clearTimeout(timer)
      await running
    },
  }
}

/** Anything that is not about storage may succeed later, including a turn that another tab has taken over. */
function toKnown(failure: unknown): WaitError | OfflineStorageError {
  if (failure instanceof WaitError || failure instanceof OfflineStorageError) return failure
  if (failure instanceof OwnlistError) return new WaitError('never', failure)
  const name = failure instanceof Error ? failure.name : ''
  if (name === 'AbortError') return new WaitError('closing', new OwnlistError('ABORTED', 'Another tab took over.'))
  return storageErrorOf(failure)
}
