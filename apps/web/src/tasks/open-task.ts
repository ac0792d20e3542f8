import { keepKeys } from '../shell/early-keys'
import { showTask } from '../views/use-view'

/** Marks the field that has the keyboard when the details are opened. */
export const firstField = { 'data-first-field': '' }

/** Opens the details of a task. If they are open already, their first field gets the keyboard. */
export function openTask(id: string): void {
  const isOpen = new URLSearchParams(location.search).get('task') === id
  if (isOpen) document.querySelector<HTMLElement>('[data-first-field]')?.focus()
  else {
    // The first field takes what is typed from now on.
    keepKeys()
    showTask(id)
  }
}
