// domain: tasks
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useLayoutEffect, useMemo } from 'react'
import { keepKeys } from '../shell/early-keys'
import { isAppPath, pathOf, type TaskView, viewAt } from './task-view'

/** The view that the address shows. */
export interface Shown {
  /** Null for an address without tasks, such as that of the trash. */
  readonly view: TaskView | null
  /** The id of the task whose details are open; null if none are. */
  readonly taskId: string | null
  /** The address without the open task, which identifies the view. */
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

/** How a page outside the app goes to a view. */
let leaveFor = (path: string): void => location.assign(path)

/** Makes `goTo` keep the document on a page outside the app, so that typed keys are not lost. */
export function useWayToViews(): void {
  const { push } = useRouter()
  useLayoutEffect(() => {
    leaveFor = (path) => push(path)
  }, [push])
}

/** Goes to a view, which gets the keys that are typed from now on. Between views, this loads nothing. Back returns. */
export function goTo(path: string): void {
  const { pathname, search, searchParams } = new URL(path, location.href)
  if (shownPath(pathname, searchParams) !== shownPath(location.pathname, new URLSearchParams(location.search)))
    keepKeys('view')
  if (isAppPath(location.pathname)) pushView(pathname + search)
  else leaveFor(path)
}

/** Goes to a view while the person types into a field that stays. */
export function pushView(path: string): void {
  history.pushState(null, '', path)
  scrollTo(0, 0)
}

/** Goes to the inbox, whose line for new tasks gets the keys that are typed from now on. */
export function goToNewTask(): void {
  goTo('/?add=')
  keepKeys()
}

/** Replaces the current view, so Back skips it: for a search that is being typed. */
export const replaceWith = (path: string): void => history.replaceState(null, '', path)

/** Opens the details of a task, or closes them. Back closes open details. */
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
