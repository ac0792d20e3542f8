import pg from 'pg'
import { isConnectionError } from './connection-error.js'

/** Prisma's codes: not reached, timed out, closed, no transaction or connection in time, too many connections. */
const prismaCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037'])

/** The names that Prisma's driver adapters use for the same errors. */
const adapterKinds = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'])

/** SQLSTATE: connection failures, resources, shutdown; refused logins; read only, canceled, timed out, not accepting. */
const sqlStates = /^(08...|53...|28...|57P0.|57014|25006|25P03|55000|3D000)$/

/**
 * Whether an error of Prisma or of `pg`, or one of its causes, means that the database is unavailable now, and not that
 * it refused the request. Never throws.
 */
export function isUnavailable(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as { code?: unknown }
    if (isConnectionError(cause) || prismaCodes.has(String(code))) return true
    if (adapterKinds.has(String(driverCauseOf(cause).kind))) return true
    if (sqlStates.test(sqlStateOf(cause) || String(code))) return true
  }
  return false
}

/** PostgreSQL's own code in an error of Prisma or of `pg`; empty if the error does not come from the database. */
export function sqlStateOf(error: unknown): string {
  if (error instanceof pg.DatabaseError) return error.code ?? ''
  return String(driverCauseOf(error).originalCode ?? '')
}

/** Prisma wraps the adapter's error, except that of a transaction's first statement. */
function driverCauseOf(error: unknown): { kind?: unknown; originalCode?: unknown } {
  if (!(error instanceof Error)) return {}
  if (error.name === 'DriverAdapterError') return causeOf(error)
  const { meta } = error as { meta?: { driverAdapterError?: unknown } }
  return causeOf(meta?.driverAdapterError)
}

function causeOf(adapterError: unknown): object {
  const { cause } = (adapterError ?? {}) as { cause?: unknown }
  return typeof cause === 'object' && cause !== null ? cause : {}
}
