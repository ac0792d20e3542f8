import { type Count, duration, type Limited } from './limits.js'

// Several processes share limits. Each process counts the first few points of a user itself, and then asks the parent
// process, which stores the counts. So most calls cost nothing extra, and a user with many connections does not get a
// multiple of the limit.

/** The question that a process asks before it allows more points. */
export interface Question {
  readonly limited: Limited
  readonly key: string
  readonly points: number
  /** Points that the process has already allowed without asking, but not reported yet. */
  readonly unreported: number
}

/** The seconds to wait, or null if the points are within the limit. */
export type Answer = number | null

export interface SharedCountOptions {
  readonly limited: Limited
  readonly limit: number
  /** The number of processes that share the limit, 2 or more. */
  readonly processes: number
  ask(question: Question): Promise<Answer>
}

const windowMs = duration * 1_000

/** All processes of a machine have the same clock, so they agree on the start of a window without a message. */
const windowNow = () => Math.floor(Date.now() / windowMs)

/** A map that is cleared when a new window begins. */
function createWindowMap<Value>(): () => Map<string, Value> {
  const map = new Map<string, Value>()
  let window = windowNow()
  return () => {
    const now = windowNow()
    if (now !== window) map.clear()
    window = now
    return map
  }
}

/** The user has used all points that this process may allow without asking. */
const asks = -1

/**
 * Counts in a process that shares a limit with others. It allows a few points per window without asking: so few that all
 * processes together exceed the limit by at most a tenth. A user who stays within the limit is never refused.
 */
export function createSharedCount({ limited, limit, processes, ask }: SharedCountOptions): Count {
  const free = Math.floor(limit / 10 / (processes - 1))
  const window = createWindowMap<number>()
  return async (key, points) => {
    const left = window()
    const before = left.get(key) ?? free
    if (points <= before) {
      left.set(key, before - points)
      return null
    }
    left.set(key, asks)
    return await ask({ limited, key, points, unreported: before === asks ? 0 : free - before })
  }
}

/** Stores the counts of all processes. As with a single process, points above the limit also count, until the window ends. */
export function createCountKeeper(limits: Readonly<Record<Limited, number>>): (question: Question) => Answer {
  const windows = { calls: createWindowMap<number>(), refusals: createWindowMap<number>() }
  return ({ limited, key, points, unreported }) => {
    const counts = windows[limited]()
    const count = (counts.get(key) ?? 0) + unreported + points
    counts.set(key, count)
    if (count <= limits[limited]) return null
    return Math.max(1, Math.ceil((windowMs - (Date.now() % windowMs)) / 1_000))
  }
}
