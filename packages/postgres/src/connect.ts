import pg from 'pg'

/** SQLSTATE: too many connections, or all of those that this role may have. */
const noConnection = '53300'

interface ConnectOptions {
  /** How long to wait for the connection; 10 seconds by default. */
  readonly connectMs?: number
  /** How long to wait for the result of each query; unlimited by default. */
  readonly queryMs?: number
  /** Closes the connection when it is aborted, even during a query. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Runs work on one connection and closes it.
 * @throws {Error} that says why there is no connection, without the password; whatever the work throws
 */
export async function withClient<T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
  { connectMs = 10_000, queryMs = 0, signal }: ConnectOptions = {},
): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: connectMs,
    query_timeout: queryMs,
  })
  // If the server goes away, the query fails. Without a listener, the error event would also end this process.
  client.on('error', () => undefined)
  const close = () => void client.end().catch(() => undefined)
  try {
    signal?.throwIfAborted()
    signal?.addEventListener('abort', close, { once: true })
    await client.connect().catch((cause: Error) => {
      throw new Error(connectionFault(url, cause, connectMs), { cause })
    })
    return await work(client)
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  } finally {
    signal?.removeEventListener('abort', close)
    await client.end().catch(() => undefined)
  }
}

function connectionFault(url: string, error: Error, connectMs: number): string {
  const { host, pathname } = new URL(url)
  const server = `PostgreSQL at ${host}${pathname}`
  if (error instanceof pg.DatabaseError) {
    if (error.code === noConnection) return `${server} has no free connections: ${error.message}. Nothing was changed.`
    return `${server} refused the connection: ${error.message}`
  }
  if (error.message.includes('timeout'))
    return `${server} did not answer within ${connectMs / 1_000} s. Nothing was changed.`
  return `${server} cannot be reached: ${(error as NodeJS.ErrnoException).code ?? error.message}`
}
