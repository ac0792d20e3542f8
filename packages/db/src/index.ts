export { type BackgroundDatabase, openBackgroundDatabase } from './background/background-database.js'
export { type DueKind, type DueReader, type DueWork, openDueReader } from './background/due-reader.js'
export type { UpkeepKind } from './background/upkeep.js'
export type {
  ChangePage,
  ChangePosition,
  ChangeQuery,
  ChangeStore,
  HistoryPage,
  HistoryQuery,
  RowChange,
  UndoRequest,
} from './changes/change.js'
export type { ChangedRow } from './changes/change-kind.js'
export type { Conflict, FieldChange, FieldValue, HistoryAction, HistoryChange } from './changes/history.js'
export { type Database, type DatabaseSettings, openDatabase, type Stores } from './database.js'
export { StoreError, type StoreErrorCode } from './errors.js'
export type { FollowChanges } from './live/follow-changes.js'
export { type OwnerScope, ownerOf } from './owner-scope.js'
export type { Page, PagePosition, PageRoom } from './pages.js'
export type { QuotaSettings } from './row-quota.js'
export type { Quotas } from './stores.js'

// domain: tasks {

export type { Color } from './colors.js'
export type { Feed, FeedStore } from './feeds/feed.js'
export type {
  Filter,
  FilterChanges,
  FilterFields,
  FilterQuery,
  FilterStore,
  FilterUpdate,
  NewFilter,
} from './filters/filter.js'
export type { ApplyOptions, ImportedFile, ImportedTask, ImportPart, ImportRows, ImportStore } from './imports/import.js'
export type {
  Label,
  LabelChanges,
  LabelFields,
  LabelQuery,
  LabelStore,
  LabelUpdate,
  NewLabel,
} from './labels/label.js'
export type {
  List,
  ListChanges,
  ListFields,
  ListQuery,
  ListStore,
  ListUpdate,
  NewList,
} from './lists/list.js'
export { positionAt } from './positions.js'
export type { Language, Preferences, PreferencesStore } from './preferences/preferences.js'
export type { NewPushSubscription, PushStore, PushSubscription } from './push/push.js'
export type { Delivery, DeliveryResult, Reminder, ReminderLease, ReminderStore } from './push/reminders.js'
export type {
  NewSection,
  Section,
  SectionChanges,
  SectionQuery,
  SectionStore,
  SectionUpdate,
} from './sections/section.js'
export type {
  BulkAction,
  BulkResult,
  NewTask,
  OtherFields,
  Priority,
  RecurrenceFrom,
  Statistics,
  Task,
  TaskBulk,
  TaskChanges,
  TaskFields,
  TaskQuery,
  TaskStore,
  TaskUpdate,
} from './tasks/task.js'
export type { Emptied, TrashQuery, TrashRow, TrashStore } from './trash/trash.js'

// domain: tasks }
