import { sqlStateOf } from '@ownlist/pool'
import { StoreError } from '../errors.js'
import type { OwnerTransaction } from '../owner-scope.js'

/** The time limit of each statement of a search, in milliseconds. Every other statement has the 5 seconds of the pool. */
const searchMs = 500

/** SQLSTATE `query_canceled`: the statement took too long. */
const cancelled = '57014'

/**
 * Runs a search with its own time limit, since its cost depends on the text and on the amount of data. The limit ends
 * with the transaction.
 * @throws {StoreError} `SEARCH_TOO_SLOW`; what `search` throws
 */
export async function withinSearchLimit<T>(db: OwnerTransaction['db'], search: () => Promise<T>): Promise<T> {
  await db.$executeRaw`select set_config('statement_timeout', ${String(searchMs)}, true)`
  try {
    return await search()
  } catch (error) {
    throw sqlStateOf(error) === cancelled ? new StoreError('SEARCH_TOO_SLOW', { cause: error }) : error
  }
}
