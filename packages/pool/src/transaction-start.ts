import pg from 'pg'

/**
 * What each statement of a transaction may take, and how long the server waits for the next one, in milliseconds. Set in each
 * transaction: PgBouncer refuses them as startup parameters, and does not keep what is set for a session.
 */
const statementMs = '5000'
const idleMs = '10000'

/** As long as PostgreSQL's `application_name` is, in bytes. */
const longestName = 63

/**
 * Starts a transaction with its time limits and, where there is one, with the name that `pg_stat_activity` and `%a` in
 * `log_line_prefix` show. All of it ends with the transaction. One message, so it costs no round trip more than `begin`.
 *
 * `set local` rather than `set_config()`: a query would take the snapshot, and the isolation level is set before that.
 * @param name any text; what is not visible ASCII is replaced, and what is too long is cut off
 */
export function transactionStart(name: string | undefined): string {
  const limits = `set local statement_timeout = ${statementMs}; set local idle_in_transaction_session_timeout = ${idleMs}`
  if (name === undefined) return `begin; ${limits}`
  const visible = name.replace(/[^ -~]/g, '?').slice(0, longestName)
  return `begin; ${limits}; set local application_name = ${pg.escapeLiteral(visible)}`
}
