import type { Change, OutboxEntry, StoredEntry } from './outbox-entry.js'
import { queued } from './outbox-entry.js'
import type { Writer } from './store.js'

/** Adds a change to the outbox. If it directly follows an unsent change to fields of the same row, the two are merged. */
export async function queueChange(writer: Writer, added: Pick<StoredEntry, 'kind' | 'id' | 'change'>): Promise<void> {
  const last = await writer.lastEntry()
  const joined = last && join(last, added)
  if (joined) await writer.writeOutbox({ put: [joined] })
  else await writer.writeOutbox({ add: [{ ...added, at: new Date().toISOString(), state: queued }] })
}

function join(last: OutboxEntry, added: { kind: string; id: string; change: Change }): OutboxEntry | null {
  const [before, after] = [last.change, added.change]
  const isSameRow = last.kind === added.kind && last.id === added.id
  if (!isSameRow || last.state.name !== 'queued' || before.type !== 'update' || after.type !== 'update') return null
  const fields = { ...before.fields, ...after.fields }
  return { ...last, change: { ...before, fields, base: { ...after.base, ...before.base } } }
}
