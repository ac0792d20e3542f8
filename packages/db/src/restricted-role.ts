import { startUpFault } from '@ownlist/pool'
import type { Connections } from './connections.js'
import type { PrismaClient } from './generated/client.js'
import { assertIsolation } from './isolation.js'

/**
 * Checks that row-level security applies to the role that this process connects with, and that it isolates the owners of
 * rows in every table. A server calls it before it listens. With a wrong URL, isolation would depend on the WHERE clauses
 * alone.
 * @throws {Error} that names what is wrong and how to fix it, with the database's own message if it refused
 */
export async function assertRestrictedRole({ pool, prisma }: Pick<Connections, 'pool' | 'prisma'>): Promise<void> {
  // Not with Prisma, whose messages hide those of the database.
  await pool.query('select 1').catch((error: unknown) => {
    throw startUpFault(error, 'DATABASE_URL')
  })
  await assertRole(prisma)
}

async function assertRole(prisma: PrismaClient): Promise<void> {
  const [role] = await prisma.$queryRaw<[{ name: string; bypasses: boolean; owns: boolean; owner: string }]>`
    select rolname::text as name, rolsuper or rolbypassrls as bypasses,
      exists (select from pg_class where relowner = pg_roles.oid and relkind in ('r', 'p')) as owns,
      coalesce(current_setting('app.user_id', true), '') as owner
    from pg_roles where rolname = current_user`
  if (role.bypasses || role.owns) {
    throw new Error(
      `The role "${role.name}" of DATABASE_URL could bypass row-level security. Use a role that is NOSUPERUSER NOBYPASSRLS and owns no table.`,
    )
  }
  if (role.owner !== '') {
    throw new Error(
      `The role "${role.name}" of DATABASE_URL, or its database, sets app.user_id. RESET it with ALTER ROLE or ALTER DATABASE: only a transaction may set it.`,
    )
  }
  await assertIsolation(prisma)
}
