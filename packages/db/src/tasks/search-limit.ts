import { sqlStateOf } from '@ownlist/pool'
import { StoreError } from '../errors.js'

/** The time limit of each statement of a search, in milliseconds. Every other statement has the 5 seconds of the pool. */
const searchMs = 500

/** SQLSTATE `query_canceled`: the statement took too long. */
const cancelled = '57014'

/**
 * Runs a search with its own time limit, because its cost depends on the text and on the amount of data.
 * @throws {StoreError} `SEARCH_TOO_SLOW`; what `search` throws
 */
export async function withinSearchLimit<T>(search: (limitMs: number) => Promise<T>): Promise<T> {
  try {
    return await search(searchMs)
  } catch (error) {
    if (!(error instanceof StoreError) || sqlStateOf(error.cause) !== cancelled) throw error
    throw new StoreError('SEARCH_TOO_SLOW', { cause: error.cause })
  }
}
