import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client.js'
import { createPool } from './pool.js'

/** Prisma over a pool of connections that give up soon: a database that hangs is answered for, not waited for. */
export function connectPrisma(url: string): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg(createPool(url, { max: 10 }), { disposeExternalPool: true }),
    transactionOptions: { maxWait: 2_000, timeout: 8_000 },
  })
}
