import { inTray, isPending, type OutboxEntry, type PendingEntry } from './outbox-entry.js'

/** The number of calls that the client puts into one request. */
const most = 10

/**
 * The pending changes to send next, at the same time: the first one, and later ones that are independent of each other.
 * Everything else is sent in order. Changes that may already have arrived come first, even if a decision has put an older
 * change in front of them, because they were sent before it.
 */
export function nextEntries(entries: readonly OutboxEntry[]): readonly PendingEntry[] {
  const pending = entries.filter(isPending)
  const wasSent = ({ state }: PendingEntry) => state.name === 'sending'
  const next: PendingEntry[] = []
  for (const entry of [...pending.filter(wasSent), ...pending.filter((each) => !wasSent(each))]) {
    const isNext = next.length < most && next.every((other) => areIndependent(other, entry))
    if (!isNext) break
    next.push(entry)
  }
  return next
}

/** Rows of different kinds may contain each other, even through a reference that an earlier change removes. */
const areIndependent = (a: OutboxEntry, b: OutboxEntry) =>
  a.kind === b.kind && a.id !== b.id && !mentions(a, b.id) && !mentions(b, a.id)

/**
 * The pending changes that cannot be sent, because they need a row whose creation is in the tray: changes to that row, and
 * to rows that refer to it. The map says which entry blocks each.
 */
export function blockedEntries(entries: readonly OutboxEntry[]): ReadonlyMap<OutboxEntry, number> {
  const blocked = new Map<OutboxEntry, number>()
  const missing = new Map<string, number>()
  for (const entry of entries) {
    const by = [...missing].find(([id]) => entry.id === id || mentions(entry, id))?.[1]
    if (isPending(entry) && by !== undefined) blocked.set(entry, by)
    if (entry.change.type === 'create' && (inTray(entry) || by !== undefined)) missing.set(entry.id, by ?? entry.n)
  }
  return blocked
}

/** Whether any field of a change refers to another row. Ids are unique, so it does not matter in which field they are. */
function mentions({ change }: OutboxEntry, id: string): boolean {
  const values =
    change.type === 'create'
      ? Object.values(change.input)
      : change.type === 'update'
        ? [...Object.values(change.fields), ...Object.values(change.base)]
        : []
  return values.some((value) => value === id || (Array.isArray(value) && value.includes(id)))
}
