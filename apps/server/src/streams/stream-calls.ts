import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Identity } from '@ownlist/auth'
import type { Logger } from '@ownlist/http'
import * as trpc from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import type { CallRequest } from '../plain-calls.js'
import { beginEventStream } from './event-stream.js'
import type { OpenStreams, StreamEnd, StreamPlace } from './open-streams.js'

/** A request for a stream that has passed the checks of the server. */
interface StreamRequest extends CallRequest {
  readonly identity: Identity
  /** Creates the logger of the request. */
  log(): Logger
}

export interface StreamCallOptions {
  readonly router: trpc.AnyTRPCRouter
  readonly streams: OpenStreams
  /** The response headers for these errors. */
  headersFor(errors: readonly trpc.TRPCError[]): Readonly<Record<string, string>>
}

/** @returns null if the request is not for a subscription; otherwise a promise that resolves when the stream has ended */
export type StreamCalls = (
  request: IncomingMessage,
  response: ServerResponse,
  call: StreamRequest,
) => Promise<void> | null

/**
 * Answers subscriptions with server-sent events, as tRPC's adapter does, but a stream here ends with its token, counts
 * against a quota, and takes only some kilobytes. A stream that cannot start is refused with the status of its error.
 */
export function createStreamCalls({ router, streams, headersFor }: StreamCallOptions): StreamCalls {
  const config = router._def._config

  return (request, response, call) => {
    const { calls, context: ctx, identity, onError } = call
    const procedure = calls.names.map((name) => subscriptionOf(router, name)).find((each) => each !== null)
    if (procedure === undefined) return null
    const [path = ''] = calls.names
    const shapeOf = (error: trpc.TRPCError) =>
      trpc.getTRPCErrorShape({ config, ctx, error, input: undefined, path, type: 'subscription' })

    function refuse(error: trpc.TRPCError, headers: Readonly<Record<string, string>> = {}): void {
      const status = getHTTPStatusCodeFromError(error)
      response.writeHead(status, { 'content-type': 'application/json', ...headersFor([error]), ...headers })
      response.end(JSON.stringify({ error: shapeOf(error) }))
    }

    async function open(place: StreamPlace): Promise<void> {
      const closed = new AbortController()
      response.once('close', () => closed.abort())
      let values: AsyncIterable<unknown>
      try {
        values = await start(procedure as trpc.AnyTRPCSubscriptionProcedure, closed.signal)
      } catch (cause) {
        const error = trpc.getTRPCErrorFromUnknown(cause)
        onError(error, path)
        return refuse(error)
      }
      if (closed.signal.aborted) return
      const began = performance.now()
      const stream = beginEventStream(response)
      let events = 0
      let why: StreamEnd = 'client'
      const end = (reason: StreamEnd, error?: trpc.TRPCError) => {
        if (closed.signal.aborted) return
        why = reason
        if (error === undefined) stream.end('return')
        else stream.end('serialized-error', shapeOf(error))
        closed.abort()
      }
      place.opened({ identity, keepAlive: stream.keepAlive, end })
      try {
        for await (const value of values) {
          if (closed.signal.aborted) break
          events++
          await stream.send(value)
        }
        end('done')
      } catch (cause) {
        const error = trpc.getTRPCErrorFromUnknown(cause)
        onError(error, path)
        end('failed', error)
      }
      const ms = Math.round(performance.now() - began)
      call.log().info({ procedure: path, events, ended: why, ms }, 'stream ended')
    }

    async function start(called: trpc.AnyTRPCSubscriptionProcedure, signal: AbortSignal) {
      const getRawInput = async () => inputOf(call.input, request)
      return await called({ path, getRawInput, ctx, type: 'subscription', signal, batchIndex: 0 })
    }

    async function answer(): Promise<void> {
      const fault = faultOf(request, call)
      if (fault !== null) return refuse(fault)
      const place = streams.reserve(identity.userId)
      if ('error' in place) return refuse(place.error, { 'retry-after': String(place.retryAfterSeconds) })
      response.once('close', () => place[Symbol.dispose]())
      await open(place)
    }
    return answer()
  }
}

function subscriptionOf(router: trpc.AnyTRPCRouter, name: string): trpc.AnyTRPCSubscriptionProcedure | null {
  const { procedures } = router._def
  if (!Object.hasOwn(procedures, name)) return null
  const procedure: trpc.AnyTRPCProcedure = procedures[name]
  return procedure._def.type === 'subscription' ? (procedure as trpc.AnyTRPCSubscriptionProcedure) : null
}

function faultOf({ method }: IncomingMessage, { calls }: CallRequest): trpc.TRPCError | null {
  if (calls.isBatch) return new trpc.TRPCError({ code: 'BAD_REQUEST', message: 'A subscription cannot be in a batch.' })
  if (method === 'GET') return null
  return new trpc.TRPCError({ code: 'METHOD_NOT_SUPPORTED', message: 'Use GET for a subscription.' })
}

/** A client that reconnects automatically repeats the address, and names the last event in a header. */
function inputOf(given: string | null, { headers }: IncomingMessage): unknown {
  const input: unknown = given === null ? undefined : JSON.parse(given)
  const { 'last-event-id': lastEventId } = headers
  if (typeof lastEventId !== 'string') return input
  return typeof input === 'object' && input !== null ? { ...input, lastEventId } : { lastEventId }
}
