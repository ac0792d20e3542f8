import { blockedEntries } from './next-entries.js'
import { type OutboxEntry, queued, type TrayEntry } from './outbox-entry.js'
import type { Fields } from './row-kind.js'
import type { OutboxWrite } from './settle.js'

/**
 * The decision about a change in the tray.
 *
 * - `ours`: send it again. In a conflict, our values replace those that were shown as theirs.
 * - `theirs`: give it up. The row stays as the API has it.
 * - fields: send these values instead.
 */
export type Resolution = 'ours' | 'theirs' | Fields

/** Carries out a person's decision. An entry that nothing holds back any more is sent again. */
export function resolveEntry(all: readonly OutboxEntry[], entry: TrayEntry, how: Resolution): OutboxWrite {
  if (how === 'theirs') return { remove: [entry, ...ofNeverCreated(all, entry)] }
  const isHeld = ({ n, state }: OutboxEntry) => n === entry.n || state.name === 'blocked'
  const released = all.map((other) =>
    other.n === entry.n ? restated(entry, how) : isHeld(other) ? { ...other, state: queued } : other,
  )
  const blocked = blockedEntries(released)
  return {
    put: released
      .filter((_, at) => isHeld(all[at] ?? entry))
      .map((other) => {
        const by = blocked.get(other)
        return by === undefined ? other : { ...other, state: { name: 'blocked', by } }
      }),
  }
}

/** An update of a row that was deleted elsewhere. Sending it again brings the row back. */
const isGone = ({ change, state }: OutboxEntry) =>
  change.type === 'update' && state.name === 'refused' && state.code === 'NOT_FOUND'

/** The changes of a row that will never exist. */
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
