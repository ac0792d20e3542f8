import { createListener } from '@ownlist/pool'

/** Carries announcements between the processes that use one database. */
export interface Notifier extends AsyncDisposable {
  announce(userId: string, seq: number): void
}

export interface NotifierOptions {
  readonly url: string
  /** The name of the connection. */
  readonly program: string
  /** Called for each announcement of another process. */
  tell(userId: string): void
  /** See `ListenerOptions`. */
  onListening(): void
  readonly onFault?: ((fault: string | null) => void) | undefined
}

const channel = 'ownlist_changes'

/**
 * In milliseconds. A notification in each transaction would make commits wait for each other. So they are collected for
 * this time and sent together.
 */
const togetherMs = 20
/** PostgreSQL accepts less than 8,000 bytes. Ids and numbers are ASCII. */
const longestPayload = 7_900
/** How many users it remembers while there is no connection. */
const mostPending = 10_000

/**
 * Sends the announcements of some milliseconds in one notification: `user:seq user:seq`. It only contains ids of users and
 * numbers. Announcements that cannot be sent are kept until there is a connection again: the newest one for each user.
 */
export function createNotifier({ url, program, tell, onListening, onFault }: NotifierOptions): Notifier {
  const pending = new Map<string, number>()
  let timer: NodeJS.Timeout | undefined
  let sending = false

  const listener = createListener({
    url,
    channel,
    program,
    onFault,
    onListening() {
      onListening()
      void send()
    },
    onNotification(payload) {
      for (const entry of payload.split(' ')) {
        const [, userId] = /^([\w-]{1,64}):\d{1,15}$/.exec(entry) ?? []
        if (userId !== undefined) tell(userId)
      }
    },
  })

  async function send(): Promise<void> {
    if (sending) return
    sending = true
    try {
      while (pending.size > 0) {
        const entries = firstOf(pending)
        await listener.notify(entries.map((entry) => entry.join(':')).join(' '))
        for (const [userId, seq] of entries) if (pending.get(userId) === seq) pending.delete(userId)
      }
    } catch {
      // There is no connection. It is sent when there is one again.
    }
    sending = false
  }

  return {
    announce(userId, seq) {
      if (pending.size >= mostPending && !pending.has(userId)) return
      pending.set(userId, Math.max(seq, pending.get(userId) ?? 0))
      timer ??= setTimeout(() => {
        timer = undefined
        void send()
      }, togetherMs).unref()
    },
    async [Symbol.asyncDispose]() {
      clearTimeout(timer)
      await send()
      await listener[Symbol.asyncDispose]()
    },
  }
}

/** As many entries as fit into one notification. */
function firstOf(pending: ReadonlyMap<string, number>): [string, number][] {
  const entries: [string, number][] = []
  let bytes = 0
  for (const entry of pending) {
    bytes += entry.join(':').length + 1
    if (bytes > longestPayload) break
    entries.push(entry)
  }
  return entries
}
