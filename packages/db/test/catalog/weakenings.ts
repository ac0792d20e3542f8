// domain: tasks
import type pg from 'pg'

/** One object of the database that protects rows, and the statements that remove or weaken it. */
export interface Weakening {
  /** What is weakened, such as `policy task_owner: using`. */
  readonly object: string
  /** Run as a superuser. */
  readonly sql: readonly string[]
}

/**
 * Weakens every policy, one half at a time. Dropping a permissive policy would hide rows, so it is changed to allow
 * everything.
 */
const policies = `
  select format('policy %s: %s', polname, half) as object,
    array[case when polpermissive then format('alter policy %I on %s %s (true)', polname, polrelid::regclass, half)
      else format('drop policy %I on %s', polname, polrelid::regclass) end] as sql
  from pg_policy, unnest(array['using', 'with check']) as half
  where polpermissive or half = 'using'`

const rowSecurity = `
  select format('row-level security: %s', relname) as object, array[format('alter table %I disable row level security', relname)] as sql
  from pg_class where relrowsecurity
  union all
  select format('forced row-level security: %s', relname), array[format('alter table %I no force row level security', relname)]
  from pg_class where relforcerowsecurity`

const triggers = `
  select format('trigger %s', tgname) as object, array[format('drop trigger %I on %s', tgname, tgrelid::regclass)] as sql
  from pg_trigger where not tgisinternal`

/** Since PostgreSQL 18, NOT NULL is a constraint too. That of a primary-key column can be removed only with the key. */
const constraints = `
  select format('constraint %s', conname) as object,
    array[format('alter table %s drop constraint %I cascade', conrelid::regclass, conname)] as sql
  from pg_constraint
  where connamespace = 'public'::regnamespace and conrelid <> coalesce(to_regclass('_prisma_migrations'), 0) and contype <> 'n'
  union all
  select format('not null: %s.%s', attrelid::regclass, attname),
    array[format('alter table %s alter column %I drop not null', attrelid::regclass, attname)]
  from pg_attribute join pg_class on pg_class.oid = attrelid
  where attnotnull and attnum > 0 and relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> '_prisma_migrations'
    and not exists (select from pg_index where indrelid = attrelid and indisprimary and attnum = any (indkey))`

/** Revokes each privilege on a table that the role has, and grants each one that it does not have. */
const privileges = `
  select format('privilege of the API: %s on %s', privilege, relname) as object,
    array[format(case when has_table_privilege($1, pg_class.oid, privilege) then 'revoke %s on %I from %I' else 'grant %s on %I to %I' end,
      privilege, relname, $1)] as sql
  from pg_class, unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger', 'maintain']) as privilege
  where relkind = 'r' and relnamespace = 'public'::regnamespace
  union all
  select 'privilege of the API: create in the schema', array[format('grant create on schema public to %I', $1)]`

/** Weakens each protecting object of the API's database, as its catalog lists them. @param apiRole whose privileges are changed */
export async function tableWeakenings(client: pg.Client, apiRole: string): Promise<readonly Weakening[]> {
  const found: Weakening[] = []
  for (const query of [policies, rowSecurity, triggers, constraints]) {
    found.push(...(await client.query<Weakening>(query)).rows)
  }
  found.push(...(await client.query<Weakening>(privileges, [apiRole])).rows)
  return found
}
