import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { ConnectionError } from './connection-error.js'

export interface ListenerOptions {
  /** The URL of the server itself: through a pooler in transaction mode, notifications do not arrive. */
  readonly url: string
  readonly channel: string
  /** The name of the connection, such as `ownlist-api`. */
  readonly program: string
  /** Called with the payload of each notification from another connection. */
  onNotification(payload: string): void
  /** Called each time it has started to listen. Earlier notifications did not arrive. */
  onListening(): void
  /** Called with the reason why it does not listen, once for each new reason, and with null when it listens. */
  onFault?: ((fault: string | null) => void) | undefined
}

/** One connection for LISTEN and NOTIFY. Disposing of it closes the connection. */
export interface Listener extends AsyncDisposable {
  /**
   * Sends a notification to everyone else who listens.
   * @param payload at most 7,999 bytes
   * @throws {ConnectionError} if there is no connection, or if it was lost
   */
  notify(payload: string): Promise<void>
}

/** The wait before it connects again, in milliseconds. It doubles with each failure, and each wait is a random part of it. */
const [shortestWait, longestWait] = [200, 10_000]
/** A connection that does not answer within this time, in milliseconds, is lost. */
const answerMs = 5_000
/**
 * How often a connection must answer, in milliseconds. Without this, a connection that a firewall dropped would stay for
 * hours.
 */
const checkMs = 15_000

const throughPooler =
  'notifications may not arrive, because the connection goes through a pooler such as PgBouncer. Set DATABASE_LISTEN_URL to the address of the server itself'

/** Listens on a channel, and connects again whenever the connection is lost. It never throws. */
export function createListener(options: ListenerOptions): Listener {
  const ended = new AbortController()
  let latest: pg.Client | undefined
  /** The same, while it is listening. */
  let current: pg.Client | undefined
  let said: string | null | undefined

  function note(fault: string | null): void {
    if (fault !== said) options.onFault?.(fault)
    said = fault
  }

  /** @returns when the connection is lost */
  async function listen(client: pg.Client): Promise<void> {
    const lost = new Promise<void>((resolve) => client.once('end', resolve))
    client.on('error', () => undefined)
    client.on('notification', ({ processId, payload = '' }) => {
      if (processId !== processOf(client)) options.onNotification(payload)
    })
    await client.connect()
    await client.query(`listen ${pg.escapeIdentifier(options.channel)}`)
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    current = client
    note(rows[0]?.pid === processOf(client) ? null : throughPooler)
    options.onListening()
    const check = setInterval(() => client.query('select 1').catch(() => void client.end()), checkMs)
    await lost
    clearInterval(check)
    throw new ConnectionError('The connection was closed.')
  }

  async function run(): Promise<void> {
    let waitMs = shortestWait
    while (!ended.signal.aborted) {
      const client = createClient(options)
      latest = client
      try {
        await listen(client)
      } catch (error) {
        if (ended.signal.aborted) return
        if (current === client) waitMs = shortestWait
        note(error instanceof Error ? error.message || error.name : String(error))
      } finally {
        current = undefined
        await client.end().catch(() => undefined)
      }
      await sleep(Math.random() * waitMs, undefined, { signal: ended.signal }).catch(() => undefined)
      waitMs = Math.min(waitMs * 2, longestWait)
    }
  }

  const running = run()
  return {
    async notify(payload) {
      if (current === undefined) throw new ConnectionError('There is no connection to notify on.')
      await current.query('select pg_notify($1, $2)', [options.channel, payload])
    },
    async [Symbol.asyncDispose]() {
      ended.abort()
      await latest?.end().catch(() => undefined)
      await running
    },
  }
}

const createClient = ({ url, program }: ListenerOptions): pg.Client =>
  new pg.Client({
    connectionString: url,
    application_name: program,
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
    keepAlive: true,
    pipeline: true,
  })

/** Properties of `pg` that its types lack: the server process that the connection was told. */
const processOf = (client: pg.Client): unknown => Reflect.get(client, 'processID')
