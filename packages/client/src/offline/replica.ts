import type { Connection } from './connection.js'
import { deleteDatabase } from './database.js'
import { pick } from './merge.js'
import type { Offline } from './offline-data.js'
import { type Change, inTray } from './outbox-entry.js'
import { queueChange } from './queue-change.js'
import { resolveEntry } from './resolve.js'
import type { AnyRow, Fields, RowKind, RowKinds, SyncedRow } from './row-kind.js'
import { arrived } from './store.js'
import { uuidv7 } from './uuidv7.js'

/** The result of `openOffline`, with the kinds of the connection. */
export function replicaOf<Kinds extends RowKinds>(connection: Connection): Offline<Kinds> {
  const { view, store, engine } = connection

  async function queue(kind: string, id: string, change: Change): Promise<void> {
    kindOf(connection, kind)
    await connection.write((writer) => queueChange(writer, { kind, id, change }))
  }

  async function putRows(kind: string, rows: readonly SyncedRow[]): Promise<void> {
    await connection.write(async (writer) => {
      const load = (await writer.progress())?.load ?? 0
      await writer.putRows(
        rows.map((row) => arrived(kind, row)),
        load,
      )
    })
  }

  /** At its end, the first load removes rows that it has not seen. So only rows that are read after it has started are safe. */
  async function firstLoadBegun(): Promise<void> {
    if ((await store.write((writer) => writer.progress())) === undefined) await engine.sync()
  }

  const replica: Offline<RowKinds> = {
    get: (kind, id) => view.get(kind, id),
    all: (kind, filter) => (filter === undefined ? view.all(kind) : view.all(kind).filter(filter)),
    subscribe: connection.subscribe,
    async create(kind, input) {
      const description = kindOf(connection, kind)
      const { id = uuidv7(), ...fields } = input as Fields & { id?: string }
      await queue(kind, id, { type: 'create', input: { ...fields, ...description.stored?.(fields) } })
      return view.get(kind, id) ?? description.draft({ ...fields, id }, new Date().toISOString())
    },
    async update(kind, id, changes) {
      const row = rowOf(connection, kind, id)
      const fields = { ...changes, ...kindOf(connection, kind).stored?.(changes) }
      const base = pick(row, Object.keys(fields))
      await queue(kind, id, { type: 'update', fields, base, version: row.version })
    },
    delete: (kind, id) => queue(kind, id, { type: 'delete' }),
    restore: (kind, id) => queue(kind, id, { type: 'restore' }),
    async load(kind, query) {
      const description = kindOf(connection, kind)
      await firstLoadBegun()
      const page = await description.procedures.list.query(query)
      await putRows(kind, page.items)
      return page
    },
    async loadRow(kind, id) {
      const { procedures } = kindOf(connection, kind)
      await firstLoadBegun()
      const row = await procedures.get.query({ id })
      await putRows(kind, [row])
      return row
    },
    outbox: view.outbox,
    resolve: (n, how) =>
      connection.write(async (writer) => {
        const entries = await writer.entries()
        const entry = entries.find((each) => each.n === n)
        if (entry === undefined || !inTray(entry)) throw new RangeError(`There is no change ${n} in the tray`)
        await writer.writeOutbox(resolveEntry(entries, entry, how))
      }),
    status: connection.status,
    async sync() {
      await engine.sync()
      return connection.status()
    },
    async close() {
      await engine.stop()
      connection.end()
    },
    async wipe() {
      connection.end()
      await deleteDatabase(connection.name)
    },
  }
  // The types of the methods follow from the kinds.
  return replica as unknown as Offline<Kinds>
}

/** @throws {RangeError} */
function kindOf({ kinds }: Connection, name: string): RowKind {
  const kind = kinds.get(name)
  if (kind === undefined)
    throw new RangeError(`There is no kind \`${name}\`. The kinds are ${[...kinds.keys()].join(', ')}`)
  return kind
}

/** @throws {RangeError} */
function rowOf({ view }: Connection, kind: string, id: string): AnyRow {
  const row = view.get(kind, id)
  if (row === undefined) throw new RangeError(`The ${kind} is not on this device, or is deleted. Load it first`)
  return row
}
