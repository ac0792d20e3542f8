import { flushSync } from 'react-dom'

/** The keys that were pressed since a field was asked for, and not given to it yet; null while no field is awaited. */
let early: KeyboardEvent[] | null = null

/** How often a field was asked for. */
let asked = 0

/** Until when, in the time of `Event.timeStamp`. A field that has not come by then does not come. */
let until = 0
const patienceMs = 10_000

/**
 * A shortcut has asked for a field that is not there yet: from now on, what is typed is kept for that field, instead of being
 * lost or taken for other shortcuts. A click gives it up.
 */
export function keepKeys(): void {
  early ??= []
  asked++
  until = performance.now() + patienceMs
}

/** The field does not come. */
export function dropKeys(): void {
  early = null
}

/** Gives the field that was asked for the keyboard, and then what was typed for it. */
export function focusWithKeys(field: HTMLElement): void {
  // The field may be shown by the render that is being finished right now.
  void Promise.resolve().then(() => {
    field.focus()
    return deliver(field)
  })
}

/** One after another, since each key is about what the keys before it have changed. */
async function deliver(field: Element): Promise<void> {
  const ask = asked
  let last: Element = field
  let mayLeave = false
  while (early !== null && early.length > 0) {
    // Enter and Escape may leave the field. The keys after them are for what has the keyboard then.
    if (mayLeave || document.activeElement !== last) await twoFrames()
    last = document.activeElement ?? document.body
    // A key has asked for another field, which gets the rest.
    if (asked !== ask) return
    const key = early?.shift()
    if (key === undefined) continue
    mayLeave = key.key === 'Enter' || key.key === 'Escape'
    flushSync(() => press(last, key))
  }
  if (asked === ask) early = null
}

/** By then the page has given the keyboard to something else. */
const twoFrames = () =>
  new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))

/** As if the key were pressed there. Scripts cannot press keys, but they can ask for what the key does. */
function press(target: Element, { key, code, shiftKey }: KeyboardEvent): void {
  const pressed = new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true })
  if (!target.dispatchEvent(pressed)) return
  if (isCharacter(key)) document.execCommand('insertText', false, key)
  if (key === 'Backspace') document.execCommand('delete')
  if (key === 'Enter' && target instanceof HTMLInputElement) target.form?.requestSubmit()
}

const isCharacter = (key: string) => [...key].length === 1

/** Keys other than characters that mean something to a field. */
const fieldKeys = new Set(['Backspace', 'Enter', 'Escape', 'ArrowDown', 'ArrowUp'])

function onKeyDown(event: KeyboardEvent): void {
  if (early !== null && event.timeStamp > until) early = null
  if (!event.isTrusted) return
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
