import { blockedEntries } from './next-entries.js'
import { type OutboxEntry, queued, type TrayEntry } from './outbox-entry.js'
import type { Fields } from './row-kind.js'
import type { OutboxWrite } from './settle.js'

/**
 * The decision about a change in the tray.
 *
 * - `ours`: send it again. In a conflict, our values replace those that were shown as theirs.
 * - `theirs`: discard it. The row stays as the API has it.
 * - fields: send these values instead.
 */
export type Resolution = 'ours' | 'theirs' | Fields

/** Carries out a person's decision. Changes that still need a row that could not be created stay blocked; all others are sent. */
export function resolveEntry(all: readonly OutboxEntry[], entry: TrayEntry, how: Resolution): OutboxWrite {
  if (how === 'theirs') return { remove: [entry, ...ofNeverCreated(all, entry)] }
  const held = new Map<number, OutboxEntry>()
  for (const other of all) if (other.state.name === 'blocked') held.set(other.n, { ...other, state: queued })
  held.set(entry.n, restated(entry, how))
  const after = all.map((other) => held.get(other.n) ?? other)
  const blocked = blockedEntries(after)
  const put = after
    .filter(({ n }) => held.has(n))
    .map((other): OutboxEntry => {
      const by = blocked.get(other)
      return by === undefined ? other : { ...other, state: { name: 'blocked', by } }
    })
  return { put }
}

/** An update of a row that was deleted elsewhere. Sending it again restores the row. */
const isGone = ({ change, state }: OutboxEntry) =>
  change.type === 'update' && state.name === 'refused' && state.code === 'NOT_FOUND'

/** The changes to a row that will never exist. */
const ofNeverCreated = (all: readonly OutboxEntry[], { n, kind, id, change }: TrayEntry) =>
  change.type === 'create' ? all.filter((other) => other.n > n && other.kind === kind && other.id === id) : []

function restated(entry: TrayEntry, how: 'ours' | Fields): OutboxEntry {
  const { change, state } = entry
  const fields = how === 'ours' ? {} : how
  if (change.type === 'create')
    return { ...entry, change: { ...change, input: { ...change.input, ...fields } }, state: queued }
  if (change.type !== 'update') return { ...entry, state: queued }
  const base = state.name === 'conflict' ? { ...change.base, ...state.theirs } : change.base
  const restored = isGone(entry) ? { restores: true } : {}
  return { ...entry, change: { ...change, fields: { ...change.fields, ...fields }, base, ...restored }, state: queued }
}
