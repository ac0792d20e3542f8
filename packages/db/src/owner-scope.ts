import pg from 'pg'
import type { Connections } from './connections.js'
import type { Prisma } from './generated/client.js'
import { refusalOf } from './refusal.js'

/** Whose rows a call works on, and which of them. Every function of a store takes one as its first argument. */
export interface OwnerScope {
  readonly userId: string
  /** The lists that the caller is limited to; null for everything, including what is in no list. */
  readonly lists: readonly string[] | null
  /**
   * The id of the request, at most 63 visible characters of ASCII. Its statements carry it as their `application_name`, in
   * `pg_stat_activity` and in the server's log (`%a`). Undefined for work that no request has triggered.
   */
  readonly requestId?: string | undefined
  /** The session of the caller, as its token names it; null or undefined for code of this program. */
  readonly sessionId?: string | null | undefined
  /** The app that acts for the user, as its token names it; null or undefined for the user and for code of this program. */
  readonly client?: string | null | undefined
}

/** Everything that a user owns. */
export const ownerOf = (userId: string, requestId?: string): OwnerScope => ({ userId, lists: null, requestId })

/** A transaction for one owner. Every statement in it names the user, and stays within the lists. */
export interface OwnerTransaction extends OwnerScope {
  readonly db: Prisma.TransactionClient
}

/**
 * The name of the request and the settings that row-level security reads, for the rest of a transaction. They are SET LOCAL
 * with literals instead of `set_config()` with parameters, because Citus forwards only SET LOCAL to its workers.
 */
export function scopeSettings({ userId, lists, requestId }: OwnerScope): string {
  const named = requestId === undefined ? {} : { application_name: requestId }
  const settings = { ...named, 'app.user_id': userId, 'app.lists': listArray(lists) }
  return Object.entries(settings)
    .map(([name, value]) => `set local ${name} = ${pg.escapeLiteral(value)}`)
    .join('; ')
}

/** The lists of a scope as a PostgreSQL array; empty for everything. */
export const listArray = (lists: OwnerScope['lists']): string => (lists === null ? '' : `{${lists.join(',')}}`)

/**
 * Runs `work` in a Prisma transaction in which row-level security only shows and accepts rows of one owner, within the
 * lists of the scope. The settings end with the transaction, so they never affect the next user of the pooled connection.
 * At most two transactions of one user run at a time; the others wait, up to 5 seconds.
 * @throws {StoreError} `UNAVAILABLE` if the database does not answer, or if the user's turn does not come; what `work`
 * throws
 */
export async function asOwner<T>(
  { prisma, turns }: Connections,
  scope: OwnerScope,
  work: (transaction: OwnerTransaction) => Promise<T>,
): Promise<T> {
  try {
    return await turns(scope.userId, () =>
      prisma.$transaction(async (db) => {
        // SET takes no parameters. The literals are escaped, and this is the only statement that is assembled from text.
        await db.$executeRawUnsafe(scopeSettings(scope))
        return await work({ db, ...scope })
      }),
    )
  } catch (error) {
    throw refusalOf(error) ?? error
  }
}
