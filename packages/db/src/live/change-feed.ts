import { createNotifier, type Notifier } from './change-notifier.js'

/**
 * Resolves when there may be changes that a stream has not seen, or when it has ended. Announcements that come while
 * nobody waits count for the next call.
 * @returns the newest announced `seq`, if exactly one was announced; otherwise null
 */
export type NextWake = () => Promise<number | null>

/**
 * Tells streams that there are new changes of their owner, in this process and in all others with the same database. It
 * only wakes them: what has changed, and which of it a stream may see, is read from the change log. So an announcement
 * that is lost delays an event, and never loses it.
 */
export interface ChangeFeed extends AsyncDisposable {
  /** Call it after the commit of an action. It never throws, and does not wait. */
  announce(userId: string, seq: number): void
  /**
   * Call it before the stream reads the log for the first time.
   * @param signal aborted when the stream ends
   */
  wakesFor(userId: string, signal: AbortSignal): NextWake
  /** Whether the announcements of other processes arrive, if there may be others. */
  listens(): boolean
}

export interface FeedOptions {
  /** A URL of the server itself, for the other processes; null if there are none. */
  readonly listenUrl?: string | null
  /** The name of the connection to it. */
  readonly program?: string
  /** Called when other processes cannot be reached, with the reason, and with null when they can be reached again. */
  readonly onFault?: ((fault: string | null) => void) | undefined
  /** How often each stream is woken without an announcement, in milliseconds; 20 seconds by default. */
  readonly checkMs?: number
}

interface Follower {
  wake(seq: number | null): void
}

/** How many parts the followers are divided into, so that they do not all read at the same time. */
const parts = 20

export function createChangeFeed({
  listenUrl = null,
  program = 'ownlist',
  onFault,
  checkMs = 20_000,
}: FeedOptions = {}): ChangeFeed {
  const followers = new Map<string, Set<Follower>>()
  const tell = (userId: string, seq: number) => {
    for (const { wake } of followers.get(userId) ?? []) wake(seq)
  }

  /** Wakes one part of all followers after the other. */
  function* inParts(): Generator<void> {
    const all = [...followers.values()].flatMap((each) => [...each])
    const size = Math.ceil(all.length / parts)
    for (let n = 0; n < parts; n++) {
      for (const { wake } of all.slice(n * size, (n + 1) * size)) wake(null)
      yield
    }
  }

  let checking = inParts()
  const check = setInterval(() => {
    if (checking.next().done) checking = inParts()
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
      // The notifications of the meantime are lost. All streams look within a second.
      onListening: () => {
        const missed = inParts()
        const soon = setInterval(() => missed.next().done && clearInterval(soon), 1_000 / parts).unref()
      },
    })
  }

  return {
    announce(userId, seq) {
      tell(userId, seq)
      notifier?.announce(userId, seq)
    },
    wakesFor(userId, signal) {
      const mine = followers.get(userId) ?? new Set()
      followers.set(userId, mine)
      const { follower, next } = createFollower(signal)
      mine.add(follower)
      signal.addEventListener('abort', () => {
        mine.delete(follower)
        if (mine.size === 0 && followers.get(userId) === mine) followers.delete(userId)
        follower.wake(null)
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

function createFollower(signal: AbortSignal): { readonly follower: Follower; readonly next: NextWake } {
  let announced: (number | null)[] = []
  let waiting: (() => void) | undefined
  return {
    follower: {
      wake(seq) {
        // Two say as much as any number: that the log has to be read.
        if (announced.length < 2) announced.push(seq)
        waiting?.()
      },
    },
    async next() {
      if (announced.length === 0 && !signal.aborted) {
        await new Promise<void>((resolve) => {
          waiting = resolve
        })
        waiting = undefined
      }
      const [seq = null, ...others] = announced
      announced = []
      return others.length === 0 ? seq : null
    },
  }
}
