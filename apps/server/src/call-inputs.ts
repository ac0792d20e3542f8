import type { IncomingMessage } from 'node:http'
import { TRPCError } from '@trpc/server'

/**
 * Reads the inputs of a request's calls when the first of them is needed.
 * @param given the input from the address, as JSON; null if there is none. A POST has its input in the body instead
 * @param most the maximum size of the body, in bytes
 * @throws {TRPCError} `BAD_REQUEST` for invalid JSON; `PAYLOAD_TOO_LARGE`; `CLIENT_CLOSED_REQUEST`
 */
export function inputReader(request: IncomingMessage, given: string | null, most: number): () => Promise<unknown> {
  let reading: Promise<unknown> | undefined
  const read = async () => {
    const json = request.method === 'POST' ? await readBody(request, most) : given
    // A GET may have no input. An empty body is invalid JSON.
    return json === null || (json === '' && request.method === 'GET') ? undefined : parse(json)
  }
  return () => (reading ??= read())
}

/** @throws {TRPCError} `BAD_REQUEST` unless the inputs of a batch are an object whose keys are the positions of the calls */
export function inputAt(batchIndex: number, inputs: unknown): unknown {
  if (inputs === undefined) return undefined
  if (typeof inputs === 'object' && inputs !== null && !Array.isArray(inputs)) return Reflect.get(inputs, batchIndex)
  throw new TRPCError({ code: 'BAD_REQUEST', message: '"input" needs to be an object when doing a batch call' })
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (cause) {
    throw new TRPCError({ code: 'BAD_REQUEST', message: (cause as Error).message, cause })
  }
}

/** Decodes as `Request.json()` does: without a byte order mark, and with invalid bytes replaced. */
const decoder = new TextDecoder()

/** Reads a body to its end. What exceeds `most` bytes is dropped, so that the connection can still be used. */
const readBody = (request: IncomingMessage, most: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= most) chunks.push(chunk)
      else reject(new TRPCError({ code: 'PAYLOAD_TOO_LARGE' }))
    })
    request.once('end', () => resolve(decoder.decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))))
    request.once('close', () => request.readableEnded || reject(new TRPCError({ code: 'CLIENT_CLOSED_REQUEST' })))
  })
