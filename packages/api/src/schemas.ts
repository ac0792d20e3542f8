// domain: tasks
export { action, historyPage, historyQuery, undoRequest } from './changes/history-schemas.js'
export { filter, filterChanges, filterPage, filterQuery, filterRef, newFilter } from './filters/filter-schemas.js'
export { label, labelChanges, labelPage, labelQuery, labelRef, newLabel } from './labels/label-schemas.js'
export { list, listChanges, listPage, listQuery, listRef, newList } from './lists/list-schemas.js'
export { preferences, preferencesChanges } from './preferences/preferences-schemas.js'
export {
  newSection,
  section,
  sectionChanges,
  sectionPage,
  sectionQuery,
  sectionRef,
} from './sections/section-schemas.js'
export {
  bulkResult,
  createdTasks,
  newTask,
  newTasks,
  task,
  taskBulk,
  taskChanges,
  taskPage,
  taskQuery,
  taskRef,
} from './tasks/task-schemas.js'
export { trashPage, trashQuery } from './trash/trash-schemas.js'
