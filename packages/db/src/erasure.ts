import { type Action, asAction } from './changes/action.js'
import type { Connections } from './connections.js'
import type { EraseRows } from './domain.js'
import { StoreError } from './errors.js'
import type { OwnerScope } from './owner-scope.js'

/** Twice the lifetime of a token. */
const refusedForMs = 10 * 60 * 1_000

/**
 * Permanently removes every row of a user, deleted ones too, refuses new ones for ten minutes, and returns how many there
 * were. The log of their changes is removed as well.
 * @param owner a scope with all lists
 * @param domains one function per table, in an order that the references allow
 */
export const eraseOwner = (
  connections: Connections,
  owner: OwnerScope,
  domains: readonly EraseRows[],
): Promise<number> =>
  asAction(connections, owner, async (action) => {
    await refuseNewRows(action)
    let erased = 0
    for (const eraseRows of domains) erased += await eraseRows(action)
    await eraseChanges(action)
    return erased
  })

/**
 * Leaves a tombstone: a token stays valid for minutes after its account is deleted, and must not bring rows back. Every
 * write first takes the next number of the same counter. So earlier creates of the user are visible here and erased, and
 * later ones are refused.
 */
async function refuseNewRows({ db, userId }: Action): Promise<void> {
  const until = new Date(Date.now() + refusedForMs)
  await db.erasure.upsert({ where: { userId }, create: { userId, until }, update: { until } })
}

/** The counter stays, like the tombstone: clients compare its numbers with those that they have seen. */
async function eraseChanges({ db, userId, seq }: Action): Promise<void> {
  await db.change.deleteMany({ where: { userId } })
  await db.changeCounter.updateMany({ where: { userId }, data: { trimmed: seq } })
}

/**
 * Call it in an action before it creates rows of its owner. It throws if the owner was erased. `createOnce` calls it. Until
 * the action ends, an erasure waits for it, and then removes what it has created.
 * @throws {StoreError} `ERASED`
 */
export async function refuseErased({ db, userId }: Action): Promise<void> {
  const erasure = await db.erasure.findFirst({ where: { userId, until: { gt: new Date() } } })
  if (erasure !== null) throw new StoreError('ERASED')
}
