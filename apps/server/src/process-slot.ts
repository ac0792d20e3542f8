import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '@ownlist/http'
import { serving } from './sharing.js'

/** The place of one of several processes. A process that ends is replaced by another one with the same number. */
export interface ProcessSlot {
  /**
   * Starts its process. Resolves when it serves.
   * @throws {Error} if it ends before
   */
  start(): Promise<void>
  /**
   * Lets its process finish its requests, and starts another one. Resolves when that one serves.
   * @throws {Error} if it ends before; then it is started again and again
   */
  replace(): Promise<void>
  /** Lets its process finish its requests. Resolves when it has ended. */
  stop(): Promise<void>
  /** Sends a signal to its process, if it serves. */
  signal(signal: NodeJS.Signals): void
}

/** The time before a process that has ended is started again, in milliseconds. It doubles with each failure. */
const [shortestWait, longestWait] = [500, 30_000]
/** A process that has run for this long, in milliseconds, has not failed to start. */
const longRun = 60_000
/** The time after which a process that does not end is killed, in milliseconds. It drains for 10 seconds. */
const longEnd = 20_000

export function createProcessSlot(number: number, log: Logger): ProcessSlot {
  let worker: Worker | undefined
  let serves = false
  let waitMs = shortestWait
  /** Aborted when the process is to end, so that nothing starts it again. */
  let kept = new AbortController()
  let stopped = false

  async function start(): Promise<void> {
    if (stopped) throw new Error(`Process ${number} is not started, because all are being stopped.`)
    cluster.setupPrimary({ args: [String(number)] })
    const forked = cluster.fork()
    const since = performance.now()
    worker = forked
    forked.once('exit', () => {
      serves = false
      waitMs = performance.now() - since > longRun ? shortestWait : Math.min(waitMs * 2, longestWait)
    })
    await new Promise<void>((resolve, reject) => {
      forked.on('message', (message) => message === serving && resolve())
      forked.once('exit', (code, signal) => reject(new Error(`Process ${number} has ended (${signal ?? code}).`)))
    })
    serves = true
    const { signal } = kept
    forked.once('exit', (code, by) => {
      if (signal.aborted) return
      log.error({ process: number, code, signal: by, waitMs }, 'a process has ended')
      void startAgain(signal)
    })
  }

  /** Until it serves, or has to end. */
  async function startAgain(signal: AbortSignal): Promise<void> {
    try {
      await sleep(waitMs, undefined, { signal })
      await start()
      log.info({ process: number }, 'the process was started again')
    } catch {
      if (signal.aborted) return
      log.error({ process: number, waitMs }, 'a process could not be started')
      await startAgain(signal)
    }
  }

  async function end(): Promise<void> {
    kept.abort()
    if (worker === undefined || worker.isDead()) return
    const { process } = worker
    const ended = once(worker, 'exit')
    const late = setTimeout(() => process.kill('SIGKILL'), longEnd)
    process.kill('SIGTERM')
    await ended
    clearTimeout(late)
  }

  return {
    start,
    async replace() {
      await end()
      if (!stopped) kept = new AbortController()
      waitMs = shortestWait
      try {
        await start()
      } catch (error) {
        void startAgain(kept.signal)
        throw error
      }
    },
    async stop() {
      stopped = true
      await end()
    },
    signal(signal) {
      if (serves) worker?.process.kill(signal)
    },
  }
}
