import pg from 'pg'
import { StoreError } from './errors.js'

/** Asks whether the database answers. Disposing of it closes its connection. */
export interface DatabasePing extends AsyncDisposable {
  /** @throws {StoreError} `UNAVAILABLE` */
  ping(): Promise<void>
}

/**
 * Pings over a connection of its own, so that calls which take every other connection do not make the database look gone.
 * Whoever asks while an answer is on its way gets that one.
 */
export function createPing(url: string): DatabasePing {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    connectionTimeoutMillis: 2_000,
    query_timeout: 2_000,
    statement_timeout: 2_000,
  })
  // An idle connection that breaks is replaced by the next ping; without a listener it would end the process.
  pool.on('error', () => undefined)
  let pending: Promise<void> | undefined
  async function ask(): Promise<void> {
    try {
      await pool.query('select 1')
    } catch (error) {
      throw new StoreError('UNAVAILABLE', { cause: error })
    } finally {
      pending = undefined
    }
  }
  return {
    ping: () => (pending ??= ask()),
    [Symbol.asyncDispose]: () => pool.end(),
  }
}
