import type { Clock } from '../views/clock'
import type { TaskView } from '../views/task-view'
import type { NewTask } from './use-task-actions'

/** The fields of a task that is added in a view, so that the view shows it. */
export function fieldsOfView(view: TaskView, { today }: Clock): Omit<NewTask, 'title'> {
  if (view.name === 'today') return { dueOn: today }
  if (view.name === 'list') return { listId: view.id }
  return view.name === 'label' ? { labelIds: [view.id] } : {}
}
