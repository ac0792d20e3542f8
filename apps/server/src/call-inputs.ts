import type { IncomingMessage } from 'node:http'
import { TRPCError } from '@trpc/server'

export interface InputSource {
  readonly isBatch: boolean
  /** The input from the address, as JSON; null if there is none. */
  readonly input: string | null
  /** The largest body, in bytes. */
  readonly maxBodySize: number
}

/**
 * Reads the inputs of a request's calls, by their position in the batch; a missing one is undefined. A POST has them in
 * its body.
 * @throws {TRPCError} `BAD_REQUEST` for invalid JSON, and for a batch that is not an object; `PAYLOAD_TOO_LARGE`;
 * `CLIENT_CLOSED_REQUEST`
 */
export async function readInputs(
  request: IncomingMessage,
  { isBatch, input, maxBodySize }: InputSource,
): Promise<Readonly<Record<number, unknown>>> {
  const json = request.method === 'POST' ? await readBody(request, maxBodySize) : input
  // A GET may have no input. An empty body is invalid JSON.
  const value = json === null || (json === '' && request.method === 'GET') ? undefined : parse(json)
  if (!isBatch) return { 0: value }
  if (value === undefined) return {}
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TRPCError({ code: 'BAD_REQUEST', message: '"input" needs to be an object when doing a batch call' })
  }
  return value as Record<number, unknown>
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (cause) {
    throw new TRPCError({
      code: 'BAD_REQUEST',
      message: cause instanceof Error ? cause.message : 'Invalid input',
      cause,
    })
  }
}

/** Decodes as `Request.json()` does: without a byte order mark, and with invalid bytes replaced. */
const decoder = new TextDecoder()

/** Reads a body to its end. What exceeds `most` bytes is dropped, so that the connection can still be used. */
function readBody(request: IncomingMessage, most: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request
      .on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size <= most) chunks.push(chunk)
        else reject(new TRPCError({ code: 'PAYLOAD_TOO_LARGE' }))
      })
      .once('end', () => resolve(decoder.decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))))
      // After `end`, this changes nothing.
      .once('close', () => reject(new TRPCError({ code: 'CLIENT_CLOSED_REQUEST' })))
  })
}
