import { createNotifier, type Notifier } from './change-notifier.js'

/**
 * Resolves when there may be changes that a stream has not seen, or when it has ended. All announcements that arrive while
 * nobody waits count as one for the next call.
 */
type NextWake = () => Promise<void>

/**
 * Tells streams that there are new changes of their owner, in this process and in all others with the same database. It
 * only wakes them. They read what has changed, and what they may see of it, from the change log. So a lost announcement
 * only delays an event.
 */
export interface ChangeFeed extends AsyncDisposable {
  /** Call it after the commit of an action. It never throws, and does not wait. */
  announce(userId: string, seq: number): void
  /**
   * Call it before the stream reads the log for the first time.
   * @param signal aborted when the stream ends
   */
  wakesFor(userId: string, signal: AbortSignal): NextWake
  /** Whether announcements of other processes arrive, if there may be other processes. */
  listens(): boolean
}

export interface FeedOptions {
  /** A URL of the server itself, for announcements to other processes; null if there are none. */
  readonly listenUrl?: string | null
  /** The name of the connection to it. */
  readonly program?: string
  /** Called with the reason when other processes cannot be reached, and with null when they can be reached again. */
  readonly onFault?: ((fault: string | null) => void) | undefined
  /** How often each stream is woken without an announcement, in milliseconds; 20 seconds by default. */
  readonly checkMs?: number
}

/** The number of groups of followers, so that they do not all read at the same time. */
const parts = 20

export function createChangeFeed({
  listenUrl = null,
  program = 'ownlist',
  onFault,
  checkMs = 20_000,
}: FeedOptions = {}): ChangeFeed {
  const followers = new Map<string, Set<() => void>>()
  const tell = (userId: string) => {
    for (const wake of followers.get(userId) ?? []) wake()
  }

  /** @returns a function that wakes one group of the current followers after another, and returns whether it was the last one */
  function wakeInParts(): () => boolean {
    const left = [...followers.values()].flatMap((each) => [...each])
    const size = Math.ceil(left.length / parts)
    return () => {
      for (const wake of left.splice(0, size)) wake()
      return left.length === 0
    }
  }

  let wakePart = wakeInParts()
  const check = setInterval(() => {
    if (wakePart()) wakePart = wakeInParts()
  }, checkMs / parts).unref()

  let notifier: Notifier | undefined
  let listens = listenUrl === null
  if (listenUrl !== null) {
    notifier = createNotifier({
      url: listenUrl,
      program,
      tell,
      onFault(fault) {
        listens = fault === null
        onFault?.(fault)
      },
      // Notifications from the time without a connection are lost. All streams check within a second.
      onListening: () => {
        const wakeMissed = wakeInParts()
        const soon = setInterval(() => wakeMissed() && clearInterval(soon), 1_000 / parts).unref()
      },
    })
  }

  return {
    announce(userId, seq) {
      tell(userId)
      notifier?.announce(userId, seq)
    },
    wakesFor(userId, signal) {
      const mine = followers.get(userId) ?? new Set()
      followers.set(userId, mine)
      const { wake, next } = createFollower(signal)
      mine.add(wake)
      signal.addEventListener('abort', () => {
        mine.delete(wake)
        if (mine.size === 0) followers.delete(userId)
        wake()
      })
      return next
    },
    listens: () => listens,
    async [Symbol.asyncDispose]() {
      clearInterval(check)
      await notifier?.[Symbol.asyncDispose]()
    },
  }
}

function createFollower(signal: AbortSignal): { readonly wake: () => void; readonly next: NextWake } {
  let wanted = false
  let waiting: (() => void) | undefined
  return {
    wake() {
      wanted = true
      waiting?.()
    },
    async next() {
      if (!wanted && !signal.aborted) {
        await new Promise<void>((resolve) => {
          waiting = resolve
        })
        waiting = undefined
      }
      wanted = false
    },
  }
}
