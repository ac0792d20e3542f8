/** Whether somebody may see the page. Outside a browser, always. */
export const isVisible = (): boolean => typeof document === 'undefined' || document.visibilityState !== 'hidden'

/** Calls back when the page becomes visible or hidden. @returns a function that ends that */
export function onVisibility(changed: () => void): () => void {
  if (typeof document === 'undefined') return () => undefined
  document.addEventListener('visibilitychange', changed)
  return () => document.removeEventListener('visibilitychange', changed)
}

/** Starts something whenever the page becomes visible, and stops it when it is hidden. @returns a function that ends both */
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
