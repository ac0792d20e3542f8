import { type PreparedStatement, runTransaction, type TextRow, type Value } from '@ownlist/pool'
import pg from 'pg'
import { upkeepRows } from './background/upkeep-rows.js'
import { type Connections, program } from './connections.js'
import { listArray, type OwnerScope, scopeSettings } from './owner-scope.js'
import type { ReadRows } from './pages.js'
import { refusalOf } from './refusal.js'

/**
 * A statement in SQL, for operations that have to be fast. All others use Prisma. Its text never changes, so that each
 * connection prepares it once. `$1` is the owner. It compares the `user_id` of each table with `$1`: row-level security
 * only checks this again, and with sharded tables, Citus uses it to find the owner's shard.
 */
export interface Statement {
  /** Unique, at most 63 characters. */
  readonly name: string
  readonly text: string
}

/** The parameters `$1`, `$2` and `$3` of a read. The third is the name of the request. */
const scopeParameters = 3

/** The maximum number of rows that are read by their ids at once. A read needs a limit. */
export const mostAtOnce = 1_000

/** A parameter of a read: 1 is the first one after those of the scope. */
export const parameter = (n: number): string => `$${n + scopeParameters}`

/**
 * Limits rows to the lists of the scope, which are `$2`: an array in a text, or '' for everything. It uses CASE instead of
 * OR, because the planner assumes that an OR of parameters is true for very few rows. It does not cast a text to an array:
 * that is not immutable, and Citus refuses it in a CASE of an update.
 * @param column such as `note.list_id`
 */
export const withinLists = (column: string): string =>
  `case when $2 = '' then true else ${column} = any (string_to_array(btrim($2, '{}'), ',')::uuid[]) end`

/** An instant as in the API, whatever the time zone of the session: `2026-11-26T09:30:00.000Z`. */
export const instant = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/**
 * A read that names its owner for row-level security and reads the rows in one statement, in one round trip. The settings
 * end with the statement. PostgreSQL generates the JSON.
 *
 * The rows are in a lateral subquery that refers to `scope`, so they are read after the settings were made. It has to have
 * a LIMIT: without one, PostgreSQL would merge it into the outer query and check the policy before. If either goes wrong,
 * no row is visible, instead of too many.
 * @param rows such as `select title from note where scope.owner = $1 and note.user_id = $1 limit 1`. The names of its
 * columns are those of the result
 */
export function readStatement(name: string, rows: string): Statement {
  const scope = `select set_config('app.user_id', $1, true) as owner, set_config('app.lists', $2, true) as lists,
    set_config('application_name', $3, true) as request`
  const text = `with scope as materialized (${scope}) select coalesce(json_agg(t), '[]')::text from scope, lateral (${rows}) t`
  return { name, text }
}

export interface Read {
  readonly statement: Statement
  /** Its parameters after those of the scope. */
  readonly values: readonly Value[]
  /** A time limit, in milliseconds, instead of the 5 seconds of every statement. */
  readonly limitMs?: number | undefined
}

/**
 * Runs a statement of `readStatement`.
 * @returns its rows, whose type the caller knows from the statement, and their JSON as PostgreSQL has generated it
 * @throws {StoreError} `UNAVAILABLE`; what else `pg` throws, which is a bug or the time limit
 */
export async function read<Row>(connections: Connections, scope: OwnerScope, wanted: Read): Promise<ReadRows<Row>> {
  const { pool, turns, readTogether } = connections
  const values = [scope.userId, listArray(scope.lists), scope.requestId ?? program, ...wanted.values]
  const statement = { ...wanted.statement, values }
  const { limitMs } = wanted
  const rows = await refusing(
    limitMs === undefined
      ? readTogether(scope, statement)
      : turns(scope.userId, async () => {
          const [only = []] = await runTransaction(pool, { ...timeLimit(limitMs), statements: [statement] })
          return only
        }),
  )
  const json = rows[0]?.[0] ?? '[]'
  return { rows: JSON.parse(json), json }
}

const timeLimit = (ms: number) => ({
  first: [{ name: 'time_limit', text: "select set_config('statement_timeout', $1, true)", values: [ms] }],
  firstAsText: () => `set local statement_timeout = ${ms}`,
})

/**
 * The first statement of every action of an owner, sent separately: it takes the next number. It waits until the owner's
 * earlier action has ended, and the statements after it see what that action has written. So the actions of an owner happen
 * one after another, and become visible in the order of their numbers. An action that changes nothing leaves a gap.
 */
export const counterStep: Statement = {
  name: 'counter_step',
  text: `insert into change_counter (user_id, seq) values ($1, 1)
    on conflict (user_id) do update set seq = change_counter.seq + 1 returning seq`,
}

/** One statement of a write. */
export interface Step {
  readonly statement: Statement
  /** Its parameters after the owner. */
  readonly values: readonly Value[]
}

/** The result of a write. */
export interface Written {
  /** The number of the action. It is in the log if something was logged. */
  readonly seq: number
  /** What RETURNING returns of each step. On sharded tables, it can only contain columns and immutable functions. */
  readonly rows: readonly (readonly TextRow[])[]
}

/**
 * Runs statements that change rows of one owner, as one action of the owner: in a transaction, which is sent at once.
 * Before them, it takes the next number of the owner's counter, so each statement sees all earlier actions of the owner,
 * and an erasure.
 * @param steps a step that changes rows has to be logged: `changes/log-statements.ts`
 * @throws {StoreError} `UNAVAILABLE`; what else `pg` throws
 */
export async function write(connections: Connections, scope: OwnerScope, steps: readonly Step[]): Promise<Written> {
  const { userId } = scope
  const { pool, turns, committed, knownOwners } = connections
  const upkeep = knownOwners.has(userId) ? [] : [{ statement: upkeepRows, values: [] }]
  const statements = [{ statement: counterStep, values: [] }, ...steps, ...upkeep].map(({ statement, values }) => ({
    ...statement,
    values: [userId, ...values],
  }))
  const transaction = { first: [settings(scope)], firstAsText: () => scopeSettings(scope), statements }
  const [counter = [], ...rows] = await refusing(turns(userId, () => runTransaction(pool, transaction)))
  knownOwners.add(userId)
  const seq = Number(counter[0]?.[0])
  committed(userId, seq)
  return { seq, rows }
}

/** What `scopeSettings` sets, for one server. */
const settings = ({ userId, lists, requestId = program }: OwnerScope): PreparedStatement => ({
  name: 'scope_settings',
  text: `select set_config('app.user_id', $1, true), set_config('app.lists', $2, true),
    set_config('application_name', $3, true)`,
  values: [userId, listArray(lists), requestId],
})

const parseInstant: (text: string) => Date = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ)

/** An instant from `write` in the form of the API. It is in the time zone of the session. */
export const instantOf = (text: string | null | undefined): string | null =>
  text === null || text === undefined ? null : parseInstant(text).toISOString()

async function refusing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw refusalOf(error) ?? error
  }
}
