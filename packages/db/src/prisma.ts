import { createPool } from '@ownlist/pool'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client.js'

/** The name of these connections in the database while they serve no request. */
export const program = 'ownlist-api'

type Pool = ReturnType<typeof createPool>

/**
 * Prisma over a pool of connections with short timeouts: callers get an error instead of waiting for a database that
 * hangs. Disconnecting it ends the pool.
 */
export function connectPrisma(url: string, pool: Pool = createPool(url, { max: 10, program })): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg(pool, { disposeExternalPool: true }),
    transactionOptions: { maxWait: 2_000, timeout: 8_000 },
  })
}
