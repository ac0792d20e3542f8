import type { createPool } from '@ownlist/pool'

/** What a role can do in addition to reading the table `due`. */
export interface Rights {
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
 * The rights of the role of the pool's URL.
 * @throws what `pg` throws
 */
export async function readRights(pool: ReturnType<typeof createPool>): Promise<Rights> {
  const { rows } = await pool.query<Rights>(rights)
  if (rows[0] === undefined) throw new Error('The database does not know the role of this connection')
  return rows[0]
}

/**
 * What the role can do in addition to reading the table `due`; null for nothing. With more rights, a fault of the background
 * program could reach the rows of every owner.
 */
export function faultOf({ free, hasRoles, others, writes }: Rights): string | null {
  if (free) return 'is a superuser, or has an attribute with which it could get more rights'
  if (hasRoles) return 'is a member of another role'
  if (others.length > 0) return `can use ${others.join(', ')}`
  return writes ? 'can write to the table due' : null
}
