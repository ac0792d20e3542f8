import type { StoredRow } from './database.js'
import { inTray, isPending, type OutboxEntry, type PendingEntry, type TrayEntry } from './outbox-entry.js'
import type { AnyRow, RowKind } from './row-kind.js'
import { shownRow } from './shown-row.js'
import type { Store, Written } from './store.js'

/** The changes that the API has not confirmed. */
export interface OutboxView {
  /** The changes that will be sent, in order. */
  readonly pending: readonly PendingEntry[]
  /** The changes that wait for a decision with `resolve`. */
  readonly tray: readonly TrayEntry[]
}

/**
 * What this tab shows. Everything is in memory, so that it can be read immediately. Values keep their identity until they
 * change.
 */
export interface View {
  get(kind: string, id: string): AnyRow | undefined
  /** Newest first. */
  all(kind: string): readonly AnyRow[]
  outbox(): OutboxView
  /** Calls the listener after every change. Returns a function that stops this. */
  subscribe(listener: () => void): () => void
  /** Reads what was written, by this tab or by another one. */
  refresh(written: Written): Promise<void>
}

/** @param kinds by name; rows of other kinds are ignored */
export function createView(store: Pick<Store, 'read'>, kinds: ReadonlyMap<string, RowKind>): View {
  const rows = new Map<string, Map<string, StoredRow>>([...kinds.keys()].map((kind) => [kind, new Map()]))
  const listeners = new Set<() => void>()
  const entries = new Map<number, OutboxEntry>()
  let shown = new Map<string, ReadonlyMap<string, AnyRow>>()
  let sorted = new Map<string, readonly AnyRow[]>()
  let outbox: OutboxView = { pending: [], tray: [] }
  let reading = Promise.resolve()
  /** A read that has not started yet also includes what is written in the meantime. */
  let waiting: { written: Written; readonly done: Promise<void> } | null = null

  /** The visible rows of a kind, whether or not their containers are visible. */
  function shownOf(name: string): ReadonlyMap<string, AnyRow> {
    const known = shown.get(name)
    const kind = kinds.get(name)
    if (known !== undefined || kind === undefined) return known ?? new Map()
    const stored = rows.get(name) ?? new Map<string, StoredRow>()
    const pending = byRow(outbox.pending.filter((entry) => entry.kind === name))
    const made = new Map<string, AnyRow>()
    for (const id of new Set([...stored.keys(), ...pending.keys()])) {
      const row = shownRow(kind, stored.get(id), pending.get(id) ?? [])
      if (row !== null) made.set(id, row)
    }
    shown.set(name, made)
    return made
  }

  const isWithin = (row: AnyRow, { within = {} }: RowKind) =>
    Object.entries(within).every(([field, kind]) => {
      const container = row[field]
      return container === null || container === undefined || shownOf(String(kind)).has(String(container))
    })

  async function read(written: Written): Promise<void> {
    const found = await store.read(written)
    if (written.rows === null) for (const ofKind of rows.values()) ofKind.clear()
    else for (const [kind, id] of written.rows) rows.get(kind)?.delete(id)
    for (const row of found.rows) rows.get(row.kind)?.set(row.id, row)
    if (written.entries === null) entries.clear()
    else for (const n of written.entries) entries.delete(n)
    for (const entry of found.entries) entries.set(entry.n, entry)
    const inOrder = [...entries.values()].sort((a, b) => a.n - b.n)
    outbox = { pending: inOrder.filter(isPending), tray: inOrder.filter(inTray) }
    shown = new Map()
    sorted = new Map()
    for (const listener of listeners) listener()
  }

  return {
    get(kind, id) {
      const [row, description] = [shownOf(kind).get(id), kinds.get(kind)]
      return row && description && isWithin(row, description) ? row : undefined
    },
    all(name) {
      const kind = kinds.get(name)
      if (kind === undefined) return []
      const known =
        sorted.get(name) ?? [...shownOf(name).values()].filter((row) => isWithin(row, kind)).sort(newestFirst)
      sorted.set(name, known)
      return known
    },
    outbox: () => outbox,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    refresh(written) {
      if (waiting !== null) {
        waiting.written = both(waiting.written, written)
        return waiting.done
      }
      // Reads run one after another, so that an older one never replaces a newer one. The caller handles failures.
      const done = reading.then(() => {
        const wanted = waiting?.written ?? written
        waiting = null
        return read(wanted)
      })
      waiting = { written, done }
      reading = done.catch(() => undefined)
      return done
    },
  }
}

const both = (a: Written, b: Written): Written => ({
  rows: a.rows && b.rows && [...a.rows, ...b.rows],
  entries: a.entries && b.entries && [...a.entries, ...b.entries],
})

function byRow(entries: readonly PendingEntry[]): ReadonlyMap<string, readonly PendingEntry[]> {
  const groups = new Map<string, PendingEntry[]>()
  for (const entry of entries) {
    const group = groups.get(entry.id)
    if (group === undefined) groups.set(entry.id, [entry])
    else group.push(entry)
  }
  return groups
}

const newestFirst = (a: AnyRow, b: AnyRow) =>
  a.createdAt === b.createdAt ? (a.id < b.id ? 1 : -1) : a.createdAt < b.createdAt ? 1 : -1
