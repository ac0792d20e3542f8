import { AsyncLocalStorage } from 'node:async_hooks'

/** What is known about one request. */
export interface RequestOutage {
  /** Whether a statement for this request failed because the auth database was not available. */
  isUnavailable: boolean
}

// Kept on globalThis: Next.js loads a module once for the start of the app and again for each kind of route.
const shared = globalThis as { ownlistOutages?: AsyncLocalStorage<RequestOutage> }
shared.ownlistOutages ??= new AsyncLocalStorage()
const requests = shared.ownlistOutages

/** Seconds after which a client should try again; a database that restarts takes about that long. */
export const retryAfterSeconds = 5

/** Runs what answers a request. Whatever becomes of a failed statement on the way, `outage` tells that the database failed. */
export function watchOutages<Result>(run: (outage: RequestOutage) => Result): Result {
  const outage = requests.getStore() ?? { isUnavailable: false }
  return requests.run(outage, () => run(outage))
}

/** Notes for the request that is being answered, if one is, that the database was not available. */
export function noteOutage(): void {
  const outage = requests.getStore()
  if (outage !== undefined) outage.isUnavailable = true
}

/** Prisma's codes: not reached, timed out, closed, no transaction or connection in time, too many connections. */
const prismaCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037'])

/** What Prisma's driver adapters call the same. */
const adapterKinds = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'])

/** SQLSTATE: connection failures, resources, shutdown; refused logins; read only, cancelled, timed out, not accepting. */
const sqlStates = /^(08...|53...|28...|57P0.|57014|25006|25P03|55000|3D000)$/

/** The messages of `pg` for what has no code: no connection in time, no answer in time, a connection that ended. */
const driverMessages = /^(timeout exceeded when trying to connect|Query read timeout|Connection terminated)/

/** Whether an error, or a cause of it, means that the database cannot answer now, rather than that it refused something. */
export function isUnavailable(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code, meta } = cause as { code?: unknown; meta?: { driverAdapterError?: { cause?: DriverCause } } }
    const { kind, originalCode } = meta?.driverAdapterError?.cause ?? {}
    if (prismaCodes.has(String(code)) || adapterKinds.has(String(kind))) return true
    if (sqlStates.test(String(originalCode ?? code)) || /^E[A-Z]{4,}$/.test(String(code))) return true
    if (driverMessages.test(cause.message)) return true
  }
  return false
}

interface DriverCause {
  readonly kind?: unknown
  readonly originalCode?: unknown
}
