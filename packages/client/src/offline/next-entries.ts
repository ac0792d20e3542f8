import { inTray, isPending, type OutboxEntry, type PendingEntry } from './outbox-entry.js'

/** As many calls as the client puts into one request. */
const most = 10

/**
 * The pending changes to send next, at the same time: the first one, and those after it that have nothing to do with each
 * other. Everything else is sent in order. What may have arrived comes first: a decision may have put an older change in
 * front of it, but it was sent before that.
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

/** Rows of different kinds may contain each other, also by a reference that an earlier change removes. */
const areIndependent = (a: OutboxEntry, b: OutboxEntry) =>
  a.kind === b.kind && a.id !== b.id && !mentions(a, b.id) && !mentions(b, a.id)

/**
 * The pending changes that cannot be sent, because they need a row whose creation is in the tray: changes of that row, and
 * of rows that refer to it. The map says which entry blocks each.
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

/** Whether a change refers to another row, by any of its fields. Ids are unique, so their place does not matter. */
function mentions({ change }: OutboxEntry, id: string): boolean {
  const values =
    change.type === 'create'
      ? Object.values(change.input)
      : change.type === 'update'
        ? [...Object.values(change.fields), ...Object.values(change.base)]
        : []
  return values.some((value) => value === id || (Array.isArray(value) && value.includes(id)))
}
