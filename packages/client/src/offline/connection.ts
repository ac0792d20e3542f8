import type { ApiClient } from '../api-client.js'
import { contractVersion } from '../contract-version.js'
import { shareAmongTabs } from '../live-tabs.js'
import { wasCarriedOut } from './carried-out.js'
import { containersOf } from './containers.js'
import { type OfflineDatabase, openDatabase } from './database.js'
import { createEngine, type Engine } from './engine.js'
import { followLive } from './follow-live.js'
import { watchPage } from './page-events.js'
import { createPeers } from './peers.js'
import type { RowKind, RowKinds } from './row-kind.js'
import type { OfflineStorageError } from './storage-error.js'
import { createStore, everything, type Store, type Writer, type Written } from './store.js'
import type { SyncStatus } from './sync-status.js'
import { createTurns, type Turns } from './turns.js'
import { createView, type View } from './view.js'

export interface ConnectionParts {
  readonly api: ApiClient
  readonly kinds: RowKinds
  /** The name of the database, the lock and the channel. It belongs to one person. */
  readonly name: string
  readonly pollMs: number
  /** The version of the contract whose rows are stored; the client's own by default. */
  readonly contract?: number
  /** `createTurns` by default. */
  readonly turns?: (name: string, database: OfflineDatabase) => Turns
}

/** One tab's connection to the data on this device, to the other tabs, and to the API. */
export interface Connection {
  readonly name: string
  readonly kinds: ReadonlyMap<string, RowKind>
  readonly store: Store
  readonly view: View
  readonly engine: Engine
  status(): SyncStatus
  /** Calls the listener after every change of the view or of the status. */
  subscribe(listener: () => void): () => void
  /** Writes, shows the result in this tab and in others, and then starts to send. @throws {OfflineStorageError} */
  write(work: (writer: Writer) => Promise<void>): Promise<void>
  /** Stops immediately, as if the tab were killed. The next tab repeats calls in progress. */
  end(): void
}

/** @throws {OfflineStorageError} */
export async function connect(parts: ConnectionParts): Promise<Connection> {
  const { api, name, pollMs, contract = contractVersion } = parts
  const kinds = new Map(Object.entries(parts.kinds).map(([kind, describe]) => [kind, describe(api)]))
  const listeners = new Set<() => void>()
  let status: SyncStatus = { name: 'starting' }
  let refreshed = Promise.resolve()

  let onEnd = (_error: OfflineStorageError): void => undefined
  const database = await openDatabase({ name, contract, onEnd: (error) => onEnd(error) })
  const store = createStore({
    database,
    contract,
    containersOf: (row) => containersOf(kinds, row),
    onWritten(written) {
      peers.tell({ name: 'written', written })
      refreshed = refresh(written)
    },
  })
  const view = createView(store, kinds)
  // After it has ended, there is nothing to read.
  const refresh = (written: Written) => view.refresh(written).catch(() => undefined)
  const hasPending = () => view.outbox().pending.length > 0

  const peers = createPeers(name, async (message) => {
    if (message.name === 'status') {
      if (engine.follow(message.status)) setStatus(message.status)
      return
    }
    await refresh(message.written)
    // This also sends changes that another tab has queued, which may be killed before its turn comes. If they wait for the
    // network, they can wait here too.
    const isQueued = message.written.entries?.length !== 0 && hasPending()
    if (isQueued && status.name !== 'waiting') await engine.wake(false)
  })
  const page = watchPage(() => void engine.wake(true))
  const engine = createEngine({
    store,
    kinds,
    pollMs,
    sync: api.sync,
    turns: (parts.turns ?? createTurns)(name, database),
    wasCarriedOut: (entry, signal) => wasCarriedOut(api.history, entry, signal),
    hasPending,
    isVisible: page.isVisible,
    onStatus(next) {
      if (next.name !== 'stopped') peers.tell({ name: 'status', status: next })
      setStatus(next)
    },
  })

  const onChange = () => void engine.wake(true)
  const stopLive = shareAmongTabs(`${name} live`, (onEvent) => followLive(api, pollMs, onEvent), onChange)

  function setStatus(next: SyncStatus): void {
    const isSame = status.name === 'stopped' || (status.name === 'working' && next.name === 'working')
    if (isSame) return
    status = next
    for (const listener of listeners) listener()
  }

  function end(): void {
    void engine.stop()
    stopLive()
    page.close()
    peers.close()
    database.close()
  }

  onEnd = (error) => {
    setStatus({ name: 'stopped', message: error.message })
    end()
  }
  await view.refresh(everything)
  view.subscribe(() => {
    for (const listener of listeners) listener()
  })
  void engine.wake(true)
  return {
    name,
    kinds,
    store,
    view,
    engine,
    status: () => status,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async write(work) {
      await store.write(work)
      await refreshed
      void engine.wake(false)
    },
    end,
  }
}
