/**
 * Why the store refused. The codes are stable: the API maps each to one HTTP answer.
 *
 * - `NOT_FOUND`: no such row, or another user's. The store cannot tell the two apart, by design.
 * - `ID_TAKEN`: the caller's own row already has this id, made from another body.
 * - `STALE_VERSION`: the row has changed since the version the caller named.
 * - `ERASED`: everything of the caller's was erased a moment ago, and nothing new is taken.
 * - `QUOTA_EXCEEDED`: the caller has as many rows as one user may have.
 * - `SEARCH_TOO_SLOW`: the search took longer than a search may. The same search again would, too.
 * - `UNAVAILABLE`: the database did not answer in time. Nothing is known to be written; try again.
 */
export type StoreErrorCode =
  | 'NOT_FOUND'
  | 'ID_TAKEN'
  | 'STALE_VERSION'
  | 'ERASED'
  | 'QUOTA_EXCEEDED'
  | 'SEARCH_TOO_SLOW'
  | 'UNAVAILABLE'

const messages: Record<StoreErrorCode, (what: string, limit: number | undefined) => string> = {
  NOT_FOUND: (what) => `There is no such ${what}.`,
  ID_TAKEN: (what) => `Another ${what} of yours already has this id. Use a new id.`,
  STALE_VERSION: (what) => `This ${what} has changed since you read it. Read it again, then repeat your change.`,
  ERASED: () => 'Everything in this account was erased a moment ago. Wait ten minutes before you add to it.',
  QUOTA_EXCEEDED: (what, limit) =>
    `This account has reached its limit of ${limit === undefined ? '' : `${limit.toLocaleString('en-US')} `}${what}s. Delete some: 30 days later they make room for new ones.`,
  SEARCH_TOO_SLOW: () => 'This search takes too long. Search for a shorter text, or within one list.',
  UNAVAILABLE: () => 'The database did not answer. Try again in a moment.',
}

interface StoreErrorOptions extends ErrorOptions {
  /** What was asked for, in the caller's words, such as `note`. */
  readonly what?: string
  /** How many of them there may be. */
  readonly limit?: number
}

/** The one error the store throws on purpose; anything else that escapes it is a defect. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode

  constructor(code: StoreErrorCode, { what = 'row', limit, ...options }: StoreErrorOptions = {}) {
    super(messages[code](what, limit), options)
    this.code = code
  }
}
