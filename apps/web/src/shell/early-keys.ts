import { flushSync } from 'react-dom'

/** The keys that were pressed since a field was asked for; null while no field is awaited. */
let early: KeyboardEvent[] | null = null

/** Until when, in the time of `Event.timeStamp`. A field that has not come by then does not come. */
let until = 0
const patienceMs = 10_000

/**
 * A shortcut has asked for a field that is not there yet: from now on, what is typed is kept for that field, instead of being
 * lost or taken for other shortcuts. A click gives it up.
 */
export function keepKeys(): void {
  early ??= []
  until = performance.now() + patienceMs
}

/** The field does not come. */
export function dropKeys(): void {
  early = null
}

/** Gives the field that was asked for the keyboard, and then what was typed for it. */
export function focusWithKeys(field: HTMLElement): void {
  // The field may be shown by the render that is being finished right now.
  queueMicrotask(() => {
    const keys = early ?? []
    early = null
    field.focus()
    for (const key of keys) {
      // Each key is about what the keys before it have changed.
      if (document.activeElement === field) flushSync(() => press(field, key))
    }
  })
}

/** As if the key were pressed in the field. Scripts cannot press keys, but they can ask for what the key does. */
function press(field: HTMLElement, { key, code, shiftKey }: KeyboardEvent): void {
  const pressed = new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true })
  if (!field.dispatchEvent(pressed)) return
  if (isCharacter(key)) document.execCommand('insertText', false, key)
  if (key === 'Backspace') document.execCommand('delete')
  if (key === 'Enter' && field instanceof HTMLInputElement) field.form?.requestSubmit()
}

const isCharacter = (key: string) => [...key].length === 1

/** Keys other than characters that mean something to a field. */
const fieldKeys = new Set(['Backspace', 'Enter', 'Escape', 'ArrowDown', 'ArrowUp'])

function onKeyDown(event: KeyboardEvent): void {
  if (early !== null && event.timeStamp > until) early = null
  const isCommand = (event.ctrlKey || event.metaKey) && !event.getModifierState('AltGraph')
  if (early === null || isCommand || event.isComposing || !(isCharacter(event.key) || fieldKeys.has(event.key))) return
  event.preventDefault()
  event.stopImmediatePropagation()
  // A key that is held down was pressed once.
  if (!event.repeat) early.push(event)
}

// When the page begins, so before all other listeners.
if (typeof addEventListener === 'function') {
  addEventListener('keydown', onKeyDown, { capture: true })
  addEventListener('pointerdown', dropKeys, { capture: true })
}
