import { TRPCClientError } from '@trpc/client'
import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { isRecord } from './options.js'
import { OwnlistError, ownlistErrorOf, strangerAt } from './ownlist-error.js'
import type { createRequester } from './request.js'

/** An event of a stream, with its id. */
interface TrackedEvent {
  readonly id: string | undefined
  readonly data: unknown
}

export interface LiveConnection {
  readonly request: ReturnType<typeof createRequester>
  /** The API's address, for messages. */
  readonly api: string
  /** The address of the stream. */
  readonly url: string
  readonly signal: AbortSignal
  onConnected(): void
  onEvent(event: TrackedEvent): void
}

/** How long to wait for the response, and then for the first event, in milliseconds. */
const firstWaitMs = 30_000

/**
 * Reads one stream to its end.
 * @returns null if there are no more events; otherwise why the stream ended early
 * @throws {OwnlistError} if no stream was opened
 */
export async function readStream(connection: LiveConnection): Promise<OwnlistError | null> {
  const { request, api, url, signal, onConnected, onEvent } = connection
  const silence = createSilence(signal, api)
  let end: OwnlistError | null | undefined
  const parser = createParser({
    onEvent({ event = 'message', data, id }: EventSourceMessage) {
      if (event === 'message') onEvent({ id, data: JSON.parse(data) })
      else if (event === 'connected') {
        silence.allow(JSON.parse(data).reconnectAfterInactivityMs)
        onConnected()
      } else if (event === 'serialized-error') end = errorOf(JSON.parse(data))
      else if (event === 'return') end = null
    },
  })
  try {
    const init = { signal: silence.signal, cache: 'no-store', headers: { accept: 'text/event-stream' } } as const
    const response = await request(url, init)
    const reader = (await assertStream(response, api)).getReader()
    const decoder = new TextDecoder()
    while (end === undefined) {
      const { done, value } = await reader.read()
      if (done) break
      silence.heard()
      parser.feed(decoder.decode(value, { stream: true }))
    }
  } catch (error) {
    throw silence.isLate() ? silence.error() : ownlistErrorOf(error, signal, api)
  } finally {
    silence.end()
  }
  return end === undefined ? new OwnlistError('UNREACHABLE', `The connection to ${api} was closed.`) : end
}

/** @throws {OwnlistError} unless the response is a stream */
async function assertStream(response: Response, api: string): Promise<ReadableStream<Uint8Array>> {
  if (!response.ok) {
    const body: unknown = await response.json().catch(() => null)
    if (isRecord(body) && 'error' in body) throw errorOf(body.error, response)
    throw strangerAt(api, response)
  }
  if (!/^text\/event-stream/i.test(response.headers.get('content-type') ?? '')) throw strangerAt(api, response)
  if (response.body == null) throw cannotStream()
  return response.body
}

/** The error for a platform whose `fetch` returns a response only when it is complete, such as React Native's own. */
export const cannotStream = (): OwnlistError =>
  new OwnlistError(
    'CLIENT_ERROR',
    'This platform’s fetch cannot read a response while it arrives. Set the option `fetch` to one that can, such as that of expo/fetch.',
  )

function errorOf(shape: unknown, response?: Response): OwnlistError {
  const meta = response === undefined ? {} : { meta: { response } }
  return ownlistErrorOf(TRPCClientError.from({ error: shape } as object, meta))
}

/** Aborts a connection on which nothing arrives. A laptop that was asleep does not notice that its connections are dead. */
function createSilence(outer: AbortSignal, api: string) {
  const inner = new AbortController()
  let allowedMs = firstWaitMs
  let late = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const heard = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      late = true
      inner.abort()
    }, allowedMs)
  }
  const abort = () => inner.abort()
  if (outer.aborted) abort()
  outer.addEventListener('abort', abort)
  heard()
  return {
    signal: inner.signal,
    heard,
    allow(ms: unknown) {
      if (typeof ms === 'number' && ms > 0) allowedMs = ms
      heard()
    },
    isLate: () => late,
    error: () => new OwnlistError('UNREACHABLE', `Nothing was heard from ${api} for ${allowedMs / 1_000} seconds.`),
    /** Also closes the connection. */
    end() {
      clearTimeout(timer)
      outer.removeEventListener('abort', abort)
      inner.abort()
    },
  }
}
