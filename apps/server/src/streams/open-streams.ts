import type { Identity } from '@ownlist/auth'
import { TRPCError } from '@trpc/server'

/** Why a stream ended. `client`: the connection was closed. `done` and `failed`: its procedure returned, or threw. */
export type StreamEnd = 'client' | 'done' | 'failed' | 'expired' | 'revoked' | 'draining'

/** An open stream, as the shared timer sees it. */
interface OpenStream {
  readonly identity: Identity
  /** Sends a ping, unless something was just sent. */
  keepAlive(): void
  /** Sends the error, and closes the stream. */
  end(why: StreamEnd, error: TRPCError): void
}

/** A slot for one stream. Disposing of it frees the slot. */
export interface StreamPlace extends Disposable {
  /** Call it as soon as the stream is open. */
  opened(stream: OpenStream): void
}

/** All streams of this process. Disposing of it ends them, and refuses new ones. */
export interface OpenStreams extends Disposable {
  /** @returns the reason if there is no slot: 429 for a user with too many streams, 503 for a process with too many */
  reserve(userId: string): StreamPlace | StreamRefusal
  /** The number of open streams. */
  count(): number
}

interface StreamRefusal {
  readonly error: TRPCError
  readonly retryAfterSeconds: number
}

export interface StreamSettings {
  /** Whether the token of a stream was revoked after it was opened; never by default. */
  readonly isRevoked?: ((identity: Identity) => boolean) | undefined
  /** How many streams one user may have open; 10 by default. */
  readonly mostOfUser?: number
  /** How many streams may be open in this process; 2,000 by default. */
  readonly most?: number
}

/** The number of streams that one process can serve in addition to ordinary calls. */
export const mostStreams = 2_000
const mostOfOneUser = 10

/** How often each stream is checked, in milliseconds. */
const lookMs = 1_000

/**
 * Counts the streams. Ends each one when its token expires, or within a second after the token is on the revocation list.
 * One timer serves all of them.
 */
export function createOpenStreams(settings: StreamSettings = {}): OpenStreams {
  const { isRevoked = () => false, mostOfUser = mostOfOneUser, most = mostStreams } = settings
  const places = new Map<string, number>()
  const streams = new Set<OpenStream>()
  let reserved = 0
  let draining = false

  function look(): void {
    const now = Date.now()
    for (const stream of streams) {
      if (stream.identity.expiresAt.getTime() <= now) stream.end('expired', tokenEnded())
      else if (isRevoked(stream.identity)) stream.end('revoked', tokenEnded())
      else stream.keepAlive()
    }
  }
  const clock = setInterval(look, lookMs).unref()

  return {
    count: () => streams.size,
    reserve(userId) {
      const ofUser = places.get(userId) ?? 0
      if (draining) return { error: restarting(), retryAfterSeconds: 1 }
      if (ofUser >= mostOfUser) return { error: tooManyOfUser(mostOfUser), retryAfterSeconds: 30 }
      if (reserved >= most) return { error: full(), retryAfterSeconds: 30 }
      places.set(userId, ofUser + 1)
      reserved++
      let mine: OpenStream | undefined
      return {
        opened(stream) {
          mine = stream
          streams.add(stream)
          if (draining) stream.end('draining', restarting())
        },
        [Symbol.dispose]() {
          if (mine !== undefined) streams.delete(mine)
          const left = (places.get(userId) ?? 1) - 1
          if (left > 0) places.set(userId, left)
          else places.delete(userId)
          reserved--
        },
      }
    },
    [Symbol.dispose]() {
      draining = true
      clearInterval(clock)
      for (const stream of streams) stream.end('draining', restarting())
    },
  }
}

const tokenEnded = () =>
  new TRPCError({ code: 'UNAUTHORIZED', message: 'The token has expired or was revoked. Continue with a new one.' })

const restarting = () =>
  new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: 'The server is restarting. Connect again.' })

const full = () =>
  new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: 'Too many streams are open on this server. Try again later.' })

const tooManyOfUser = (most: number) =>
  new TRPCError({
    code: 'TOO_MANY_REQUESTS',
    message: `You have ${most} streams open, which is the maximum for one user. Close one, such as a tab or a program that watches.`,
  })
