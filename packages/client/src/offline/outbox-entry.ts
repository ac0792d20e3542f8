import type { OwnlistErrorCode } from '../ownlist-error.js'
import type { Fields } from './row-kind.js'

/** What a person did to a row. */
export type Change =
  | { readonly type: 'create'; readonly input: Fields }
  | Update
  | { readonly type: 'delete' }
  | { readonly type: 'restore' }

/** The changed fields. */
export interface Update {
  readonly type: 'update'
  readonly fields: Fields
  /** The values of these fields before, as the person saw them. */
  readonly base: Fields
  /** The version of the row that the person saw. */
  readonly version: number
  /** Whether the row was deleted elsewhere, and the person has decided to restore it. */
  readonly restores?: boolean
}

/**
 * The state of a change. It leaves the outbox when the API has confirmed it.
 *
 * - `queued`: will be sent; the API does not have it. `failures` counts answers that reported an error in the API.
 * - `sending`: was sent, and may have arrived: there is no answer yet, or never will be. `version` is the row's version
 *   that the call named, or that was known then, `seq` the last change of the owner that was known then.
 * - `conflict`: the same field was changed elsewhere to a different value. `theirs` has those values.
 * - `refused`: the API will never accept it.
 * - `blocked`: needs a row that could not be created: that of the refused entry with the number `by`.
 *
 * The last three wait in the tray for `resolve`.
 */
export type EntryState =
  | { readonly name: 'queued'; readonly failures: number }
  | { readonly name: 'sending'; readonly version: number; readonly seq: number | null; readonly failures: number }
  | { readonly name: 'conflict'; readonly theirs: Fields }
  | {
      readonly name: 'refused'
      readonly code: OwnlistErrorCode
      readonly reason: string | null
      readonly message: string
    }
  | { readonly name: 'blocked'; readonly by: number }

/** One change that the API has not confirmed. */
export interface OutboxEntry<State extends EntryState = EntryState> extends StoredEntry<State> {
  /** Its number. Changes are sent in this order. */
  readonly n: number
}

/** In the database, where the number is the key. */
export interface StoredEntry<State extends EntryState = EntryState> {
  readonly kind: string
  /** The row's id. */
  readonly id: string
  readonly change: Change
  /** When the person did it: an instant in UTC, by this device's clock. */
  readonly at: string
  readonly state: State
}

type PendingState = Extract<EntryState, { readonly name: 'queued' | 'sending' }>
type TrayState = Exclude<EntryState, PendingState>

/** A change that will still be sent. The rows show it already. */
export type PendingEntry = OutboxEntry<PendingState>

/** A change that waits for the person's decision. The rows show the state at the API. */
export type TrayEntry = OutboxEntry<TrayState>

export const isPending = (entry: OutboxEntry): entry is PendingEntry =>
  entry.state.name === 'queued' || entry.state.name === 'sending'

export const inTray = (entry: OutboxEntry): entry is TrayEntry => !isPending(entry)

export const queued: PendingState = { name: 'queued', failures: 0 }
