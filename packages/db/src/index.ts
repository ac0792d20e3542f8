export { type Database, openDatabase } from './database.js'
export { StoreError, type StoreErrorCode } from './errors.js'
export {
  type NewTask,
  type Priority,
  priorities,
  type Task,
  type TaskChanges,
  type TaskFields,
  type TaskPage,
  type TaskPosition,
  type TaskQuery,
  type TaskStore,
} from './task.js'
