import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '@ownlist/http'
import { serving } from './sharing.js'

/** A slot for one of several processes. If its process ends, another one with the same number replaces it. */
export interface ProcessSlot {
  /**
   * Starts its process. Resolves when the process serves requests.
   * @throws {Error} if it ends before that
   */
  start(): Promise<void>
  /**
   * Lets its process finish its requests, and starts another one. Resolves when the new one serves requests.
   * @throws {Error} if it ends before that; it is then started again until it succeeds
   */
  replace(): Promise<void>
  /** Lets its process finish its requests. Resolves when the process has ended. */
  stop(): Promise<void>
  /** Sends a signal to its process, if it is serving requests. */
  signal(signal: NodeJS.Signals): void
}

/** The time before a process that has ended is started again, in milliseconds. It doubles with each failure. */
const [shortestWait, longestWait] = [500, 30_000]
/** If a process has run for this long, in milliseconds, its start counts as a success. */
const longRun = 60_000
/** If a process has not ended after this time, in milliseconds, it is killed. Draining takes up to 10 seconds. */
const longEnd = 20_000

export function createProcessSlot(number: number, log: Logger): ProcessSlot {
  let worker: Worker | undefined
  let serves = false
  let waitMs = shortestWait
  /** Aborted when the process has to end, so that nothing starts it again. */
  let kept = new AbortController()
  let stopped = false

  async function start(): Promise<void> {
    if (stopped) throw new Error(`Process ${number} is not started, because all processes are being stopped.`)
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

  /** Waits until it serves requests, or has to end. */
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
