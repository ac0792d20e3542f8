import { OwnlistError } from '../ownlist-error.js'
import { read } from './call.js'
import { sameValue } from './merge.js'
import type { OutboxEntry } from './outbox-entry.js'
import type { HistoryChange, HistoryPage, HistoryProcedures } from './sync-procedures.js'

/**
 * Whether a call whose answer never came has been carried out. The row alone does not show this, because somebody may have
 * undone or replaced the change since. So this searches the actions of the same session, back to the last one that this
 * device knew when it sent the call. It only looks at changes after the version that it knew then, because an earlier
 * change may be the same, such as when a row is deleted, restored and deleted again. An API without a history, or a token
 * that may not read it, cannot answer this. Then the call is repeated.
 * @throws {WaitError}
 */
export async function wasCarriedOut(
  history: HistoryProcedures,
  entry: OutboxEntry,
  signal: AbortSignal,
): Promise<boolean> {
  const { state } = entry
  if (state.name !== 'sending' || state.seq === null) return false
  let cursor: number | null = null
  do {
    const reading = read(history.list.query({ cursor, limit: 50 }, { signal }))
    const page: HistoryPage = await reading.catch(nothingIfMissing)
    for (const { seq, isOwnSession, changes } of page.items) {
      if (seq <= state.seq) return false
      if (isOwnSession && changes.some((made) => made.version > state.version && isThat(entry, made))) return true
    }
    cursor = page.nextCursor
  } while (cursor !== null)
  return false
}

function nothingIfMissing(error: unknown): HistoryPage {
  if (error instanceof OwnlistError) return { items: [], nextCursor: null }
  throw error
}

function isThat({ kind, id, change }: OutboxEntry, made: HistoryChange): boolean {
  if (made.kind !== kind || made.id !== id) return false
  if (change.type === 'delete') return made.what === 'deleted'
  if (change.type === 'restore') return made.what === 'restored'
  if (change.type === 'create') return made.what === 'created'
  const after = new Map(made.fields.map((field) => [field.name, field.after]))
  // A value that is not a field of the row has no old value.
  const fields = Object.entries(change.fields).filter(([name]) => change.base[name] !== undefined)
  return fields.every(([name, value]) => after.has(name) && sameValue(after.get(name), value))
}
