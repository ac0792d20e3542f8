import {
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
} from '@ownlist/api/schemas'
import type { ProcedureTools } from '../procedure-tool.js'

export const taskTools: ProcedureTools = {
  list_tasks: {
    procedure: 'task.list',
    type: 'query',
    title: 'List tasks',
    description:
      'Returns the user’s tasks, newest first, one page at a time. To get the next page, pass nextCursor as cursor. A page of large tasks has fewer than limit; only nextCursor says whether there are more. status is open, done or all. search finds words in title and notes. listId selects one list, or with null the tasks in no list; labelId, sectionId and parentId do the same. dueUntil selects what is planned or due by that day.',
    input: taskQuery,
    output: taskPage,
  },
  get_task: {
    procedure: 'task.get',
    type: 'query',
    title: 'Read one task',
    description: 'Returns one task by its id.',
    input: taskRef,
    output: task,
  },
  create_task: {
    procedure: 'task.create',
    type: 'mutation',
    title: 'Add a task',
    description:
      'Adds a task. Set listId if the user wants it in a certain list; otherwise use defaultListId of get_preferences, if there is one. dueOn is the planned day, and deadlineOn is the day by which it must be done. Both are calendar days, YYYY-MM-DD, in the user’s own time zone. recurrence is a rule such as FREQ=WEEKLY;BYDAY=MO. parentId makes it a subtask.',
    input: newTask,
    output: task,
  },
  create_tasks: {
    procedure: 'task.createMany',
    type: 'mutation',
    title: 'Add many tasks',
    description:
      'Adds up to 100 tasks as one action: all of them or none. For subtasks, give the parent task your own id (UUIDv7), and use it as parentId of the subtasks.',
    input: newTasks,
    output: createdTasks,
  },
  update_task: {
    procedure: 'task.update',
    type: 'mutation',
    title: 'Change a task',
    description:
      'Changes only the given fields. To complete a task, set completedAt to the current time, which also completes its subtasks, or creates its next occurrence; null reopens it. Pass the version that you have read. If the task has changed since, it is not changed again (CONFLICT).',
    input: taskChanges,
    output: task,
  },
  change_tasks: {
    procedure: 'task.bulk',
    type: 'mutation',
    title: 'Change many tasks',
    description:
      'Completes, reopens, deletes, restores, moves, labels, postpones or prioritizes up to 200 tasks in the same way, as one action: all of them or none. Ask the user before you delete many.',
    input: taskBulk,
    output: bulkResult,
    destructive: true,
  },
  delete_task: {
    procedure: 'task.delete',
    type: 'mutation',
    title: 'Delete a task',
    description: 'Deletes a task. restore_task restores it by its id.',
    input: taskRef,
    output: task,
    destructive: true,
    idempotent: true,
  },
  restore_task: {
    procedure: 'task.restore',
    type: 'mutation',
    title: 'Restore a deleted task',
    description: 'Undoes delete_task.',
    input: taskRef,
    output: task,
    idempotent: true,
  },
}
