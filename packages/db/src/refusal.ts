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
  const { code, meta } = error as { code?: unknown; meta?: { driverAdapterError?: { cause?: unknown } } }
  const { kind, originalCode } = (meta?.driverAdapterError?.cause ?? {}) as { kind?: unknown; originalCode?: unknown }
  if (originalCode === erasedState) return new StoreError('ERASED', { cause: error })
  const means =
    prismaCodes.has(String(code)) || adapterKinds.has(String(kind)) || sqlStates.test(String(originalCode ?? ''))
  return means ? new StoreError('UNAVAILABLE', { cause: error }) : null
}
