/** The limits of one fetch. */
export interface FetchLimits {
  /** The requested media type. */
  readonly accept: string
  /** From connecting to the last byte. */
  readonly timeoutMs: number
  /** In bytes, after decompression. */
  readonly longestBody: number
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * @param httpHosts hosts, in the form of `URL.hostname`, for which plain http is also safe, as in a network that nobody
 * else can read
 * @throws {Error} on a URL that is neither https, nor http to a loopback address or to such a host, or that contains
 * credentials
 */
export function assertSafe(text: string, httpHosts: readonly string[] = []): void {
  const { protocol, hostname, username, password } = new URL(text)
  const mayBeHttp = loopback.has(hostname) || httpHosts.includes(hostname)
  if (protocol !== 'https:' && !(protocol === 'http:' && mayBeHttp)) {
    throw new Error(`${text} must be https, or http to a loopback address or to a host in the option \`httpHosts\``)
  }
  if (username !== '' || password !== '') throw new Error('The URL of an issuer must not contain credentials')
}

/**
 * Fetches a small text from exactly this address, and the server's clock from the Date header.
 * @throws {Error} on any status other than 200, a redirect, a body that is too long, or no response in time; its
 * message says what happened in plain words, and repeats nothing that the server sent
 */
export async function fetchText(url: string, limits: FetchLimits): Promise<{ text: string; date: Date | null }> {
  const response = await fetch(url, {
    // A redirect could lead anywhere. Only the configured address is trusted.
    redirect: 'manual',
    headers: { accept: limits.accept },
    signal: AbortSignal.timeout(limits.timeoutMs),
  }).catch((error: unknown) => {
    throw faultOf(error, limits, 'The issuer could not be reached')
  })
  if (response.status !== 200) {
    await response.body?.cancel()
    throw new Error(`The issuer answered ${response.status} instead of 200`)
  }
  const date = Date.parse(response.headers.get('date') ?? '')
  return { text: await readText(response, limits), date: Number.isNaN(date) ? null : new Date(date) }
}

/** Stops reading as soon as the body is too long. */
async function readText(response: Response, limits: FetchLimits): Promise<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let text = ''
  let length = 0
  for await (const chunk of chunksOf(response, limits)) {
    length += chunk.length
    if (length > limits.longestBody) throw new Error(`The response is longer than ${limits.longestBody / 1_024} KiB`)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

async function* chunksOf({ body }: Response, limits: FetchLimits): AsyncGenerator<Uint8Array> {
  if (body === null) return
  const reader = body.getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
  } catch (error) {
    throw faultOf(error, limits, 'The connection ended before the whole response had arrived')
  } finally {
    // The rest of an abandoned response is not received.
    reader.cancel().catch(() => undefined)
  }
}

/** The errors of `fetch` say "fetch failed"; the code of their cause says what happened. */
function faultOf(cause: unknown, { timeoutMs }: FetchLimits, what: string): Error {
  if (cause instanceof DOMException && cause.name === 'TimeoutError')
    return new Error(`The issuer did not send a complete response within ${timeoutMs} ms`, { cause })
  const { code } = { ...(cause instanceof Error ? (cause.cause as { code?: unknown }) : {}) }
  return new Error(typeof code === 'string' ? `${what} (${code})` : what, { cause })
}
