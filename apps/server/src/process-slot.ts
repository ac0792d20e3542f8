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

export function createProcessSlot(number: number, log: Logger): ProcessSlot {
  let worker: Worker | undefined
  let serves = false
  let waitMs = shortestWait
  const stopped = new AbortController()

  async function start(): Promise<void> {
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
    forked.once('exit', (code, signal) => {
      if (forked !== worker || stopped.signal.aborted) return
      log.error({ process: number, code, signal, waitMs }, 'a process has ended')
      void startAgain()
    })
  }

  /** Until it serves, or the slot is stopped. */
  async function startAgain(): Promise<void> {
    try {
      await sleep(waitMs, undefined, { signal: stopped.signal })
      await start()
      log.info({ process: number }, 'the process was started again')
    } catch {
      if (stopped.signal.aborted) return
      log.error({ process: number, waitMs }, 'a process could not be started')
      await startAgain()
    }
  }

  /** Its end is not a failure, since `worker` is another one then. */
  async function end(): Promise<void> {
    const ending = worker
    worker = undefined
    if (ending === undefined || ending.isDead()) return
    const ended = once(ending, 'exit')
    ending.process.kill('SIGTERM')
    await ended
  }

  return {
    start,
    async replace() {
      await end()
      waitMs = shortestWait
      try {
        await start()
      } catch (error) {
        void startAgain()
        throw error
      }
    },
    async stop() {
      stopped.abort()
      await end()
    },
    signal(signal) {
      if (serves) worker?.process.kill(signal)
    },
  }
}
