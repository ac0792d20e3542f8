import type { Container, OfflineDatabase, Progress, StoredRow } from './database.js'
import type { OutboxEntry, StoredEntry } from './outbox-entry.js'
import type { AnyRow, SyncedRow } from './row-kind.js'
import type { OutboxWrite } from './settle.js'
import { storageErrorOf } from './storage-error.js'

/** The state of a row at the API. `row` is null if it is deleted or no longer visible. */
export interface ArrivedRow {
  readonly kind: string
  readonly id: string
  readonly version: number
  readonly row: SyncedRow | null
}

/** The state of a row that a procedure has returned. */
export const arrived = (kind: string, row: SyncedRow): ArrivedRow => ({
  kind,
  id: row.id,
  version: row.version,
  row: row.deletedAt === null ? row : null,
})

/** What a transaction has changed: the kinds and ids of rows, and numbers in the outbox. Null if it is too many. */
export interface Written {
  readonly rows: readonly (readonly [kind: string, id: string])[] | null
  readonly entries: readonly number[] | null
}

/** Everything, for the first read. */
export const everything: Written = { rows: null, entries: null }

/** Reads and writes within one transaction. Do not await anything else in it. */
export interface Writer {
  /** All entries, or the first ones, in order. */
  entries(most?: number): Promise<OutboxEntry[]>
  entry(n: number): Promise<OutboxEntry | undefined>
  lastEntry(): Promise<OutboxEntry | undefined>
  row(kind: string, id: string): Promise<StoredRow | undefined>
  progress(): Promise<Progress | undefined>
  setProgress(progress: Progress): Promise<void>
  /** Stores rows, unless newer versions of them are known. The rows in containers that become visible are marked to be read. */
  putRows(rows: readonly ArrivedRow[], load: number): Promise<void>
  /** Removes rows that this load has not seen, unless there are changes to them in the outbox. */
  removeUnseen(load: number): Promise<void>
  writeOutbox(write: OutboxWrite): Promise<void>
}

/** The rows of one contract version, and the outbox. */
export interface Store {
  /**
   * Runs a transaction: all of it or nothing.
   * @throws {OfflineStorageError}
   */
  write<Result>(work: (writer: Writer) => Promise<Result>): Promise<Result>
  /**
   * Reads what was written. Missing rows were removed.
   * @throws {OfflineStorageError}
   */
  read(written: Written): Promise<{ readonly rows: readonly StoredRow[]; readonly entries: readonly OutboxEntry[] }>
}

/** If a transaction changes more rows than this, readers read all rows again. */
const many = 500

export interface StoreParts {
  readonly database: OfflineDatabase
  readonly contract: number
  /** The containers that have to be read when a row becomes visible. */
  containersOf(row: ArrivedRow): Container[]
  /** Called after each transaction that has changed something. */
  onWritten(written: Written): void
}

export function createStore({ database, contract, containersOf, onWritten }: StoreParts): Store {
  return {
    async write(work) {
      try {
        const transaction = database.transaction(['rows', 'outbox', 'progress'], 'readwrite', { durability: 'strict' })
        const touched: Touched = { rows: [], entries: [] }
        // A failed request aborts the transaction. The error of the work gives the reason.
        transaction.done.catch(() => undefined)
        const result = await work(createWriter({ transaction, contract, touched, containersOf })).catch(
          (error: unknown) => {
            transaction.abort()
            throw error
          },
        )
        await transaction.done
        if (touched.rows.length + touched.entries.length > 0) onWritten(writtenOf(touched))
        return result
      } catch (error) {
        throw storageErrorOf(error)
      }
    },
    async read({ rows: keys, entries: numbers }) {
      try {
        const transaction = database.transaction(['rows', 'outbox'])
        const store = transaction.objectStore('rows')
        const [rows, entries] = await Promise.all([
          keys === null
            ? store.getAll(IDBKeyRange.bound([contract], [contract + 1], false, true))
            : Promise.all(keys.map(([kind, id]) => store.get([contract, kind, id]))),
          numbers === null
            ? entriesOf(transaction.objectStore('outbox'))
            : Promise.all(numbers.map((n) => entryOf(transaction.objectStore('outbox'), n))),
        ])
        return {
          rows: rows.filter((row) => row !== undefined),
          entries: entries.filter((entry) => entry !== undefined),
        }
      } catch (error) {
        throw storageErrorOf(error)
      }
    },
  }
}

interface Touched {
  readonly rows: (readonly [string, string])[]
  readonly entries: number[]
}

const writtenOf = ({ rows, entries }: Touched): Written => ({
  rows: rows.length > many ? null : rows,
  entries: entries.length > many ? null : entries,
})

const openTransaction = (database: OfflineDatabase) => database.transaction(['rows', 'outbox', 'progress'], 'readwrite')

interface WriterParts extends Pick<StoreParts, 'contract' | 'containersOf'> {
  readonly transaction: ReturnType<typeof openTransaction>
  readonly touched: Touched
}

function createWriter({ transaction, contract, touched, containersOf }: WriterParts): Writer {
  const [rows, outbox, progress] = [
    transaction.objectStore('rows'),
    transaction.objectStore('outbox'),
    transaction.objectStore('progress'),
  ]
  /** Whether the row has become visible. */
  async function putRow({ kind, id, version, row }: ArrivedRow, load: number): Promise<boolean> {
    const known = await rows.get([contract, kind, id])
    if (known !== undefined && known.version > version) {
      await rows.put({ ...known, load })
      return false
    }
    const shown = row ?? known?.row
    // Nothing is known about a row that was deleted before this device first saw it.
    if (shown === undefined) return false
    touched.rows.push([kind, id])
    await rows.put({ contract, kind, id, row: shown as AnyRow, version, gone: row === null, load })
    return row !== null && (known === undefined || known.gone)
  }
  async function readInside(added: readonly Container[]): Promise<void> {
    const now = await progress.get(contract)
    if (added.length === 0 || now?.name !== 'loaded') return
    await progress.put({ ...now, inside: [...now.inside, ...added] }, contract)
  }
  return {
    entries: (most) => entriesOf(outbox, most),
    entry: (n) => entryOf(outbox, n),
    async lastEntry() {
      const cursor = await outbox.openCursor(null, 'prev')
      return cursor === null ? undefined : { ...cursor.value, n: cursor.key }
    },
    row: (kind, id) => rows.get([contract, kind, id]),
    progress: () => progress.get(contract),
    async setProgress(value) {
      await progress.put(value, contract)
    },
    async putRows(arrivals, load) {
      const visible: ArrivedRow[] = []
      for (const arrival of arrivals) if (await putRow(arrival, load)) visible.push(arrival)
      await readInside(visible.flatMap(containersOf))
    },
    async removeUnseen(load) {
      const changed = new Set((await entriesOf(outbox)).map(({ kind, id }) => `${kind} ${id}`))
      const all = await rows.getAll(IDBKeyRange.bound([contract], [contract + 1], false, true))
      for (const row of all) {
        if (row.load === load || changed.has(`${row.kind} ${row.id}`)) continue
        touched.rows.push([row.kind, row.id])
        await rows.delete([contract, row.kind, row.id])
      }
    },
    async writeOutbox({ put = [], add = [], remove = [] }) {
      for (const { n, ...entry } of put) touched.entries.push(await outbox.put(entry, n))
      for (const entry of add) touched.entries.push(await outbox.add(entry))
      for (const { n } of remove) {
        await outbox.delete(n)
        touched.entries.push(n)
      }
    },
  }
}

interface OutboxStore {
  get(n: number): Promise<StoredEntry | undefined>
  getAll(query?: null, most?: number): Promise<StoredEntry[]>
  getAllKeys(query?: null, most?: number): Promise<number[]>
}

async function entriesOf(outbox: OutboxStore, most?: number): Promise<OutboxEntry[]> {
  const [entries, numbers] = await Promise.all([outbox.getAll(null, most), outbox.getAllKeys(null, most)])
  return entries.map((entry, at) => ({ ...entry, n: numbers[at] ?? 0 }))
}

async function entryOf(outbox: OutboxStore, n: number): Promise<OutboxEntry | undefined> {
  const entry = await outbox.get(n)
  return entry && { ...entry, n }
}
