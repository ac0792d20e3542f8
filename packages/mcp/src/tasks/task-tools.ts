import { newTask, task, taskChanges, taskPage, taskQuery, taskRef } from '@ownlist/api/schemas'
import type { ProcedureTools } from '../procedure-tool.js'

export const taskTools: ProcedureTools = {
  list_tasks: {
    procedure: 'task.list',
    type: 'query',
    title: 'List tasks',
    description:
      'The person’s tasks, newest first, a page at a time: pass nextCursor of one page as cursor for the next. A page of large tasks holds fewer than limit; nextCursor alone says whether there are more. status is open, done or all; search finds words in title and notes; listId keeps to one list, or with null to tasks in none.',
    input: taskQuery,
    output: taskPage,
  },
  get_task: {
    procedure: 'task.get',
    type: 'query',
    title: 'Read one task',
    description: 'One task by its id.',
    input: taskRef,
    output: task,
  },
  create_task: {
    procedure: 'task.create',
    type: 'mutation',
    title: 'Add a task',
    description:
      'Adds a task, to the list of listId where the person has such a list in mind. dueOn is a calendar day, YYYY-MM-DD, in the person’s own calendar.',
    input: newTask,
    output: task,
  },
  update_task: {
    procedure: 'task.update',
    type: 'mutation',
    title: 'Change a task',
    description:
      'Changes the fields that are named, and no others. To complete a task set completedAt to the present instant; null reopens it. Pass the version you read, and a task that somebody changed meanwhile is left alone (CONFLICT).',
    input: taskChanges,
    output: task,
  },
  delete_task: {
    procedure: 'task.delete',
    type: 'mutation',
    title: 'Delete a task',
    description: 'Takes a task out of every list. restore_task brings it back by its id.',
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
