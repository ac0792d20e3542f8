// domain: tasks
import { usePathname, useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
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
    return { view, taskId: query.get(openTask), path: view === null ? path : pathOf(view) }
  }, [path, query])
}

/** Goes to a view. This loads nothing. Back returns to the previous view. */
export const goTo = (path: string): void => {
  if (isAppPath(location.pathname)) {
    history.pushState(null, '', path)
    scrollTo(0, 0)
  } else location.assign(path)
}

/** Replaces the current view, so Back skips it: for a search that is being typed. */
export const replaceWith = (path: string): void => history.replaceState(null, '', path)

/** Opens the details of a task, or closes them. Back closes open details. */
export function showTask(id: string | null): void {
  const query = new URLSearchParams(location.search)
  const wasOpen = query.has(openTask)
  if (id === null) query.delete(openTask)
  else query.set(openTask, id)
  const address = query.size === 0 ? location.pathname : `${location.pathname}?${query}`
  if (id !== null && !wasOpen) history.pushState(null, '', address)
  else if (id !== null || wasOpen) history.replaceState(null, '', address)
}
