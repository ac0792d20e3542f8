// domain: tasks
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useLayoutEffect, useMemo } from 'react'
import { keepKeys } from '../shell/early-keys'
import { isAppPath, pathOf, type TaskView, viewAt } from './task-view'

/** What the address shows. */
export interface Shown {
  /** Null on an address that has no tasks, such as that of the trash. */
  readonly view: TaskView | null
  /** The id of the task whose details are open; null if none are. */
  readonly taskId: string | null
  /** The address without the open task: views with the same one are the same. */
  readonly path: string
}

const openTask = 'task'

export function useShown(): Shown {
  const path = usePathname()
  const query = useSearchParams()
  return useMemo(() => {
    const view = viewAt(path, query)
    return { view, taskId: query.get(openTask), path: shownPath(path, query) }
  }, [path, query])
}

function shownPath(path: string, query: URLSearchParams): string {
  const view = viewAt(path, query)
  return view === null ? path : pathOf(view)
}

/** How a page beside the app goes to a view. */
let leaveFor = (path: string): void => location.assign(path)

/** Makes `goTo` keep the document, and so what is typed meanwhile, on a page beside the app. */
export function useWayToViews(): void {
  const { push } = useRouter()
  useLayoutEffect(() => {
    leaveFor = (path) => push(path)
  }, [push])
}

/** Goes to a view, which gets what is typed from now on. From another view, nothing is loaded. Back comes back. */
export function goTo(path: string): void {
  const { pathname, search, searchParams } = new URL(path, location.href)
  if (shownPath(pathname, searchParams) !== shownPath(location.pathname, new URLSearchParams(location.search)))
    keepKeys('view')
  if (isAppPath(location.pathname)) pushView(pathname + search)
  else leaveFor(path)
}

/** Goes to a view while somebody writes into a field that stays. */
export function pushView(path: string): void {
  history.pushState(null, '', path)
  scrollTo(0, 0)
}

/** Goes to the inbox, whose line for new tasks gets what is typed from now on. */
export function goToNewTask(): void {
  goTo('/?add=')
  keepKeys()
}

/** Shows a view in place of the current one, for which Back does not come back: a search that is being typed. */
export const replaceWith = (path: string): void => history.replaceState(null, '', path)

/** Opens the details of a task, so that Back closes them, or closes them. */
export function showTask(id: string | null): void {
  if (id !== null && !isAppPath(location.pathname)) {
    goTo(`/?${new URLSearchParams({ [openTask]: id })}`)
    return
  }
  const query = new URLSearchParams(location.search)
  const wasOpen = query.has(openTask)
  if (id === null) query.delete(openTask)
  else query.set(openTask, id)
  const address = query.size === 0 ? location.pathname : `${location.pathname}?${query}`
  if (id !== null && !wasOpen) history.pushState(null, '', address)
  else if (id !== null || wasOpen) history.replaceState(null, '', address)
}
