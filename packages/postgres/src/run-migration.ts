import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { MigrationError } from './migration-error.js'
import type { MigrationFile } from './migration-files.js'
import { beginEntry, failEntry, finishEntry } from './migration-history.js'
import { runScript } from './run-script.js'

/**
 * How a migration waits for a lock that others hold: often, but briefly each time, since all later requests queue
 * behind it.
 */
export interface LockPatience {
  /** How long one try waits in the queue. */
  readonly timeoutMs: number
  readonly tries: number
  /** How long others get their turn between two tries. */
  readonly pauseMs: number
}

export const defaultPatience: LockPatience = { timeoutMs: 2_000, tries: 10, pauseMs: 3_000 }

/** SQLSTATE: lock not available in time, deadlock. */
const isContention = (error: unknown) => /^(55P03|40P01)$/.test(stateOf(error))

/** SQLSTATE: a statement that cannot run in a transaction, such as CREATE INDEX CONCURRENTLY. */
const refusesTransaction = (error: unknown) => stateOf(error) === '25001'

/**
 * PostgreSQL checks a new foreign key on existing rows with its own statement, as the owner of the tables. If row-level
 * security applied to the owner, it would check none of them.
 */
const checksForeignKey = (error: unknown) =>
  error instanceof pg.DatabaseError && error.code === '42501' && /^SQL statement "SELECT fk\./.test(error.where ?? '')

/**
 * Lets the owner see all rows until the transaction ends.
 * @returns the tables whose row security was lifted, as SQL
 */
async function liftForce(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ table: string }>(
    `select oid::regclass::text as table from pg_class
     where relforcerowsecurity and pg_has_role(relowner, 'usage') and relkind in ('r', 'p')`,
  )
  for (const { table } of rows) await client.query(`alter table ${table} no force row level security`)
  return rows.map(({ table }) => table)
}

const stateOf = (error: unknown) => (error instanceof pg.DatabaseError ? (error.code ?? '') : '')

/**
 * Applies one migration together with its entry in `_prisma_migrations`, in one transaction: either all of it is kept
 * or nothing. Only a script with its own COMMIT, or a statement that cannot run in a transaction, can be kept in part.
 * @throws {MigrationError} that says which of the two happened
 */
export async function runMigration(client: pg.Client, migration: MigrationFile, patience: LockPatience): Promise<void> {
  let lift = false
  for (let left = patience.tries; ; left--) {
    const failure = await tryInTransaction(client, migration, { timeoutMs: patience.timeoutMs, lift })
    if (failure === null) return
    if (failure.keptEntry !== null)
      throw await keptInPart(client, migration, { entry: failure.keptEntry, error: failure.error })
    if (refusesTransaction(failure.error)) return await runAlone(client, migration)
    if (!lift && checksForeignKey(failure.error)) {
      lift = true
      continue
    }
    if (!isContention(failure.error)) throw nothingKept(migration, failure.error)
    if (left <= 1) throw nothingKept(migration, failure.error, await whoIsInTheWay(client))
    await sleep(patience.pauseMs)
  }
}

interface Failure {
  readonly error: unknown
  /** The id of the entry, if the script had committed it before it failed. */
  readonly keptEntry: string | null
}

interface TryOptions {
  readonly timeoutMs: number
  /** Whether the owner of the tables sees all rows. */
  readonly lift: boolean
}

async function tryInTransaction(
  client: pg.Client,
  migration: MigrationFile,
  { timeoutMs, lift }: TryOptions,
): Promise<Failure | null> {
  await client.query(`set lock_timeout = ${timeoutMs}`)
  await client.query('begin')
  const { rows } = await client.query<{ xid: string }>('select pg_current_xact_id()::text as xid')
  const xid = rows[0]?.xid
  const entry = await beginEntry(client, migration)
  try {
    const lifted = lift ? await liftForce(client) : []
    await runScript(client, migration.sql)
    for (const table of lifted) await client.query(`alter table if exists ${table} force row level security`)
    await finishEntry(client, entry, migration)
    if (client.getTransactionStatus() !== 'I') await client.query('commit')
    return null
  } catch (error) {
    if (client.getTransactionStatus() !== 'I') await client.query('rollback')
    const status = await client.query<{ status: string }>('select pg_xact_status($1::xid8) as status', [xid])
    return { error, keptEntry: status.rows[0]?.status === 'committed' ? entry : null }
  }
}

/** Runs a statement that cannot run in a transaction. Alone in its script, it commits by itself. */
async function runAlone(client: pg.Client, migration: MigrationFile): Promise<void> {
  // It does not make others wait, and itself waits as long as their transactions take.
  await client.query('set lock_timeout = 0')
  const entry = await beginEntry(client, migration)
  try {
    await runScript(client, migration.sql)
  } catch (error) {
    if (!refusesTransaction(error)) throw await keptInPart(client, migration, { entry, error })
    await client.query('delete from _prisma_migrations where id = $1', [entry])
    const rule = 'A statement that cannot run in a transaction needs a separate migration, without any other statement.'
    throw nothingKept(migration, error, rule)
  }
  await finishEntry(client, entry, migration)
}

function nothingKept(migration: MigrationFile, error: unknown, advice = adviceFor(error)): MigrationError {
  const todo = isContention(error)
    ? 'None of it was applied. Try again when the tables are less busy.'
    : 'None of it was applied. Correct its migration.sql, then migrate again.'
  return new MigrationError([words(migration, error), advice, todo].filter(Boolean).join('\n'), migration.name, {
    cause: error,
  })
}

interface PartialFailure {
  /** The id of the entry. */
  readonly entry: string
  readonly error: unknown
}

async function keptInPart(client: pg.Client, migration: MigrationFile, { entry, error }: PartialFailure) {
  const { name } = migration
  await failEntry(client, entry, words(migration, error))
  return new MigrationError(
    [
      words(migration, error),
      'A part of it may have been applied, so no further migration is applied until this is resolved.',
      settle(name),
    ].join('\n'),
    name,
    { cause: error },
  )
}

/** What to do about a migration that failed and may have been kept in part. */
export const settle = (name: string): string =>
  [
    'Check what it has changed (pnpm db:url prints the database URL). Then either',
    `  undo that by hand, and run:   pnpm db:resolve --rolled-back ${name}`,
    `  or complete it by hand, and run:   pnpm db:resolve --applied ${name}`,
    'and migrate again. In development, you can start with empty databases instead: pnpm db:reset',
  ].join('\n')

function words({ name, sql }: MigrationFile, error: unknown): string {
  if (!(error instanceof pg.DatabaseError)) return `The migration ${name} failed: ${String(error)}`
  const { code, message, detail, hint, position } = error
  const line = position === undefined ? '' : `, line ${sql.slice(0, Number(position)).split('\n').length}`
  return [`The migration ${name} failed${line}: ${message} (${code})`, detail, hint].filter(Boolean).join('\n')
}

function adviceFor(error: unknown): string {
  if (stateOf(error) !== '42501' || !String(error).includes('row-level security')) return ''
  return 'Row-level security also applies to the owner of the tables. docs/grow.md, "Rows in a migration", explains how to lift it.'
}

/**
 * Finds out from the locks, which every role may see, unlike others' activity. Numbers below 16384 are PostgreSQL's own
 * tables.
 */
async function whoIsInTheWay(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ pid: number }>(
    `select distinct pid from pg_locks
     where granted and locktype = 'relation' and relation >= 16384 and pid <> pg_backend_pid()
       and database = (select oid from pg_database where datname = current_database()) order by pid`,
  )
  return rows.length === 0 ? '' : `Locks are held by: ${rows.map(({ pid }) => `process ${pid}`).join(', ')}.`
}
