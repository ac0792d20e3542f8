/** A request's body is at most this long; the longest that is needed, a new passkey's, has some 2 KiB. */
export const mostBodyBytes = 64 * 1_024

/**
 * The body as text. What was read is counted, since a length may be missing, or lie; no more is read than that. The rest is
 * left where it is: to cancel it would end the connection before the answer.
 * @returns null if it is too long
 * @throws {TypeError} if it is not UTF-8
 */
export async function readBody(request: Request): Promise<string | null> {
  if (Number(request.headers.get('content-length')) > mostBodyBytes) return null
  const reader = request.body?.getReader()
  if (reader === undefined) return ''
  const chunks: Uint8Array[] = []
  let bytes = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    bytes += next.value.byteLength
    if (bytes > mostBodyBytes) {
      reader.releaseLock()
      return null
    }
    chunks.push(next.value)
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
}
