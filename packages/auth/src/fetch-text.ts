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
 * @throws {Error} on any answer but 200, a redirect, a body that is too long, or no answer in time; its message says in plain
 * words what happened, and repeats nothing that the server sent
 */
export async function fetchText(url: string, limits: FetchLimits): Promise<{ text: string; date: Date | null }> {
  const response = await fetch(url, {
    // A redirect could lead anywhere; the one address in the configuration is the one that is trusted.
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

/** Given up as soon as the body is longer than it may be. */
async function readText(response: Response, limits: FetchLimits): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunksOf(response, limits)) {
    length += chunk.length
    if (length > limits.longestBody) throw new Error(`The answer is longer than ${limits.longestBody / 1_024} KiB`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

async function* chunksOf({ body }: Response, limits: FetchLimits): AsyncGenerator<Uint8Array> {
  try {
    yield* body ?? []
  } catch (error) {
    throw faultOf(error, limits, 'The connection ended before the whole answer had arrived')
  }
}

/** The errors of `fetch` say "fetch failed"; what happened is in the code of their cause. */
function faultOf(cause: unknown, { timeoutMs }: FetchLimits, what: string): Error {
  if (cause instanceof DOMException && cause.name === 'TimeoutError')
    return new Error(`The issuer did not answer in full within ${timeoutMs} ms`, { cause })
  const { code } = { ...(cause instanceof Error ? (cause.cause as { code?: unknown }) : {}) }
  return new Error(typeof code === 'string' ? `${what} (${code})` : what, { cause })
}
