export { type Database, openDatabase, type Quotas, type Stores } from './database.js'
export { StoreError, type StoreErrorCode } from './errors.js'
export type {
  List,
  ListChanges,
  ListFields,
  ListQuery,
  ListStore,
  NewList,
} from './list.js'
export type { Page, PagePosition, PageRoom } from './pages.js'
export type { QuotaSettings } from './row-quota.js'
export {
  type NewTask,
  type Priority,
  priorities,
  type Task,
  type TaskChanges,
  type TaskFields,
  type TaskQuery,
  type TaskStore,
} from './task.js'
