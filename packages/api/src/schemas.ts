export { list, listPage, listQuery, newList } from './list-schemas.js'
export { newTask, task, taskChanges, taskPage, taskQuery, taskRef } from './task-schemas.js'
