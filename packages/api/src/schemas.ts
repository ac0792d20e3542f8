// domain: tasks
export { action, historyPage, historyQuery, undoRequest } from './changes/history-schemas.js'
export { list, listPage, listQuery, newList } from './lists/list-schemas.js'
export { newTask, task, taskChanges, taskPage, taskQuery, taskRef } from './tasks/task-schemas.js'
