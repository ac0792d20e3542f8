import { StoreError } from './errors.js'

/** Prisma's codes: not reached, timed out, closed, no transaction or connection in time, too many connections. */
const prismaCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037'])

/** What Prisma's driver adapters call the same. */
const adapterKinds = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'])

/** SQLSTATE: connection failures, resources, shutdown; read only, cancelled, timed out in a transaction, not accepting. */
const sqlStates = /^(08...|53...|57P0.|57014|25006|25P03|55000)$/

/** What the trigger `refuse_erased` raises for somebody who was erased. */
const erasedState = 'OWERA'

/** The refusal that an error of Prisma's means; null if it means something else. */
export function refusalOf(error: unknown): StoreError | null {
  if (!(error instanceof Error)) return null
  const sqlState = sqlStateOf(error)
  if (sqlState === erasedState) return new StoreError('ERASED', { cause: error })
  const { code } = error as { code?: unknown }
  const means =
    prismaCodes.has(String(code)) || adapterKinds.has(String(driverCauseOf(error).kind)) || sqlStates.test(sqlState)
  return means ? new StoreError('UNAVAILABLE', { cause: error }) : null
}

/** PostgreSQL's own code for what went wrong; empty if the error is not the database's. */
export const sqlStateOf = (error: unknown): string => String(driverCauseOf(error).originalCode ?? '')

function driverCauseOf(error: unknown): { kind?: unknown; originalCode?: unknown } {
  const { meta } = (error ?? {}) as { meta?: { driverAdapterError?: { cause?: object } } }
  return meta?.driverAdapterError?.cause ?? {}
}
