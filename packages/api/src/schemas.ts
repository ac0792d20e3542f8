// domain: tasks
export { list, listPage, listQuery, newList } from './lists/list-schemas.js'
export { newTask, task, taskChanges, taskPage, taskQuery, taskRef } from './tasks/task-schemas.js'
