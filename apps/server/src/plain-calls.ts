import type { IncomingMessage, ServerResponse } from 'node:http'
import * as trpc from '@trpc/server'
import { inputAt, inputReader } from './call-inputs.js'
import type { ProcedureCalls } from './request-target.js'

/** One request that names procedures, after the checks of the server. */
export interface CallRequest {
  readonly calls: ProcedureCalls
  /** The input from the address, as JSON; null if there is none. */
  readonly input: string | null
  /** What the procedures receive. */
  readonly context: object
  /** Called for each call that failed. */
  onError(error: trpc.TRPCError, path: string): void
}

export interface PlainCallOptions {
  readonly router: trpc.AnyTRPCRouter
  /** In bytes. */
  readonly maxBodySize: number
  readonly maxBatchSize: number
  /** The headers of a response with these errors. */
  headersFor(errors: readonly trpc.TRPCError[]): Readonly<Record<string, string>>
}

/** @returns null if the request is not a plain call; otherwise a promise that resolves when it has been answered */
export type PlainCalls = (request: IncomingMessage, response: ServerResponse, call: CallRequest) => Promise<void> | null

/**
 * Answers plain calls: queries and mutations whose response is one JSON document. tRPC's adapter makes a `Request`, a
 * `Response` and streams for each request, which costs more than everything else in a small call.
 *
 * Status, headers and bytes are those of the adapter (`resolveResponse` of tRPC 11), except that the response states its
 * length instead of being chunked. A test compares the two. Everything else is left to the adapter: streamed batches, HEAD,
 * and requests that tRPC refuses as a whole.
 */
export function createPlainCalls({ router, maxBodySize, maxBatchSize, headersFor }: PlainCallOptions): PlainCalls {
  const config = router._def._config
  const { input: inputForm, output: outputForm } = config.transformer

  return (request, response, { calls: { names, isBatch }, input: given, context: ctx, onError }) => {
    const procedures = isPlain(request) && names.length <= maxBatchSize ? proceduresOf(router, request, names) : null
    if (procedures === null) return null
    const inputs = inputReader(request, given, maxBodySize)
    const closed = new AbortController()
    response.once('close', () => response.writableFinished || closed.abort())

    async function call(procedure: trpc.AnyTRPCProcedure, batchIndex: number) {
      const path = names[batchIndex] ?? ''
      const { type } = procedure._def
      let input: unknown
      const getRawInput = async () => {
        const raw = isBatch ? inputAt(batchIndex, await inputs()) : await inputs()
        input = raw === undefined ? undefined : inputForm.deserialize(raw)
        return input
      }
      try {
        const data: unknown = await procedure({ path, getRawInput, ctx, type, signal: closed.signal, batchIndex })
        return { status: 200, body: { result: { data: outputForm.serialize(data) } } }
      } catch (cause) {
        const error = trpc.getTRPCErrorFromUnknown(cause)
        onError(error, path)
        const shape = trpc.getTRPCErrorShape({ config, ctx, error, input, path, type })
        return { status: Number(shape.data.httpStatus), error, body: { error: outputForm.serialize(shape) } }
      }
    }

    return Promise.all(procedures.map(call)).then((results) => {
      const [status = 200, ...others] = new Set(results.map(({ status }) => status))
      const json = JSON.stringify(isBatch ? results.map(({ body }) => body) : results[0]?.body)
      response.writeHead(others.length === 0 ? status : 207, {
        vary: 'trpc-accept, accept',
        'content-type': 'application/json',
        ...headersFor(results.flatMap(({ error }) => error ?? [])),
        'content-length': Buffer.byteLength(json),
      })
      response.end(json)
    })
  }
}

/** Whether the request sends JSON, or nothing, accepts JSON, and has a valid host. */
function isPlain({ method, headers }: IncomingMessage): boolean {
  if (headers['trpc-accept'] !== undefined || headers.accept?.includes('application/jsonl')) return false
  if (!URL.canParse(`http://${headers.host}`)) return false
  const type = headers['content-type']
  return type === undefined ? method === 'GET' : type.startsWith('application/json')
}

/** @returns null unless all procedures exist, are of one type, and can be called with this method */
function proceduresOf(router: trpc.AnyTRPCRouter, { method }: IncomingMessage, names: readonly string[]) {
  const { procedures } = router._def
  const called = names.flatMap((name): trpc.AnyTRPCProcedure[] =>
    Object.hasOwn(procedures, name) ? procedures[name] : [],
  )
  const [type, ...others] = new Set(called.map(({ _def }) => _def.type))
  const suits = type === 'query' ? method === 'GET' || method === 'POST' : type === 'mutation' && method === 'POST'
  return suits && others.length === 0 && called.length === names.length ? called : null
}
