// domain: tasks
import { ofList, readView, type TaskView, viewPath } from './task-view'

/** Shows a view and replaces the current history entry: Back goes to the entry before both. */
export const showView = (view: TaskView): void => history.replaceState(null, '', viewPath(view))

/** Goes to a list, or to all tasks; Back comes back. Status and search stay. */
export const goToList = (listId: string | undefined): void =>
  history.pushState(null, '', viewPath(ofList(shownView(), listId)))

/** Shows a list, or all tasks, and replaces the current history entry. Status and search stay. */
export const showList = (listId: string | undefined): void => showView(ofList(shownView(), listId))

/** Shows all tasks if this list is shown. */
export function leaveList(listId: string): void {
  if (shownView().listId === listId) showList(undefined)
}

function shownView(): TaskView {
  const parameters = new URLSearchParams(location.search)
  return readView((name) => parameters.get(name))
}
