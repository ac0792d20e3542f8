import { merge, pick, sameValue } from './merge.js'
import { blockedEntries, nextEntries } from './next-entries.js'
import type { OutboxEntry, PendingEntry } from './outbox-entry.js'
import type { RowKind, SyncedRow } from './row-kind.js'
import { type Outcome, type Sending, send } from './send.js'
import { conflict, refuse } from './settle.js'
import { arrived, type Store, type Writer } from './store.js'
import type { WaitError } from './sync-status.js'

/** The dependencies of sending. */
export interface Outgoing extends Pick<Sending, 'wasCarriedOut'> {
  readonly store: Store
  readonly kinds: ReadonlyMap<string, RowKind>
}

/** After this many answers that reported an error in the API, a change goes to the tray, so that others can be sent. */
const mostFaults = 5

/**
 * Sends the next changes in the outbox.
 * @returns whether there may be more to send
 * @throws {WaitError} if some of them may succeed later
 * @throws {OfflineStorageError}
 */
export async function sendNext({ store, kinds, wasCarriedOut }: Outgoing, signal: AbortSignal): Promise<boolean> {
  const next = await store.write((writer) => prepareNext(writer, kinds))
  const sent = next.sendings.map(async (prepared) => ({
    entry: prepared.entry,
    outcome: await send({ ...prepared, wasCarriedOut }, signal),
  }))
  // They share a request, so their answers arrive together.
  const settled = await Promise.all(sent)
  const wait = settled.length === 0 ? null : await store.write((writer) => settleAll(writer, settled))
  if (wait !== null) throw wait
  return next.isMore
}

type Prepared = Pick<Sending, 'kind' | 'entry' | 'isRepeated'>

interface Next {
  readonly sendings: readonly Prepared[]
  /** Whether there may be more to send afterwards. */
  readonly isMore: boolean
}

/** Marks the next changes as being sent. Changes that cannot be sent go to the tray. */
async function prepareNext(writer: Writer, kinds: ReadonlyMap<string, RowKind>): Promise<Next> {
  const entries = await firstEntries(writer, kinds)
  const blocked = blockedEntries(entries)
  await writer.writeOutbox({ put: [...blocked].map(([entry, by]) => ({ ...entry, state: { name: 'blocked', by } })) })
  const next = nextEntries(entries.filter((entry) => !blocked.has(entry)))
  const progress = await writer.progress()
  const seq = progress?.seq ?? null
  const sendings: Prepared[] = []
  for (const entry of next) {
    const kind = kinds.get(entry.kind)
    const prepared = kind && (await prepare(writer, { kind, entry, seq }))
    if (prepared) sendings.push(prepared)
  }
  return { sendings, isMore: next.length > 0 }
}

/**
 * It reads as many entries as it needs to find the next ones. An older version of the app ignores kinds that it does not
 * know.
 */
async function firstEntries(writer: Writer, kinds: ReadonlyMap<string, RowKind>): Promise<OutboxEntry[]> {
  for (let most = 200; ; most *= 4) {
    const entries = await writer.entries(most)
    const known = entries.filter(({ kind }) => kinds.has(kind))
    if (entries.length < most || nextEntries(known).length > 0) return known
  }
}

interface Preparing {
  readonly kind: RowKind
  readonly entry: PendingEntry
  readonly seq: number | null
}

/** Merges an update with the row as this device knows it, so that the API rarely has to refuse it. */
async function prepare(writer: Writer, { kind, entry, seq }: Preparing): Promise<Prepared | null> {
  const { change, state } = entry
  // The same call is sent again.
  if (state.name === 'sending') return { kind, entry, isRepeated: true }
  const { failures } = state
  const known = await writer.row(entry.kind, entry.id)
  const sending = (version: number) =>
    mark(writer, kind, { ...entry, state: { name: 'sending', version, seq, failures } })
  if (change.type === 'create') return await sending(0)
  if (change.type !== 'update') return await sending(known?.version ?? 0)
  if (known === undefined) return await sending(change.version)
  // A row that has to be restored first is not merged yet, because the deleted state may be older than the restored one. No
  // row has version 0, so the API writes nothing before the two are compared.
  if (known.gone && change.restores) return await sending(0)
  const { row } = known
  const merged = merge({ sets: kind.sets ?? [], base: change.base, ours: change.fields, theirs: row })
  if (!sameValue(merged.conflicting, {})) {
    await writer.writeOutbox(conflict(await writer.entries(), { entry, change }, { ...merged, theirs: row }))
    return null
  }
  if (sameValue(merged.send, {})) {
    await writer.writeOutbox({ remove: [entry] })
    return null
  }
  const update = { ...change, fields: merged.send, base: pick(row, Object.keys(merged.send)), version: row.version }
  const marked = { name: 'sending', version: row.version, seq, failures } as const
  return await mark(writer, kind, { ...entry, change: update, state: marked })
}

async function mark(writer: Writer, kind: RowKind, entry: PendingEntry): Promise<Prepared> {
  await writer.writeOutbox({ put: [entry] })
  return { kind, entry, isRepeated: false }
}

interface Settled {
  readonly entry: PendingEntry
  readonly outcome: Outcome
}

/** Returns the reason to wait, if some may succeed later. */
async function settleAll(writer: Writer, settled: readonly Settled[]): Promise<WaitError | null> {
  let wait: WaitError | null = null
  for (const { entry, outcome } of settled) wait = (await settle(writer, entry, outcome)) ?? wait
  return wait
}

/** Stores the result of a call, in one transaction with the row. Returns the reason to wait, if it may succeed later. */
async function settle(writer: Writer, sent: PendingEntry, outcome: Outcome): Promise<WaitError | null> {
  if (outcome.name === 'done' || outcome.name === 'stale') await storeRow(writer, sent, outcome.row)
  // Another tab may have settled it, if it has taken over this tab's turn.
  const entry = await writer.entry(sent.n)
  if (entry?.state.name !== 'sending') return null
  switch (outcome.name) {
    case 'done':
      await writer.writeOutbox({ remove: [entry] })
      return null
    case 'stale':
      await writer.writeOutbox({ put: [{ ...entry, state: { name: 'queued', failures: 0 } }] })
      return null
    case 'refused':
      await writer.writeOutbox(refuse(await writer.entries(), entry, outcome.error))
      return null
    case 'later':
      return await postpone(writer, sent, outcome)
  }
}

async function storeRow(writer: Writer, { kind, id }: OutboxEntry, row: SyncedRow | null): Promise<void> {
  const load = (await writer.progress())?.load ?? 0
  const known = await writer.row(kind, id)
  if (row !== null) await writer.putRows([arrived(kind, row)], load)
  else if (known !== undefined) await writer.putRows([{ kind, id, version: known.version, row: null }], load)
}

async function postpone(
  writer: Writer,
  entry: PendingEntry,
  { wait, isUncertain }: Extract<Outcome, { name: 'later' }>,
): Promise<WaitError | null> {
  const failures = entry.state.failures + (wait.failure === 'fault' ? 1 : 0)
  if (failures >= mostFaults) {
    await writer.writeOutbox(refuse(await writer.entries(), entry, wait.error))
    return null
  }
  const state = isUncertain ? { ...entry.state, failures } : ({ name: 'queued', failures } as const)
  await writer.writeOutbox({ put: [{ ...entry, state }] })
  return wait
}
