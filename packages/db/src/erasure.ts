import type { Connections } from './connections.js'
import type { EraseRows } from './domain.js'
import { StoreError } from './errors.js'
import { asOwner, type OwnerScope, type OwnerTransaction } from './owner-scope.js'

/** Twice the lifetime of a token. */
const refusedForMs = 10 * 60 * 1_000

/**
 * Permanently removes every row of a user, deleted ones too, refuses new ones for ten minutes, and returns how many
 * there were.
 * @param owner with all lists
 * @param domains one function per table, in an order that their references allow
 */
export const eraseOwner = (
  connections: Connections,
  owner: OwnerScope,
  domains: readonly EraseRows[],
): Promise<number> =>
  asOwner(connections, owner, async (transaction) => {
    await refuseNewRows(transaction)
    let erased = 0
    for (const eraseRows of domains) erased += await eraseRows(transaction)
    return erased
  })

/**
 * Leaves a tombstone: a token stays valid for minutes after its account is deleted, and must not bring rows back. When
 * this resolves, earlier creates of the user are there to be erased, and later ones are refused.
 */
async function refuseNewRows({ db, userId }: OwnerTransaction): Promise<void> {
  // Every create takes the same lock in shared mode.
  await db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${userId}, 0))`
  const until = new Date(Date.now() + refusedForMs)
  await db.erasure.upsert({ where: { userId }, create: { userId, until }, update: { until } })
}

/**
 * Call it in a transaction before it creates rows of its owner: none may be created after an erasure. `createOnce` calls
 * it. Until the transaction ends, an erasure waits for it, and then removes what it has created.
 * @throws {StoreError} `ERASED`
 */
export async function refuseErased({ db, userId }: OwnerTransaction): Promise<void> {
  // A statement of its own: the next one sees the tombstone of an erasure that this one has waited for.
  await db.$executeRaw`select pg_advisory_xact_lock_shared(hashtextextended(${userId}, 0))`
  const erasure = await db.erasure.findFirst({ where: { userId, until: { gt: new Date() } } })
  if (erasure !== null) throw new StoreError('ERASED')
}
