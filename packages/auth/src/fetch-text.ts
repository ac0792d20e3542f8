/** What one fetch may cost. */
export interface FetchLimits {
  /** The media type asked for. */
  readonly accept: string
  /** From connecting to the last byte. */
  readonly timeoutMs: number
  /** In bytes, counted as they come out of any compression. */
  readonly longestBody: number
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** @throws {Error} on a URL that is neither https nor loopback, or that carries credentials */
export function assertSafe(text: string): void {
  const { protocol, hostname, username, password } = new URL(text)
  const safe = protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname))
  if (!safe) throw new Error(`${text} must be https, or http to a loopback address`)
  if (username !== '' || password !== '') throw new Error('The URL of an issuer must not carry credentials')
}

/**
 * Fetches a small text from exactly this address, with the server's clock as its Date header has it.
 * @throws {Error} on any answer but 200, a redirect, a body that is too long, or no answer in time
 */
export async function fetchText(url: string, limits: FetchLimits): Promise<{ text: string; date: Date | null }> {
  const response = await fetch(url, {
    // A redirect could lead anywhere; the one address in the configuration is the one that is trusted.
    redirect: 'error',
    headers: { accept: limits.accept },
    signal: AbortSignal.timeout(limits.timeoutMs),
  })
  if (response.status !== 200) {
    await response.body?.cancel()
    throw new Error(`The issuer answered ${response.status}`)
  }
  const date = Date.parse(response.headers.get('date') ?? '')
  return { text: await readText(response, limits.longestBody), date: Number.isNaN(date) ? null : new Date(date) }
}

/** Given up as soon as the body is longer than it may be. */
async function readText(response: Response, longestBody: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.length
    if (length > longestBody) throw new Error(`The answer is longer than ${longestBody} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
