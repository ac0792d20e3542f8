import type { Clock } from '../views/clock'
import type { TaskView } from '../views/task-view'
import type { NewTask } from './use-task-actions'

/** What a task that is added in a view gets, so that it is shown there. */
export function fieldsOfView(view: TaskView, { today }: Clock): Omit<NewTask, 'title'> {
  if (view.name === 'today') return { dueOn: today }
  if (view.name === 'list') return { listId: view.id }
  return view.name === 'label' ? { labelIds: [view.id] } : {}
}
