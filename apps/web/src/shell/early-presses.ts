declare global {
  /** Set by the script in the page, until the page answers by itself. */
  var earlyPresses: { replay(): void } | undefined
}

/**
 * Keeps what is pressed before the page's scripts run: a button without a form, a form that needs scripts, or a choice from a
 * list outside of forms. The button or the list shows that it waits. When the page answers, `earlyPresses.replay` presses it
 * again. Only the last press counts: somebody who waits in vain for one button and presses another one wants the other one.
 *
 * The page contains the source of this function, so it must not use anything outside of itself.
 */
export function keepEarlyPresses(): void {
  let last: { readonly pressed: HTMLElement; readonly again: () => void } | null = null

  function keep(event: Event, pressed: HTMLElement, again: () => void) {
    event.preventDefault()
    // The scripts may be about to answer by themselves.
    event.stopImmediatePropagation()
    last?.pressed.removeAttribute('aria-busy')
    pressed.setAttribute('aria-busy', 'true')
    last = { pressed, again }
  }
  function onClick(event: MouseEvent) {
    const button = event.target instanceof Element ? event.target.closest('button') : null
    // A form is submitted after the click.
    if (button === null || (button.type === 'submit' && button.form !== null)) return
    keep(event, button, () => button.click())
  }
  function onSubmit(event: SubmitEvent) {
    const { target: form, submitter } = event
    // A form with an address works without scripts.
    if (!(form instanceof HTMLFormElement) || form.hasAttribute('action')) return
    keep(event, submitter ?? form, () => form.requestSubmit(submitter))
  }

  function onChange(event: Event) {
    const { target: list } = event
    // A form is sent with what is chosen in it.
    if (!(list instanceof HTMLSelectElement) || list.form !== null) return
    const { value } = list
    keep(event, list, () => {
      // React has put back what the page was rendered with.
      list.value = value
      list.dispatchEvent(new Event('change', { bubbles: true }))
    })
  }

  const listening = new AbortController()
  const first = { capture: true, signal: listening.signal }
  addEventListener('click', onClick, first)
  addEventListener('submit', onSubmit, first)
  addEventListener('change', onChange, first)
  globalThis.earlyPresses = {
    replay() {
      listening.abort()
      globalThis.earlyPresses = undefined
      last?.pressed.removeAttribute('aria-busy')
      last?.again()
    },
  }
}
