import type { IncomingMessage } from 'node:http'
import { TRPCError } from '@trpc/server'

interface InputSource {
  readonly isBatch: boolean
  /** The input from the address, as JSON; null if there is none. A POST has it in its body instead. */
  readonly given: string | null
  readonly maxBodySize: number
}

/**
 * Reads the inputs of a request's calls, by their position in the batch, once the first of them is asked for. A missing one
 * is undefined.
 * @throws {TRPCError} `BAD_REQUEST` for invalid JSON, and for a batch that is not an object; `PAYLOAD_TOO_LARGE`;
 * `CLIENT_CLOSED_REQUEST`
 */
export function inputReader(request: IncomingMessage, { isBatch, given, maxBodySize }: InputSource) {
  let reading: Promise<unknown> | undefined
  const read = async () => {
    const json = request.method === 'POST' ? await readBody(request, maxBodySize) : given || null
    const value = json === null ? undefined : parse(json)
    if (!isBatch || value === undefined || (value !== null && typeof value === 'object' && !Array.isArray(value)))
      return value
    throw new TRPCError({ code: 'BAD_REQUEST', message: '"input" needs to be an object when doing a batch call' })
  }
  return async (batchIndex: number): Promise<unknown> => {
    reading ??= read()
    const inputs = await reading
    return isBatch ? (inputs as Record<number, unknown> | undefined)?.[batchIndex] : inputs
  }
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
    request
      .on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size <= most) chunks.push(chunk)
        else reject(new TRPCError({ code: 'PAYLOAD_TOO_LARGE' }))
      })
      .once('end', () => resolve(decoder.decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))))
      .once('close', () => request.readableEnded || reject(new TRPCError({ code: 'CLIENT_CLOSED_REQUEST' })))
  })
