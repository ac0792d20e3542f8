import { StoreError } from './errors.js'

/** Prisma: not reached, timed out, closed, no transaction in time, too many connections. */
const prismaCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037'])

/** Postgres: connection failures, resources, shutdown, read only, a statement cancelled; by class or whole code. */
const postgresCodes = /^(08...|53...|57P0.|57014|25006|25P03)$/

const networkCodes = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_)/

/** The `UNAVAILABLE` that an error means, wherever along its causes that shows; null if it means something else. */
export function unavailable(error: unknown): StoreError | null {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    if (meansUnavailable(cause)) return new StoreError('UNAVAILABLE', { cause: error })
  }
  return null
}

function meansUnavailable(error: Error): boolean {
  const { code, originalCode } = error as { code?: unknown; originalCode?: unknown }
  return [code, originalCode].some(
    (value) =>
      typeof value === 'string' && (prismaCodes.has(value) || postgresCodes.test(value) || networkCodes.test(value)),
  )
}
