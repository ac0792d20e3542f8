import { Prisma, type PrismaClient } from './generated/client.js'

/** A table, partition or shard with owners, as the API's role sees it in the database. */
interface OwnedTable {
  /** Quoted if necessary. */
  readonly name: string
  /** Row-level security is enabled and forced. */
  readonly forced: boolean
  /** Without the policy of the background program. */
  readonly policies: number
  /** Each policy is permissive, applies to every role and command, and starts by naming the owner. */
  readonly namesOwner: boolean
  readonly readable: boolean
}

/** The condition with which every policy starts, as PostgreSQL writes it. */
const owner = `(user_id = NULLIF(current_setting('app.user_id'::text, true), ''::text))`

/**
 * The only other policy: the background program's role reads when something is due for whom, on a table that contains
 * nothing else. The API must not have this role.
 */
const isForBackground = `polname = 'due_background' and polpermissive and polcmd = 'r'
  and cardinality(polroles) = 1 and polroles[1] <> 0 and not pg_has_role(polroles[1], 'member')
  and pg_get_expr(polqual, polrelid) = 'true'
  and array(select attname::text from pg_attribute where attrelid = polrelid and attnum > 0 and not attisdropped
    order by attname) = array['due_at', 'kind', 'user_id']`

/** The condition for the table `c` of `pg_class`. */
const facts = `
  c.relrowsecurity and c.relforcerowsecurity as forced,
  (select count(*)::int from pg_policy where polrelid = c.oid and not (${isForBackground})) as policies,
  (select bool_and(polpermissive and polcmd = '*' and polroles = '{0}'
      and (condition = $owner$${owner}$owner$ or starts_with(condition, $owner$(${owner} AND$owner$)))
    from pg_policy,
      unnest(array[pg_get_expr(polqual, polrelid), pg_get_expr(coalesce(polwithcheck, polqual), polrelid)]) as condition
    where polrelid = c.oid and not (${isForBackground})) is true as "namesOwner"`

/**
 * Checks the isolation of owners in the actual database: on every table with owners, on each of its partitions that the
 * role can access, and on each shard. There must be exactly one policy: of two permissive policies, either is enough to
 * show a row, and Citus turns a restrictive policy into a permissive one.
 * @throws {Error} that names each table that is not isolated, and says what to do
 */
export async function assertIsolation(prisma: PrismaClient): Promise<void> {
  const faults: string[] = []
  const tables = await ownedTables(prisma)
  for (const table of tables) {
    const fault = faultOf(table) ?? ((await showsRows(prisma, table)) ? 'shows rows although no owner is named' : null)
    if (fault !== null) faults.push(`${table.name} ${fault}`)
  }
  if (faults.length === 0 && (await hasCitus(prisma))) {
    for (const { name } of tables) faults.push(...(await shardFaults(prisma, name)))
  }
  if (faults.length === 0) return
  throw new Error(
    `Row-level security does not isolate the owners of rows: ${faults.join('; ')}. Correct this in a migration: ENABLE and FORCE row-level security, with a single policy for each table, as in prisma/tasks/migrations.`,
  )
}

/** A partition that can only be accessed through its parent needs no policy of its own. */
function ownedTables(prisma: PrismaClient): Promise<OwnedTable[]> {
  return prisma.$queryRaw<OwnedTable[]>`
    select c.oid::regclass::text as name, ${Prisma.raw(facts)},
      has_table_privilege(c.oid, 'select') as readable
    from pg_class c join pg_attribute on attrelid = c.oid
    where attname = 'user_id' and not attisdropped and relkind in ('r', 'p')
      and (not relispartition or has_table_privilege(c.oid, 'select, insert, update, delete, truncate'))
    order by 1`
}

function faultOf({ forced, policies, namesOwner }: Pick<OwnedTable, 'forced' | 'policies' | 'namesOwner'>) {
  if (!forced) return 'has no row-level security in force'
  if (policies !== 1) return `has ${policies} policies instead of one`
  return namesOwner
    ? null
    : `has a policy that is not permissive for every role and command, or does not begin with ${owner}`
}

async function showsRows(prisma: PrismaClient, { name, readable }: OwnedTable): Promise<boolean> {
  if (!readable) return false
  // The name comes from the catalog, quoted by PostgreSQL. Citus needs a column in the sub-select.
  const [found] = await prisma.$queryRaw<{ any: boolean }[]>`select exists (select 1 from ${Prisma.raw(name)}) as any`
  return found?.any !== false
}

async function hasCitus(prisma: PrismaClient): Promise<boolean> {
  const [found] = await prisma.$queryRaw<{ any: boolean }[]>`
    select exists (select from pg_extension where extname = 'citus') as any`
  return found?.any === true
}

/** Asks each shard, because the coordinator's catalog does not show what arrived there. */
async function shardFaults(prisma: PrismaClient, table: string): Promise<string[]> {
  const command = `select row_to_json(t) from (select ${facts} from pg_class c where c.oid = '%s'::regclass) t`
  const shards = await prisma.$queryRaw<{ shard: string; success: boolean; result: string }[]>`
    select shardid::text as shard, success, result from run_command_on_shards(${table}::regclass, ${command})`
  return shards.flatMap(({ shard, success, result }) => {
    const fault = success ? faultOf(JSON.parse(result)) : `cannot be checked: ${result}`
    return fault === null ? [] : [`shard ${shard} of ${table} ${fault}`]
  })
}
