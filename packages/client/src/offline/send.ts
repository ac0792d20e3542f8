import { type OwnlistError, ownlistErrorOf } from '../ownlist-error.js'
import { isNotFound, isReason, read } from './call.js'
import { failureOf, mayHaveArrived } from './failures.js'
import { merge, sameValue } from './merge.js'
import type { OutboxEntry, PendingEntry, Update } from './outbox-entry.js'
import type { RowKind, SyncedRow } from './row-kind.js'
import { WaitError } from './sync-status.js'

/**
 * The result of one call.
 *
 * - `done`: the change has arrived, now or earlier. `row` is the row after it, or null if it does not exist.
 * - `stale`: it has not arrived, because the row has changed. `row` is the row as it is.
 * - `refused`: the API will never accept it.
 * - `later`: it may succeed later. `isUncertain` says whether it may have arrived despite the failure.
 */
export type Outcome =
  | { readonly name: 'done'; readonly row: SyncedRow | null }
  | { readonly name: 'stale'; readonly row: SyncedRow }
  | { readonly name: 'refused'; readonly error: OwnlistError }
  | { readonly name: 'later'; readonly wait: WaitError; readonly isUncertain: boolean }

/** A change that is marked as being sent. */
export interface Sending {
  readonly kind: RowKind
  /** Its state is `sending`. */
  readonly entry: PendingEntry
  /** Whether an earlier call with it may have arrived, because its answer never came. */
  readonly isRepeated: boolean
  /** Finds out whether an earlier call has arrived, even if the row no longer shows it. */
  wasCarriedOut(entry: OutboxEntry): Promise<boolean>
}

/** Sends one change. A call whose answer never came is repeated unchanged, and never takes effect twice. */
export async function send(sending: Sending, signal: AbortSignal): Promise<Outcome> {
  try {
    return await call(sending, signal)
  } catch (failure) {
    return await failed(sending, failure).catch((wait: WaitError) => later(wait, true))
  }
}

/** @throws {WaitError} if this is not known yet */
async function failed(sending: Sending, failure: unknown): Promise<Outcome> {
  const { entry, isRepeated } = sending
  if (failure instanceof WaitError) return later(failure, true)
  const error = ownlistErrorOf(failure)
  const kind = failureOf(error)
  if (kind !== 'never') return later(new WaitError(kind, error), isRepeated || mayHaveArrived(kind))
  // The call may have succeeded the first time. The row or its list may have been deleted since.
  const isThere = isRepeated && (await sending.wasCarriedOut(entry))
  return isThere ? done(null) : { name: 'refused', error }
}

const later = (wait: WaitError, isUncertain: boolean): Outcome => ({ name: 'later', wait, isUncertain })

async function call(sending: Sending, signal: AbortSignal): Promise<Outcome> {
  const { kind, entry, isRepeated } = sending
  const { procedures } = kind
  const { id, change } = entry
  switch (change.type) {
    case 'create':
      // Because of the same id, repeating a create is harmless.
      return done(await procedures.create.mutate({ ...change.input, id }, { signal }))
    case 'update':
      return await update(sending, signal)
    case 'delete':
    case 'restore': {
      // Somebody may have undone it since.
      if (isRepeated && (await sending.wasCarriedOut(entry))) return await current(kind, id, signal)
      const isDeletion = change.type === 'delete'
      const calling = procedures[change.type].mutate({ id }, { signal })
      return done(await (isDeletion ? calling.catch(nullIfNotFound) : calling))
    }
  }
}

async function update(sending: Sending, signal: AbortSignal): Promise<Outcome> {
  const { kind, entry } = sending
  const { id, change, state } = entry
  if (change.type !== 'update' || state.name !== 'sending')
    throw new Error('Only an update that is being sent has a version')
  const { procedures } = kind
  const { version } = state
  if (change.restores) {
    const row = await procedures.restore.mutate({ id }, { signal })
    if (row.version !== version) return await changed(sending, change, row)
  }
  try {
    return done(await procedures.update.mutate({ ...change.fields, id, version }, { signal }))
  } catch (error) {
    if (!isReason(error, 'STALE_VERSION')) throw error
  }
  return await changed(sending, change, await read(procedures.get.query({ id }, { signal })))
}

/** The row has another version than the call named, because of an earlier call or a change elsewhere. */
async function changed(sending: Sending, change: Update, row: SyncedRow): Promise<Outcome> {
  const { kind, entry, isRepeated, wasCarriedOut } = sending
  const isThere = isRepeated && (await wasCarriedOut(entry))
  return isThere ? done(row) : compare(kind, change, row)
}

/** Whether the row, which has changed, now has our values. */
function compare({ sets = [] }: RowKind, { base, fields }: Update, row: SyncedRow): Outcome {
  const { send, conflicting } = merge({ sets, base, ours: fields, theirs: { ...row } })
  return sameValue(send, {}) && sameValue(conflicting, {}) ? done(row) : { name: 'stale', row }
}

const done = (row: SyncedRow | null): Outcome => ({ name: 'done', row })

const nullIfNotFound = (error: unknown) => {
  if (isNotFound(error)) return null
  throw error
}

const current = async (kind: RowKind, id: string, signal: AbortSignal) =>
  done(await read(kind.procedures.get.query({ id }, { signal })).catch(nullIfNotFound))
