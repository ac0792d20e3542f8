/** Whether the page is visible. Outside a browser, always true. */
export const isVisible = (): boolean => typeof document === 'undefined' || document.visibilityState !== 'hidden'

/**
 * Calls the function when the page becomes visible or hidden.
 * @returns a function that stops this
 */
export function onVisibility(changed: () => void): () => void {
  if (typeof document === 'undefined') return () => undefined
  document.addEventListener('visibilitychange', changed)
  return () => document.removeEventListener('visibilitychange', changed)
}

/**
 * Starts something whenever the page becomes visible, and stops it when the page is hidden.
 * @returns a function that stops both
 */
export function whileVisible(start: () => () => void): () => void {
  let stop: (() => void) | null = null
  const look = () => {
    if (isVisible()) stop ??= start()
    else {
      stop?.()
      stop = null
    }
  }
  look()
  const end = onVisibility(look)
  return () => {
    end()
    stop?.()
  }
}
