import { type RefObject, useLayoutEffect, useRef } from 'react'
import { keepKeys } from '../shell/early-keys'
import { goTo } from '../views/use-view'

/** What can open above the app. Tasks are named by their ids. */
export type AppDialog =
  | { readonly name: 'palette' | 'shortcuts' }
  | { readonly name: 'move' | 'label'; readonly ids: readonly string[] }

interface GlobalKeys {
  readonly search: RefObject<HTMLInputElement | null>
  /** Gives the keyboard to the line for new tasks. */
  readonly onAdd: () => void
  readonly onDialog: (dialog: AppDialog) => void
}

/** The keys that, pressed after `g`, go to a view. */
const places: Readonly<Record<string, string>> = { i: '/', t: '/today', u: '/upcoming', d: '/done' }

/** The maximum time between `g` and the next key, in milliseconds. */
const pauseMs = 1_500

/** The keyboard shortcuts that work on every page, unless the person is typing. */
export function useGlobalKeys(keys: GlobalKeys): void {
  const newest = useRef(keys)
  newest.current = keys
  // This is registered with the first frame, so that no key is lost.
  useLayoutEffect(() => {
    // When `g` was pressed, as `Event.timeStamp`, which is measured from the start of the page.
    let goes = Number.NEGATIVE_INFINITY
    function onKeyDown(event: KeyboardEvent) {
      const { search, onAdd, onDialog } = newest.current
      if (event.defaultPrevented || event.isComposing || isInDialog(event.target)) return
      const isCommand = event.ctrlKey || event.metaKey
      if (isCommand && event.key.toLowerCase() === 'k' && !event.shiftKey)
        return act(() => onDialog({ name: 'palette' }))
      if (isWriting(event.target) || isCommand || event.altKey) return
      const place = event.timeStamp - goes < pauseMs ? places[event.key] : undefined
      goes = event.key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY
      if (place !== undefined) return act(() => goTo(place))
      if (event.key === 'q') act(onAdd)
      if (event.key === '?') act(() => onDialog({ name: 'shortcuts' }))
      if (event.key === '/') act(() => showSearch(search.current))

      function act(does: () => void) {
        event.preventDefault()
        does()
      }
    }
    // This comes before the keys of rows: the key after `g` must not act on a row.
    addEventListener('keydown', onKeyDown, { capture: true })
    return () => removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
}

/** On narrow screens, the search is a view with its own field. */
function showSearch(field: HTMLInputElement | null): void {
  const shown = [field, document.querySelector<HTMLInputElement>('[data-search]')].find((each) => each?.offsetParent)
  if (shown) shown.focus()
  else {
    goTo('/search')
    keepKeys()
  }
}

/** Whether typed keys are text here. */
export const isWriting = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"]') !== null

/** Whether something open covers the app. */
export const isInDialog = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null
