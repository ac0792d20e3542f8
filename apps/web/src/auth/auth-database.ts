import type { Prisma, PrismaClient, User } from './generated/client'

/**
 * Better Auth's database, for what Better Auth does not do itself. `createAuth` passes it to the modules that need it.
 */
export type AuthDatabase = PrismaClient

/** The same, within one transaction. */
export type AuthTransaction = Prisma.TransactionClient

export type UserRow = User
