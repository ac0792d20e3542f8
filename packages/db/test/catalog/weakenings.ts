// domain: tasks
import { withoutEachConjunct } from '@ownlist/testkit/statements'
import type pg from 'pg'

/** One object of the database that protects rows, and the statements that remove or weaken it. */
export interface Weakening {
  /** What is weakened, such as `constraint task_pkey is dropped`. */
  readonly object: string
  /** Run as a superuser. */
  readonly sql: string
  /** Reverts it. */
  readonly undo: string
}

/** A weakening of row-level security. */
export interface PolicyWeakening extends Weakening {
  /** Whether every policy still names the owner. Other parts of a policy are not checked at start-up. */
  readonly namesOwner: boolean
}

interface PolicyHalf {
  readonly policy: string
  readonly table: string
  /** `using` or `with check`. */
  readonly half: string
  readonly condition: string
}

const policyHalves = `
  select polname as policy, polrelid::regclass::text as table, half, pg_get_expr(condition, polrelid) as condition
  from pg_policy, lateral (values ('using', polqual), ('with check', polwithcheck)) as halves (half, condition)
  where polcmd = '*' order by half`

/**
 * Weakens every policy: one half at a time, and in it each of the conditions that are joined by AND. Weakenings that
 * probably break the same promise come one after another.
 */
async function policyWeakenings(client: pg.Client): Promise<readonly PolicyWeakening[]> {
  const { rows } = await client.query<PolicyHalf>(policyHalves)
  const found = rows.flatMap(({ policy, table, half, condition }) =>
    withoutEachConjunct(condition).map((weaker, n) => ({
      object: `policy ${policy} has no condition ${n + 1} in ${half}`,
      namesOwner: n > 0,
      sql: `alter policy ${policy} on ${table} ${half} (${weaker})`,
      undo: `alter policy ${policy} on ${table} ${half} (${condition})`,
    })),
  )
  return found.sort((a, b) => Number(a.namesOwner) - Number(b.namesOwner))
}

const guards = `
  select format('%s has a second policy', relname) as object, format('create policy other on %I using (true)', relname) as sql,
    format('drop policy other on %I', relname) as undo
  from pg_class where relrowsecurity
  union all
  select format('policy %s is for every role', polname), format('alter policy %I on %s to public', polname, polrelid::regclass),
    format('alter policy %I on %s to %s', polname, polrelid::regclass, polroles[1]::regrole)
  from pg_policy where polroles <> '{0}'`

const rowSecurity = `
  select format('row-level security of %s is disabled', relname) as object, format('alter table %I disable row level security', relname) as sql,
    format('alter table %I enable row level security', relname) as undo
  from pg_class where relrowsecurity
  union all
  select format('row-level security of %s is not forced', relname), format('alter table %I no force row level security', relname),
    format('alter table %I force row level security', relname)
  from pg_class where relforcerowsecurity`

/**
 * Dropping a key also drops the foreign keys that refer to it, so these are added again as well. Since PostgreSQL 18, NOT
 * NULL is a constraint too. Under a primary key, it can only be dropped with that key.
 */
const constraints = `
  with definition as (
    select *, conrelid::regclass as place, format('alter table %s add constraint %I %s', conrelid::regclass, conname,
      pg_get_constraintdef(oid)) as addition
    from pg_constraint
    where connamespace = 'public'::regnamespace and conrelid <> coalesce(to_regclass('_prisma_migrations'), 0) and contype <> 'n'
    order by contype, conname
  )
  select format('constraint %s is dropped', conname) as object,
    format('alter table %s drop constraint %I cascade', place, conname) as sql,
    concat_ws('; ', addition, (select string_agg(addition, '; ') from definition as foreign_key
      where contype = 'f' and conindid = definition.conindid and definition.contype <> 'f')) as undo
  from definition
  union all
  select format('%s.%s may be null', attrelid::regclass, attname),
    format('alter table %s alter column %I drop not null', attrelid::regclass, attname),
    format('alter table %s alter column %I set not null', attrelid::regclass, attname)
  from pg_attribute join pg_class on pg_class.oid = attrelid
  where attnotnull and attnum > 0 and relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> '_prisma_migrations'
    and not exists (select from pg_index where indrelid = attrelid and indisprimary and attnum = any (indkey))`

/** Revokes each privilege on a table that the role has, and grants each one that it does not have. */
const privileges = `
  select format('the API’s privilege is changed: %s on %s', privilege, relname) as object,
    format(case when held then take else give end, privilege, relname, $1) as sql,
    format(case when held then give else take end, privilege, relname, $1) as undo
  from pg_class, unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger', 'maintain']) as privilege,
    lateral (values (has_table_privilege($1, pg_class.oid, privilege), 'grant %s on %I to %I', 'revoke %s on %I from %I'))
      as changes (held, give, take)
  where relkind = 'r' and relnamespace = 'public'::regnamespace
  union all
  select 'the API may create in the schema', format('grant create on schema public to %I', $1),
    format('revoke create on schema public from %I', $1)`

/** Weakens row-level security: the policies, and whether they are in force. */
export async function isolationWeakenings(client: pg.Client): Promise<readonly PolicyWeakening[]> {
  const found = [...(await policyWeakenings(client))]
  for (const query of [guards, rowSecurity]) {
    const { rows } = await client.query<Weakening>(query)
    found.push(...rows.map((weakening) => ({ ...weakening, namesOwner: false })))
  }
  return found
}

/**
 * Weakens every other object of the tasks database that protects rows.
 * @param apiRole the role whose privileges are changed
 */
export async function tableWeakenings(client: pg.Client, apiRole: string): Promise<readonly Weakening[]> {
  return [
    ...(await client.query<Weakening>(constraints)).rows,
    ...(await client.query<Weakening>(privileges, [apiRole])).rows,
  ]
}
