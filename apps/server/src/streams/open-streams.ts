import type { Identity } from '@ownlist/auth'
import { TRPCError } from '@trpc/server'

/** Why a stream ended. `client`: the connection was closed. `done` and `failed`: its procedure returned, or threw. */
export type StreamEnd = 'client' | 'done' | 'failed' | 'expired' | 'revoked' | 'draining'

/** An open stream, as the clock that all streams share sees it. */
interface OpenStream {
  readonly identity: Identity
  /** Sends a sign of life, unless something was sent a moment ago. */
  keepAlive(): void
  /** Sends the error, and closes the stream. */
  end(why: StreamEnd, error: TRPCError): void
}

/** A place for one stream. Disposing of it frees the place. */
export interface StreamPlace extends Disposable {
  /** Call it once the stream is open. */
  opened(stream: OpenStream): void
}

/** All streams of this process. Disposing of it ends them, and refuses new ones. */
export interface OpenStreams extends Disposable {
  /** @returns why there is no place: 429 for a user who has too many streams, 503 for a process that has */
  reserve(userId: string): StreamPlace | StreamRefusal
  /** How many are open. */
  count(): number
}

interface StreamRefusal {
  readonly error: TRPCError
  readonly retryAfterSeconds: number
}

export interface StreamSettings {
  /** Whether the token of a stream was revoked after it was opened; never by default. */
  readonly isRevoked?: ((identity: Identity) => boolean) | undefined
  /** How many one user may have open; 10 by default. */
  readonly mostOfUser?: number
  /** How many may be open in this process; 2,000 by default. */
  readonly most?: number
}

/** How many streams one process serves besides ordinary calls. */
export const mostStreams = 2_000
const mostOfOneUser = 10

/** How often each stream is looked at, in milliseconds. */
const lookMs = 1_000

/**
 * Counts the streams, and ends each when its token expires, or within a second after the revocation list names it. One
 * clock serves all of them.
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

const restarting = () => new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: 'The server restarts. Connect again.' })

const full = () =>
  new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: 'Too many streams are open on this server. Try again later.' })

const tooManyOfUser = (most: number) =>
  new TRPCError({
    code: 'TOO_MANY_REQUESTS',
    message: `You have ${most} streams open, as many as one user may have. Close one, such as a tab or a program that watches.`,
  })
