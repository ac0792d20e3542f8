import { keepKeys } from '../shell/early-keys'
import { showTask } from '../views/use-view'

/** Marks the field that gets the focus when the details are opened. */
export const firstField = { 'data-first-field': '' }

/** Opens the details of a task. If they are already open, their first field gets the focus. */
export function openTask(id: string): void {
  const isOpen = new URLSearchParams(location.search).get('task') === id
  if (isOpen) document.querySelector<HTMLElement>('[data-first-field]')?.focus()
  else {
    // From now on, typed keys go to the first field.
    keepKeys()
    showTask(id)
  }
}
