import { flushSync } from 'react-dom'

/** The keys that were pressed since something was requested, and that it does not have yet; null while nothing is awaited. */
let early: KeyboardEvent[] | null = null

/** How often something was requested, for which of these requests keys are being delivered, and what was requested last. */
let asked = 0
let delivering = 0
let awaited: 'field' | 'view' = 'field'

/** The deadline for what was requested, on the clock of `Event.timeStamp`. After it, that is given up. */
let until = 0
const patienceMs = 10_000

/**
 * A shortcut has requested a field or a view that is not there yet. From now on, typed keys are stored for it. Otherwise they
 * would be lost, or taken for shortcuts of what is still shown. A click or Back cancels this.
 */
export function keepKeys(for_: typeof awaited = 'field'): void {
  early ??= []
  asked++
  awaited = for_
  until = performance.now() + patienceMs
}

/** What was requested will not appear. */
export function dropKeys(): void {
  early = null
}

/** Focuses the field that was requested, and then passes on the keys that were typed for it. */
export function focusWithKeys(field: HTMLElement): void {
  // The render that is just finishing may still show the field.
  void Promise.resolve().then(() => {
    field.focus()
    return deliver(field)
  })
}

/** The requested view is shown. What was typed for it goes to the element with the focus. An awaited field takes its keys itself. */
export function giveKeysToView(): void {
  if (early === null || awaited !== 'view' || delivering === asked) return
  void Promise.resolve().then(() => deliver(document.activeElement ?? document.body))
}

/** One key after another, since each one acts on the result of the keys before it. */
async function deliver(field: Element): Promise<void> {
  const ask = asked
  delivering = ask
  let last: Element = field
  let mayLeave = false
  while (early !== null && early.length > 0) {
    // Enter and Escape may leave the field. The keys after them go to whatever has the focus then.
    if (mayLeave || document.activeElement !== last) await twoFrames()
    last = document.activeElement ?? document.body
    // A key has requested another field, which gets the remaining keys.
    if (asked !== ask) return
    const key = early?.shift()
    if (key === undefined) continue
    mayLeave = key.key === 'Enter' || key.key === 'Escape'
    flushSync(() => press(last, key))
  }
  if (asked === ask) early = null
}

/** By then, the page has focused something else. */
const twoFrames = () =>
  new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))

/** Acts as if the key were pressed there. Scripts cannot press keys, but they can trigger what a key does. */
function press(target: Element, { key, code, shiftKey, altKey }: KeyboardEvent): void {
  const pressed = new KeyboardEvent('keydown', { key, code, shiftKey, altKey, bubbles: true, cancelable: true })
  if (!target.dispatchEvent(pressed)) return
  if (isCharacter(key)) document.execCommand('insertText', false, key)
  if (key === 'Backspace') document.execCommand('delete')
  if (key === 'Delete') document.execCommand('forwardDelete')
  if (key === 'Enter' && target instanceof HTMLInputElement) target.form?.requestSubmit()
}

const isCharacter = (key: string) => [...key].length === 1

/** Keys other than characters that have an effect in a field or on a row. */
const otherKeys = new Set(['Backspace', 'Delete', 'Enter', 'Escape', 'ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight'])

function onKeyDown(event: KeyboardEvent): void {
  if (early !== null && event.timeStamp > until) early = null
  if (!event.isTrusted) return
  const isCommand = (event.ctrlKey || event.metaKey) && !event.getModifierState('AltGraph')
  if (early === null || isCommand || event.isComposing || !(isCharacter(event.key) || otherKeys.has(event.key))) return
  event.preventDefault()
  event.stopImmediatePropagation()
  // The repeats of a held key are ignored.
  if (!event.repeat) early.push(event)
}

// This runs when the page starts, so this listener comes before all others.
if (typeof addEventListener === 'function') {
  addEventListener('keydown', onKeyDown, { capture: true })
  addEventListener('pointerdown', dropKeys, { capture: true })
  addEventListener('popstate', dropKeys)
}
