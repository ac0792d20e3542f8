import type { createPool } from '@ownlist/pool'

/** What a role can do in addition to reading the table `due`. */
interface Rights {
  readonly name: string
  /** Attributes with which a role could get more rights. */
  readonly free: boolean
  readonly hasRoles: boolean
  /** Other tables and views that it owns, or in which it can read or write a column. */
  readonly others: readonly string[]
  readonly writes: boolean
}

/** Extensions may contain views that every role can read. */
const rights = `
  select rolname::text as name,
    rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as free,
    exists (select from pg_auth_members where member = pg_roles.oid) as "hasRoles",
    array(select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and n.nspname not in ('pg_catalog', 'information_schema')
        and n.nspname not like 'pg_toast%' and c.oid <> coalesce(to_regclass('due'), 0)
        and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = c.oid and deptype = 'e')
        and (c.relowner = pg_roles.oid
          or has_table_privilege(c.oid, 'select, insert, update, delete, truncate, references, trigger')
          or (c.relkind <> 'S' and has_any_column_privilege(c.oid, 'select, insert, update, references')))
      order by 1) as others,
    has_table_privilege('due', 'insert, update, delete, truncate, references, trigger')
      or has_any_column_privilege('due', 'insert, update, references') as writes
  from pg_roles where rolname = current_user`

/**
 * Checks that the role of the URL can read the table `due` and do nothing else. With more rights, a fault of the background
 * program could reach the rows of every owner.
 * @throws {Error} that names what is wrong and how to fix it; what `pg` throws
 */
export async function assertDueRole(pool: ReturnType<typeof createPool>): Promise<void> {
  const { rows } = await pool.query<Rights>(rights)
  const fault = faultOf(rows[0])
  if (fault === null) return
  throw new Error(
    `The role "${rows[0]?.name ?? 'unknown'}" of DATABASE_BACKGROUND_URL ${fault}. It may only read the table due: docs/own-server.md has the statements that create it.`,
  )
}

function faultOf(role: Rights | undefined): string | null {
  if (role === undefined || role.free) return 'is a superuser, or has an attribute with which it could get more rights'
  if (role.hasRoles) return 'is a member of another role'
  if (role.others.length > 0) return `can use ${role.others.join(', ')}`
  return role.writes ? 'can write to the table due' : null
}
