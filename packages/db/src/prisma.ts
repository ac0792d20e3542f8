import { createPool } from '@ownlist/pool'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client.js'

/** What these connections are called in the database, while no request is served on them. */
export const program = 'ownlist-api'

type Pool = ReturnType<typeof createPool>

/**
 * Prisma over a pool of connections that give up soon: a database that hangs is answered for, not waited for. Disconnecting
 * it ends the pool.
 */
export function connectPrisma(url: string, pool: Pool = createPool(url, { max: 10, program })): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg(pool, { disposeExternalPool: true }),
    transactionOptions: { maxWait: 2_000, timeout: 8_000 },
  })
}
