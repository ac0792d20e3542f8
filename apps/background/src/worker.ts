import { setTimeout as sleep } from 'node:timers/promises'
import type { DueKind, DueReader, DueWork } from '@ownlist/db'
import type { Logger } from '@ownlist/http'
import { Semaphore } from 'async-mutex'

/**
 * Does due work of the kinds that this program handles.
 * @throws if the work has failed and has to wait
 */
export type Work = Readonly<Partial<Record<DueKind, (work: DueWork) => Promise<unknown>>>>

interface WorkerParts {
  readonly due: Pick<DueReader, 'read'>
  readonly work: Work
  /** Makes failed work wait, so that it does not keep other work from its turn. */
  postpone(work: DueWork): Promise<void>
  readonly log: Pick<Logger, 'error' | 'info'>
  /** How long to wait when nothing is due, in milliseconds; 2 seconds by default. */
  readonly pauseMs?: number
}

/** Does due work in a loop. */
export interface Worker {
  /** Resolves after it was told to stop and has finished its current work. It never rejects. */
  run(stop: AbortSignal): Promise<void>
  /** Whether the last attempt to read the due work has succeeded. */
  isWorking(): boolean
}

/** How many pieces of work are read at once. */
const mostRead = 200
/** The number of owners for whom work is done at the same time. The database has the same number of connections. */
const atOnce = 4

export function createWorker({ due, work, postpone, log, pauseMs = 2_000 }: WorkerParts): Worker {
  let working = false
  const kinds = Object.keys(work) as DueKind[]

  async function attempt(each: DueWork): Promise<void> {
    try {
      await work[each.kind]?.(each)
    } catch (error) {
      // This names neither the owner nor the content of the work.
      log.error({ kind: each.kind, error: nameOf(error) }, 'work has failed')
      await postpone(each).catch(() => undefined)
    }
  }

  /** @returns whether there may be more */
  async function round(stop: AbortSignal): Promise<boolean> {
    const found = await due.read(kinds, mostRead)
    const places = new Semaphore(atOnce)
    // Other processes have found the same work. The random order makes them start elsewhere.
    await Promise.all(
      shuffled(found).map((each) => places.runExclusive(() => (stop.aborted ? undefined : attempt(each)))),
    )
    return found.length === mostRead
  }

  return {
    async run(stop) {
      while (!stop.aborted) {
        const isMore = await round(stop).then(
          (more) => {
            if (!working) log.info('what is due can be read')
            working = true
            return more
          },
          (error: unknown) => {
            if (working) log.error({ error: nameOf(error) }, 'what is due cannot be read')
            working = false
            return false
          },
        )
        if (!isMore) await sleep(pauseMs, undefined, { signal: stop }).catch(() => undefined)
      }
    },
    isWorking: () => working,
  }
}

/** An error without its message, which may contain values. */
const nameOf = (error: unknown): string => {
  const { name = 'unknown', code } = error as { name?: string; code?: unknown }
  return code === undefined ? name : `${name} ${String(code)}`
}

/** In a random order (Fisher–Yates). */
function shuffled<T>(items: readonly T[]): T[] {
  const left = [...items]
  return items.flatMap(() => left.splice(Math.floor(Math.random() * left.length), 1))
}
