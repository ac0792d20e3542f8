import { ConnectionError } from './connection-error.js'
import { StoreError } from './errors.js'

/** Prisma's codes: not reached, timed out, closed, no transaction or connection in time, too many connections. */
const prismaCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037'])

/** What Prisma's driver adapters call the same. */
const adapterKinds = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'])

/** SQLSTATE: connection failures, resources, shutdown; read only, cancelled, timed out in a transaction, not accepting. */
const sqlStates = /^(08...|53...|57P0.|57014|25006|25P03|55000)$/

/** What the trigger `refuse_erased` raises for somebody who was erased. */
const erasedState = 'OWERA'

/** What the driver calls an error that is not the server's answer, at whatever depth Prisma has put it. */
function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return error instanceof ConnectionError || isConnectionError(error.cause)
}

/** The refusal that an error of Prisma's means; null if it means something else. */
export function refusalOf(error: unknown): StoreError | null {
  if (!(error instanceof Error)) return null
  const sqlState = sqlStateOf(error)
  if (sqlState === erasedState) return new StoreError('ERASED', { cause: error })
  const { code } = error as { code?: unknown }
  const means =
    isConnectionError(error) ||
    prismaCodes.has(String(code)) ||
    adapterKinds.has(String(driverCauseOf(error).kind)) ||
    sqlStates.test(sqlState)
  return means ? new StoreError('UNAVAILABLE', { cause: error }) : null
}

/** PostgreSQL's own code for what went wrong; empty if the error is not the database's. */
export const sqlStateOf = (error: unknown): string => String(driverCauseOf(error).originalCode ?? '')

/** Prisma wraps the adapter's error, but not that of a transaction's first statement. */
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
