import pg from 'pg'

/** Settings of PostgreSQL by name, such as `{ enable_sort: 'off' }`. */
export type Settings = Readonly<Record<string, string>>

/**
 * How long each statement of a transaction may take, and how long the server waits for the next one, in milliseconds.
 * They are set in each transaction: PgBouncer refuses them as startup parameters, and does not keep session settings.
 */
export const limits: Settings = { statement_timeout: '5000', idle_in_transaction_session_timeout: '10000' }

/** The maximum length of PostgreSQL's `application_name`, in bytes. */
const longestName = 63

/**
 * Starts a transaction with its settings and, if there is one, with the name that `pg_stat_activity` and `%a` in
 * `log_line_prefix` show. All of it ends with the transaction. It is a single message, so it needs no more round trips than
 * `begin`.
 *
 * It uses `set local` instead of `set_config()`, because a query would take the snapshot, and the isolation level must be
 * set before that.
 * @param name any text; characters that are not visible ASCII are replaced, and text that is too long is cut
 */
export function transactionStart(name: string | undefined, settings: Settings): string {
  const visible = name?.replace(/[^ -~]/g, '?').slice(0, longestName)
  const all = { ...settings, ...(visible === undefined ? {} : { application_name: visible }) }
  const assignments = Object.entries(all).map(([key, value]) => `set local ${key} = ${pg.escapeLiteral(value)}`)
  return ['begin', ...assignments].join('; ')
}
