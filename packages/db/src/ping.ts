import { createPool } from '@ownlist/pool'
import { program } from './connections.js'
import { StoreError } from './errors.js'

/** Checks whether the database answers. Disposing of it closes its connection. */
export interface DatabasePing extends AsyncDisposable {
  /** @throws {StoreError} `UNAVAILABLE` */
  ping(): Promise<void>
}

/**
 * Pings over its own connection, so that the database does not seem to be down when calls use all other connections.
 * Callers that come while a ping is running share its result.
 */
export function createPing(url: string): DatabasePing {
  const pool = createPool(url, { max: 1, program, queryTimeoutMs: 2_000 })
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
