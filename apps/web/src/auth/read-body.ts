/** The longest body of a request, in bytes. The longest one that is needed, for a new passkey, has some 2 KiB. */
export const mostBodyBytes = 64 * 1_024

/**
 * Reads the body as text. It counts the bytes that it reads, since a Content-Length may be missing or wrong, and stops
 * at the limit. The rest is left unread: cancelling it would end the connection before the response.
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
