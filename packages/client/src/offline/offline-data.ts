import type { Resolution } from './resolve.js'
import type { ChangesOf, KindName, NewRowOf, QueryOf, RowKinds, RowOf, RowPage } from './row-kind.js'
import type { SyncStatus } from './sync-status.js'
import type { OutboxView } from './view.js'

/**
 * The rows of one person on this device, with all changes that were made here. Changes are kept until the API has confirmed
 * them, and are sent in order. Changes that the API has refused, and changes to fields that were changed elsewhere at the
 * same time, wait in `outbox().tray`. Methods that write throw an `OfflineStorageError` if the change could not be stored.
 */
export interface Offline<Kinds extends RowKinds> {
  /** A row as it should be shown; undefined if it is deleted or is not on this device. */
  get<Kind extends KindName<Kinds>>(kind: Kind, id: string): RowOf<Kinds, Kind> | undefined
  /** All rows of a kind on this device, newest first. It is the same array until something changes. */
  all<Kind extends KindName<Kinds>>(
    kind: Kind,
    filter?: (row: RowOf<Kinds, Kind>) => boolean,
  ): readonly RowOf<Kinds, Kind>[]
  /** Calls the listener after every change of the rows, of the outbox and of the status. Returns a function that stops this. */
  subscribe(listener: () => void): () => void
  /** Creates a row, immediately on this device and as soon as possible at the API. */
  create<Kind extends KindName<Kinds>>(kind: Kind, input: NewRowOf<Kinds, Kind>): Promise<RowOf<Kinds, Kind>>
  /**
   * Changes the given fields.
   * @throws {RangeError} if the row is not on this device
   */
  update<Kind extends KindName<Kinds>>(kind: Kind, id: string, changes: ChangesOf<Kinds, Kind>): Promise<void>
  delete(kind: KindName<Kinds>, id: string): Promise<void>
  restore(kind: KindName<Kinds>, id: string): Promise<void>
  /**
   * Reads a page of rows from the API that are not stored from the start, such as completed tasks. They stay on this
   * device.
   * @throws {OwnlistError}
   */
  load<Kind extends KindName<Kinds>>(kind: Kind, query: QueryOf<Kinds, Kind>): Promise<RowPage<RowOf<Kinds, Kind>>>
  /**
   * Reads one row from the API that is not stored from the start. It stays on this device.
   * @throws {OwnlistError} such as `NOT_FOUND`, if it is deleted or is not this person's
   */
  loadRow<Kind extends KindName<Kinds>>(kind: Kind, id: string): Promise<RowOf<Kinds, Kind>>
  /** The changes that the API has not confirmed. It is the same object until something changes. */
  outbox(): OutboxView
  /**
   * Decides about a change in the tray.
   * @param n its number
   */
  resolve(n: number, how: Resolution): Promise<void>
  status(): SyncStatus
  /** Sends and reads everything now, unless the API has asked to wait. Returns the resulting status. */
  sync(): Promise<SyncStatus>
  /** Stops. All data stays on the device. */
  close(): Promise<void>
  /**
   * For signing out: deletes all data of this person from this device, including changes that were never sent. Other tabs
   * stop.
   */
  wipe(): Promise<void>
}
