import type { Conflict } from './changes/history.js'

/**
 * Why the store refused. The codes are stable: the API maps each one to one HTTP response.
 *
 * - `NOT_FOUND`: the row does not exist or belongs to another user. By design, the store cannot distinguish the two.
 * - `ID_TAKEN`: the caller already has a row with this id, created with a different body.
 * - `STALE_VERSION`: the row has changed since the version that the caller named.
 * - `ERASED`: all of the caller's data was erased recently, and no new data is accepted.
 * - `QUOTA_EXCEEDED`: the caller has the maximum number of rows.
 * - `LOG_TRIMMED`: the log no longer has all changes that the caller asks for.
 * - `CHANGED_SINCE`: an undo would overwrite later changes.
 * - `NOT_POSSIBLE`: the change would leave the rows in an invalid state, whatever they contain now.
 * - `SEARCH_TOO_SLOW`: the search took too long. The same search would be too slow again.
 * - `UNAVAILABLE`: the database did not answer in time. It is not known whether anything was written; try again.
 */
export type StoreErrorCode =
  | 'NOT_FOUND'
  | 'ID_TAKEN'
  | 'STALE_VERSION'
  | 'ERASED'
  | 'QUOTA_EXCEEDED'
  | 'NOT_POSSIBLE'
  | 'LOG_TRIMMED'
  | 'CHANGED_SINCE'
  | 'SEARCH_TOO_SLOW'
  | 'UNAVAILABLE'

const messages: Record<StoreErrorCode, (what: string, limit: number | undefined) => string> = {
  NOT_FOUND: (what) => `There is no such ${what}.`,
  ID_TAKEN: (what) => `Another ${what} of yours already has this id. Use a new id.`,
  STALE_VERSION: (what) => `This ${what} has changed since you read it. Read it again, then repeat your change.`,
  ERASED: () => 'Everything in this account was just erased. Wait ten minutes before you add anything.',
  QUOTA_EXCEEDED: (what, limit) =>
    `This account has reached its limit of ${limit === undefined ? '' : `${limit.toLocaleString('en-US')} `}${what}s. Delete some. Their space becomes available 30 days later.`,
  LOG_TRIMMED: () => 'These changes are no longer recorded. Read everything again.',
  CHANGED_SINCE: () =>
    'Some of this was changed later. Repeat the undo with `overwrite` to overwrite the later changes.',
  NOT_POSSIBLE: (what) => what,
  SEARCH_TOO_SLOW: () => 'This search takes too long. Search for a shorter text, or within one list.',
  UNAVAILABLE: () => 'The database did not answer. Try again in a moment.',
}

interface StoreErrorOptions extends ErrorOptions {
  /** The kind of row, in words for the caller, such as `note`. For `NOT_POSSIBLE`, the whole message. */
  readonly what?: string
  /** How many of them one user may have. */
  readonly limit?: number
  /** The rows that an undo would overwrite. */
  readonly conflicts?: readonly Conflict[]
}

/** The only error that the store throws on purpose. Anything else that it throws is a bug. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode
  readonly conflicts: readonly Conflict[] | null

  constructor(code: StoreErrorCode, { what = 'row', limit, conflicts, ...options }: StoreErrorOptions = {}) {
    super(messages[code](what, limit), options)
    this.code = code
    this.conflicts = conflicts ?? null
  }
}
