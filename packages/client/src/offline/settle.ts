import type { OwnlistError } from '../ownlist-error.js'
import { type Merged, omit, pick, sameValue } from './merge.js'
import { blockedEntries } from './next-entries.js'
import { isPending, type OutboxEntry, queued, type StoredEntry, type Update } from './outbox-entry.js'
import type { Fields } from './row-kind.js'

/** What to write to the outbox, all in one transaction. */
export interface OutboxWrite {
  readonly put?: readonly OutboxEntry[]
  /** New entries, which come last. */
  readonly add?: readonly StoredEntry[]
  readonly remove?: readonly OutboxEntry[]
}

/** A change to fields. Its other fields may still be sent. */
export interface Updating {
  readonly entry: OutboxEntry
  readonly change: Update
}

/**
 * A field was changed elsewhere. The change goes to the tray, with our newest value. Later changes to the same field go
 * with it if they are based on our value, which never arrived. Other fields stay in the outbox.
 */
export function conflict(
  all: readonly OutboxEntry[],
  { entry, change }: Updating,
  merged: Merged & { readonly theirs: Fields },
): OutboxWrite {
  const names = Object.keys(merged.conflicting)
  let ours = merged.conflicting
  const put: OutboxEntry[] = []
  const remove: OutboxEntry[] = []
  for (const { entry: later, change: newer } of laterUpdates(all, entry)) {
    const based = basedOn(newer, pick(ours, names))
    if (based.length === 0) continue
    ours = { ...ours, ...pick(newer.fields, based) }
    const fields = omit(newer.fields, based)
    if (Object.keys(fields).length === 0) remove.push(later)
    else put.push({ ...later, change: { ...newer, fields, base: omit(newer.base, based) } })
  }
  const theirs = pick(merged.theirs, names)
  const lost: OutboxEntry = {
    ...entry,
    change: { ...change, fields: ours, base: pick(change.base, names) },
    state: { name: 'conflict', theirs },
  }
  const rest = Object.keys(merged.send)
  if (rest.length === 0) return { put: [...put, lost], remove }
  const { n: _, ...added } = lost
  const left = { ...change, fields: pick(change.fields, rest), base: pick(change.base, rest) }
  return { put: [...put, { ...entry, change: left, state: queued }], add: [added], remove }
}

/**
 * The API will never accept a change. Later changes to the same fields were based on it. They are now based on the value
 * before it. If the change was to create a row, all changes that need this row go to the tray as well.
 */
export function refuse(all: readonly OutboxEntry[], entry: OutboxEntry, error: OwnlistError): OutboxWrite {
  const { code, reason, message } = error
  const refused: OutboxEntry = { ...entry, state: { name: 'refused', code, reason, message } }
  const { change } = entry
  if (change.type === 'update') return { put: [refused, ...rebased(all, { entry, change })] }
  const after = all.map((other) => (other.n === entry.n ? refused : other))
  const blocked = [...blockedEntries(after)].map(
    ([other, by]): OutboxEntry => ({ ...other, state: { name: 'blocked', by } }),
  )
  return { put: [refused, ...blocked] }
}

const rebased = (all: readonly OutboxEntry[], { entry, change }: Updating): OutboxEntry[] =>
  laterUpdates(all, entry).map(({ entry: later, change: newer }) => {
    const base = { ...newer.base, ...pick(change.base, basedOn(newer, change.fields)) }
    return { ...later, change: { ...newer, base, version: Math.min(newer.version, change.version) } }
  })

/** The fields of a change whose author saw these values. */
const basedOn = ({ fields, base }: Update, values: Fields): string[] =>
  Object.keys(fields).filter((name) => name in values && sameValue(base[name], values[name]))

function laterUpdates(all: readonly OutboxEntry[], { n, kind, id }: OutboxEntry): Updating[] {
  return all.flatMap((entry) => {
    const isLater = entry.n > n && entry.kind === kind && entry.id === id && isPending(entry)
    return isLater && entry.change.type === 'update' ? [{ entry, change: entry.change }] : []
  })
}
