// domain: tasks
import { withoutEachConjunct } from '@ownlist/testkit/statements'
import type pg from 'pg'

/** One object of the database that protects rows, and the statements that remove or weaken it. */
export interface Weakening {
  /** What is done, such as `constraint task_pkey is dropped`. */
  readonly object: string
  /** Run as a superuser. */
  readonly sql: readonly string[]
  /** Takes it back; null if that takes more than one statement, so that a database of its own is simpler. */
  readonly undo: string | null
}

/** A weakening of row-level security. */
export interface PolicyWeakening extends Weakening {
  /** Whether every policy still names the owner. What else a policy says is not checked at start-up. */
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
  from pg_policy, lateral (values ('using', polqual), ('with check', polwithcheck)) as halves (half, condition)`

/** Weakens every policy: one half at a time, and in it each of the conditions that must all be true. */
async function policyWeakenings(client: pg.Client): Promise<readonly PolicyWeakening[]> {
  const { rows } = await client.query<PolicyHalf>(policyHalves)
  return rows.flatMap(({ policy, table, half, condition }) =>
    withoutEachConjunct(condition).map((weaker, n) => ({
      object: `policy ${policy} has no condition ${n + 1} in ${half}`,
      namesOwner: n > 0,
      sql: [`alter policy ${policy} on ${table} ${half} (${weaker})`],
      undo: `alter policy ${policy} on ${table} ${half} (${condition})`,
    })),
  )
}

const guards = `
  select format('%s has a second policy', relname) as object, array[format('create policy other on %I using (true)', relname)] as sql,
    format('drop policy other on %I', relname) as undo
  from pg_class where relrowsecurity`

const rowSecurity = `
  select format('row-level security of %s is disabled', relname) as object, array[format('alter table %I disable row level security', relname)] as sql,
    format('alter table %I enable row level security', relname) as undo
  from pg_class where relrowsecurity
  union all
  select format('row-level security of %s is not forced', relname), array[format('alter table %I no force row level security', relname)],
    format('alter table %I force row level security', relname)
  from pg_class where relforcerowsecurity`

/** NOT NULL is a constraint as well since PostgreSQL 18; those under a primary key end with it only. */
const constraints = `
  select format('constraint %s is dropped', conname) as object,
    array[format('alter table %s drop constraint %I cascade', conrelid::regclass, conname)] as sql,
    case contype when 'c' then format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) end
      as undo
  from pg_constraint
  where connamespace = 'public'::regnamespace and conrelid <> coalesce(to_regclass('_prisma_migrations'), 0) and contype <> 'n'
  union all
  select format('%s.%s may be null', attrelid::regclass, attname),
    array[format('alter table %s alter column %I drop not null', attrelid::regclass, attname)],
    format('alter table %s alter column %I set not null', attrelid::regclass, attname)
  from pg_attribute join pg_class on pg_class.oid = attrelid
  where attnotnull and attnum > 0 and relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> '_prisma_migrations'
    and not exists (select from pg_index where indrelid = attrelid and indisprimary and attnum = any (indkey))`

/** Revokes each privilege on a table that the role has, and grants each one that it does not have. */
const privileges = `
  select format('the API’s privilege is changed: %s on %s', privilege, relname) as object,
    array[format(case when held then take else give end, privilege, relname, $1)] as sql,
    format(case when held then give else take end, privilege, relname, $1) as undo
  from pg_class, unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger', 'maintain']) as privilege,
    lateral (values (has_table_privilege($1, pg_class.oid, privilege), 'grant %s on %I to %I', 'revoke %s on %I from %I'))
      as changes (held, give, take)
  where relkind = 'r' and relnamespace = 'public'::regnamespace
  union all
  select 'the API may create in the schema', array[format('grant create on schema public to %I', $1)],
    format('revoke create on schema public from %I', $1)`

/** Weakens row-level security: policies, and that they are in force. */
export async function isolationWeakenings(client: pg.Client): Promise<readonly PolicyWeakening[]> {
  const found = [...(await policyWeakenings(client))]
  for (const query of [guards, rowSecurity]) {
    const { rows } = await client.query<Weakening>(query)
    found.push(...rows.map((weakening) => ({ ...weakening, namesOwner: false })))
  }
  return found
}

/** Weakens every other protecting object of the tasks database. @param apiRole whose privileges are changed */
export async function tableWeakenings(client: pg.Client, apiRole: string): Promise<readonly Weakening[]> {
  return [
    ...(await client.query<Weakening>(constraints)).rows,
    ...(await client.query<Weakening>(privileges, [apiRole])).rows,
  ]
}
