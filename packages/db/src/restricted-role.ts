import type { PrismaClient } from './generated/client.js'

/**
 * Checks that row-level security applies to the role that this process connects with, and that it is on for every table
 * that has an owner. A server calls it before it listens. With a wrong URL, isolation would depend on the WHERE clauses
 * alone.
 * @throws {Error} that names what is wrong and how to fix it
 */
export async function assertRestrictedRole(prisma: PrismaClient): Promise<void> {
  const [role] = await prisma.$queryRaw<{ name: string; bypasses: boolean; owns: boolean }[]>`
    select rolname::text as name, rolsuper or rolbypassrls as bypasses,
      exists (select from pg_class where relowner = pg_roles.oid and relkind in ('r', 'p')) as owns
    from pg_roles where rolname = current_user`
  if (role === undefined || role.bypasses || role.owns) {
    const name = role?.name ?? 'unknown'
    throw new Error(
      `The role "${name}" of DATABASE_URL could bypass row-level security. Use a role that is NOSUPERUSER NOBYPASSRLS and owns no table.`,
    )
  }
  const unguarded = await prisma.$queryRaw<{ name: string }[]>`
    select relname::text as name from pg_class join pg_attribute on attrelid = pg_class.oid
    where attname = 'user_id' and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)`
  if (unguarded.length > 0) {
    const tables = unguarded.map(({ name }) => name).join(', ')
    throw new Error(`These tables have no row-level security: ${tables}. ENABLE and FORCE it in a migration.`)
  }
}
