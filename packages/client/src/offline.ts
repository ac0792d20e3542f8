export type { Offline } from './offline/offline-data.js'
export { type OfflineOptions, openOffline } from './offline/open-offline.js'
export type { Change, EntryState, OutboxEntry, PendingEntry, TrayEntry, Update } from './offline/outbox-entry.js'
export type { Resolution } from './offline/resolve.js'
export type {
  ChangesOf,
  Fields,
  KindName,
  NewRowOf,
  QueryOf,
  RowKind,
  RowKinds,
  RowOf,
  RowPage,
  RowProcedures,
  SyncedRow,
} from './offline/row-kind.js'
export { OfflineStorageError, type OfflineStorageErrorCode } from './offline/storage-error.js'
export type { SyncStatus } from './offline/sync-status.js'
export type { OutboxView } from './offline/view.js'

// domain: tasks {

export { type AppKind, filters, labels, lists, sections, tasks } from './offline/tasks.js'

// domain: tasks }

// domain: entry
