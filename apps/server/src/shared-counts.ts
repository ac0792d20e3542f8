import { type Count, duration, type Limited } from './limits.js'

// Several processes share limits. Each counts the first few points of a user itself, and then asks the one process that
// keeps the counts. So most calls cost nothing more, and no user gets many times the limit by using many connections.

/** What a process asks before it allows more points. */
export interface Question {
  readonly limited: Limited
  readonly key: string
  readonly points: number
  /** Points that the process has allowed without asking, and not reported yet. */
  readonly unreported: number
}

/** The seconds to wait, or null if the points are within the limit. */
export type Answer = number | null

export interface SharedCountOptions {
  readonly limited: Limited
  readonly limit: number
  /** How many processes share the limit, 2 or more. */
  readonly processes: number
  ask(question: Question): Promise<Answer>
}

const windowMs = duration * 1_000

/** All processes of a machine have the same clock, so they agree on when a window begins, without a message. */
const windowNow = () => Math.floor(Date.now() / windowMs)

/** A map that is emptied when a window begins. */
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

/** The user has used up the points that this process may allow by itself. */
const asks = -1

/**
 * Counts in a process that shares a limit with others. It allows some points per window without asking: so few that all
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

/**
 * Keeps the counts of all processes. As with a single process, points above the limit count as well, until the window
 * ends.
 */
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
