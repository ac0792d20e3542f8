'use client'

import {
  type Context,
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react'
import type { Offline } from './offline/offline-data.js'
import { type OfflineOptions, openOffline } from './offline/open-offline.js'
import type { KindName, RowKinds, RowOf } from './offline/row-kind.js'
import type { SyncStatus } from './offline/sync-status.js'
import type { OutboxView } from './offline/view.js'

export interface OfflineProviderProps<Kinds extends RowKinds> extends Omit<OfflineOptions<Kinds>, 'kinds'> {
  readonly children: ReactNode
  /** Shown until the data on this device is open, which takes a moment, and on the server. */
  readonly fallback?: ReactNode
}

/** The hooks of one app, with the types of its kinds. Each renders again when its value changes. */
export interface OfflineReact<Kinds extends RowKinds> {
  /**
   * Opens a person's data for the hooks below it, and closes the data when the component is removed. The options are read
   * when `userId` changes. An `OfflineStorageError` goes to the next error boundary.
   */
  OfflineProvider(props: OfflineProviderProps<Kinds>): ReactNode
  /** The result of `openOffline`, for changes, `resolve` and `wipe`. */
  useOffline(): Offline<Kinds>
  /** The rows of a kind on this device, newest first, including changes that are still to be sent. */
  useRows<Kind extends KindName<Kinds>>(
    kind: Kind,
    filter?: (row: RowOf<Kinds, Kind>) => boolean,
  ): readonly RowOf<Kinds, Kind>[]
  /** The changes that the API has not confirmed, and those that wait for a decision. */
  useOutbox(): OutboxView
  useSyncStatus(): SyncStatus
}

/** Creates the hooks for an app, once: `createOfflineReact({ note: notes })`. */
export function createOfflineReact<const Kinds extends RowKinds>(kinds: Kinds): OfflineReact<Kinds> {
  const context = createContext<Offline<Kinds> | null>(null)
  // biome-ignore lint/correctness/noComponentHookFactories: called once per app, outside components, like createTRPCReact
  const useOffline = () => useOpened(context)
  return {
    // biome-ignore lint/correctness/noComponentHookFactories: as above
    OfflineProvider: ({ children, fallback, ...options }) => {
      const offline = useOpening({ ...options, kinds } as OfflineOptions<Kinds>)
      return offline === null ? fallback : <context.Provider value={offline}>{children}</context.Provider>
    },
    useOffline,
    useRows(kind, filter) {
      const offline = useOffline()
      const rows = useSnapshot(offline, () => offline.all(kind))
      return useMemo(() => (filter === undefined ? rows : rows.filter(filter)), [rows, filter])
    },
    useOutbox() {
      const offline = useOffline()
      return useSnapshot(offline, offline.outbox)
    },
    useSyncStatus() {
      const offline = useOffline()
      return useSnapshot(offline, offline.status)
    },
  }
}

/**
 * What the provider has opened.
 * @throws {Error} outside the provider
 */
function useOpened<Kinds extends RowKinds>(context: Context<Offline<Kinds> | null>): Offline<Kinds> {
  const offline = useContext(context)
  if (offline === null) throw new Error('There is no OfflineProvider above this component')
  return offline
}

/** On the server, there is a snapshot only below a provider, which shows its fallback there. */
const useSnapshot = <Value,>(offline: Pick<Offline<RowKinds>, 'subscribe'>, read: () => Value): Value =>
  useSyncExternalStore(offline.subscribe, read, read)

type Opening<Kinds extends RowKinds> =
  | { readonly name: 'open'; readonly userId: string; readonly offline: Offline<Kinds> }
  | { readonly name: 'failed'; readonly userId: string; readonly error: unknown }

/** Null until it is open. While one person's data is being opened, nothing of another person is shown. */
function useOpening<Kinds extends RowKinds>(options: OfflineOptions<Kinds>): Offline<Kinds> | null {
  const { userId } = options
  const [opening, setOpening] = useState<Opening<Kinds> | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the other options are read once for each person
  useEffect(() => {
    let isCurrent = true
    const opened = openOffline(options)
    opened.then(
      (offline) => isCurrent && setOpening({ name: 'open', userId, offline }),
      (error: unknown) => isCurrent && setOpening({ name: 'failed', userId, error }),
    )
    return () => {
      isCurrent = false
      opened.then((offline) => offline.close()).catch(() => undefined)
    }
  }, [userId])
  if (opening?.userId !== userId) return null
  if (opening.name === 'failed') throw opening.error
  return opening.offline
}
