import type { Connections } from '../connections.js'
import { asOwner, type OwnerScope } from '../owner-scope.js'

const mostActions = 20_000
const mostDays = 90

/**
 * Removes changes that are older than 90 days or than the latest 20,000 actions. The counter records what was removed, so
 * that nobody mistakes the rest for the complete log.
 */
export async function trimChanges(connections: Connections, { userId, requestId }: OwnerScope): Promise<void> {
  const oldest = new Date(Date.now() - mostDays * 24 * 3_600_000)
  await asOwner(connections, { userId, lists: null, requestId }, async ({ db }) => {
    const counter = await db.changeCounter.findUnique({ where: { userId } })
    if (counter === null) return
    const tooOld = await db.change.findFirst({
      where: { userId, at: { lt: oldest } },
      orderBy: { seq: 'desc' },
      select: { seq: true },
    })
    const last = [counter.trimmed, counter.seq - BigInt(mostActions), tooOld?.seq ?? 0n].reduce((a, b) =>
      a > b ? a : b,
    )
    if (last <= counter.trimmed) return
    // Locking this row prevents that two trims run at the same time.
    await db.changeCounter.updateMany({ where: { userId, trimmed: { lt: last } }, data: { trimmed: last } })
    await db.change.deleteMany({ where: { userId, seq: { lte: last } } })
  })
}
