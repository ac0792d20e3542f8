import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client.js'

/** Prisma over a pool of connections that give up soon: a database that hangs is answered for, not waited for. */
export function connectPrisma(url: string): PrismaClient {
  const adapter = new PrismaPg({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 2_000,
    statement_timeout: 5_000,
    idle_in_transaction_session_timeout: 10_000,
  })
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 2_000, timeout: 8_000 } })
}
