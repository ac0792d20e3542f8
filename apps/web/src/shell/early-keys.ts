import { flushSync } from 'react-dom'

/** The keys that were pressed since something was asked for, and not given to it yet; null while nothing is awaited. */
let early: KeyboardEvent[] | null = null

/** How often something was asked for, for which of these the keys are being delivered, and what was asked for last. */
let asked = 0
let delivering = 0
let awaited: 'field' | 'view' = 'field'

/** Until when, in the time of `Event.timeStamp`. What has not come by then does not come. */
let until = 0
const patienceMs = 10_000

/**
 * A shortcut has asked for a field or a view that is not there yet: from now on, what is typed is kept for that, instead of being
 * lost or taken for shortcuts of what is still there. A click gives it up, and so does Back.
 */
export function keepKeys(for_: typeof awaited = 'field'): void {
  early ??= []
  asked++
  awaited = for_
  until = performance.now() + patienceMs
}

/** It does not come. */
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

/** The view that was asked for is there. What was typed for it goes to what has the keyboard. A field that is awaited gets it itself. */
export function giveKeysToView(): void {
  if (early === null || awaited !== 'view' || delivering === asked) return
  void Promise.resolve().then(() => deliver(document.activeElement ?? document.body))
}

/** One after another, since each key is about what the keys before it have changed. */
async function deliver(field: Element): Promise<void> {
  const ask = asked
  delivering = ask
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
function press(target: Element, { key, code, shiftKey, altKey }: KeyboardEvent): void {
  const pressed = new KeyboardEvent('keydown', { key, code, shiftKey, altKey, bubbles: true, cancelable: true })
  if (!target.dispatchEvent(pressed)) return
  if (isCharacter(key)) document.execCommand('insertText', false, key)
  if (key === 'Backspace') document.execCommand('delete')
  if (key === 'Delete') document.execCommand('forwardDelete')
  if (key === 'Enter' && target instanceof HTMLInputElement) target.form?.requestSubmit()
}

const isCharacter = (key: string) => [...key].length === 1

/** Keys other than characters that mean something to a field or to a row. */
const otherKeys = new Set(['Backspace', 'Delete', 'Enter', 'Escape', 'ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight'])

function onKeyDown(event: KeyboardEvent): void {
  if (early !== null && event.timeStamp > until) early = null
  if (!event.isTrusted) return
  const isCommand = (event.ctrlKey || event.metaKey) && !event.getModifierState('AltGraph')
  if (early === null || isCommand || event.isComposing || !(isCharacter(event.key) || otherKeys.has(event.key))) return
  event.preventDefault()
  event.stopImmediatePropagation()
  // A key that is held down was pressed once.
  if (!event.repeat) early.push(event)
}

// When the page begins, so before all other listeners.
if (typeof addEventListener === 'function') {
  addEventListener('keydown', onKeyDown, { capture: true })
  addEventListener('pointerdown', dropKeys, { capture: true })
  addEventListener('popstate', dropKeys)
}
