import { ofList, readView, type TaskView, viewPath } from './task-view'

/** Shows a view in the place of the one that is shown: Back goes to what was before both. */
export const showView = (view: TaskView): void => history.replaceState(null, '', viewPath(view))

/** Goes to a list, or to all tasks; Back leads back. Status and search stay. */
export const goToList = (listId: string | undefined): void =>
  history.pushState(null, '', viewPath(ofList(shownView(), listId)))

/** Shows a list, or all tasks, in the place of what is shown. Status and search stay. */
export const showList = (listId: string | undefined): void => showView(ofList(shownView(), listId))

/** Shows all tasks if this list is what is shown. */
export function leaveList(listId: string): void {
  if (shownView().listId === listId) showList(undefined)
}

function shownView(): TaskView {
  const parameters = new URLSearchParams(location.search)
  return readView((name) => parameters.get(name))
}
