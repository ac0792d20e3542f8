import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb'
import type { StoredEntry } from './outbox-entry.js'
import type { AnyRow } from './row-kind.js'
import type { KnownRow } from './shown-row.js'
import { OfflineStorageError, storageErrorOf } from './storage-error.js'

/** A row of the replica. Rows are stored separately for each contract version, since their fields differ. */
export interface StoredRow extends KnownRow {
  readonly contract: number
  readonly kind: string
  readonly id: string
  readonly row: AnyRow
  /** The latest known version. If the row is gone, it may be newer than that of `row`. */
  readonly version: number
  /** The number of the load that has seen it last. Later loads remove rows that they have not seen. */
  readonly load: number
}

/**
 * How much the replica has read.
 *
 * - `loading`: the pages of all kinds are being read; `seq` was the last change when that began.
 * - `loaded`: it has every change up to `seq`, and those on the pages before `cursor`, if some are still to be read. `at`
 *   is when the last page was read, in milliseconds since 1970. `inside` are containers that have become visible, whose rows
 *   are still to be read.
 */
export type Progress =
  | {
      readonly name: 'loading'
      readonly load: number
      readonly seq: number
      /** The kinds whose pages are still to be read. The first kind continues at `cursor`. */
      readonly kinds: readonly string[]
      readonly cursor: string | null
    }
  | {
      readonly name: 'loaded'
      readonly load: number
      readonly seq: number
      readonly cursor: string | null
      readonly at: number
      readonly kinds: readonly string[]
      readonly inside: readonly Container[]
    }

/** The rows of a kind whose field has this id, such as the tasks of a list. */
export interface Container {
  readonly kind: string
  readonly field: string
  readonly id: string
  readonly cursor: string | null
}

/** Which tab may send, if there are no Web Locks. `until` is in milliseconds since 1970. */
interface Lease {
  readonly holder: string
  readonly until: number
}

interface Stores extends DBSchema {
  rows: { key: [contract: number, kind: string, id: string]; value: StoredRow }
  /** All contract versions share the outbox: its changes are inputs of procedures, which newer clients can still send. */
  outbox: { key: number; value: StoredEntry }
  progress: { key: number; value: Progress }
  lease: { key: 'lease'; value: Lease }
}

export type OfflineDatabase = IDBPDatabase<Stores>

/** Increases with every change to the stores. `upgrade` has one step for each version. */
const schemaVersion = 1

const steps: readonly ((database: OfflineDatabase) => void)[] = [
  (database) => {
    database.createObjectStore('rows', { keyPath: ['contract', 'kind', 'id'] })
    database.createObjectStore('outbox', { autoIncrement: true })
    database.createObjectStore('progress')
    database.createObjectStore('lease')
  },
]

/** Rows of older contracts would only take up space. A tab that still runs the older version will load them again. */
async function dropOlderContracts(database: OfflineDatabase, contract: number): Promise<void> {
  const transaction = database.transaction(['rows', 'progress'], 'readwrite')
  await Promise.all([
    transaction.objectStore('rows').delete(IDBKeyRange.bound([0], [contract], false, true)),
    transaction.objectStore('progress').delete(IDBKeyRange.upperBound(contract, true)),
    transaction.done,
  ])
}

export interface DatabaseOptions {
  readonly name: string
  readonly contract: number
  /**
   * Called when the connection has ended and cannot be reopened: because of a newer version of the app, a wipe, or the
   * browser.
   */
  onEnd(error: OfflineStorageError): void
}

/** @throws {OfflineStorageError} `UNAVAILABLE`, `FULL` or `OUTDATED` */
export async function openDatabase({ name, contract, onEnd }: DatabaseOptions): Promise<OfflineDatabase> {
  if (typeof indexedDB === 'undefined') throw new OfflineStorageError('UNAVAILABLE')
  try {
    const database = await openDB<Stores>(name, schemaVersion, {
      upgrade: (opened, from) => {
        for (const step of steps.slice(from)) step(opened)
      },
      blocking(_current, next) {
        database.close()
        // Null while it is being deleted.
        onEnd(new OfflineStorageError(next === null ? 'CLOSED' : 'OUTDATED'))
      },
      terminated: () => onEnd(new OfflineStorageError('CLOSED')),
    })
    await dropOlderContracts(database, contract)
    return database
  } catch (error) {
    throw storageErrorOf(error, { whileOpening: true })
  }
}

/** Other tabs close their connections first. */
export const deleteDatabase = (name: string): Promise<void> =>
  deleteDB(name).catch((error: unknown) => {
    throw storageErrorOf(error)
  })
