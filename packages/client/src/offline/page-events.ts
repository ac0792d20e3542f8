/** Events of the page. Outside pages, as in Node, it is always visible and there are no events. */
export interface PageEvents {
  isVisible(): boolean
  close(): void
}

/**
 * @param onReason called when the network may be back, or the person has returned: reasons to try again. A browser that
 * reports to be online is not reliable, so nothing else depends on it.
 */
export function watchPage(onReason: () => void): PageEvents {
  const isVisible = () => typeof document === 'undefined' || document.visibilityState === 'visible'
  const onVisible = () => {
    if (isVisible()) onReason()
  }
  if (typeof addEventListener === 'function') addEventListener('online', onReason)
  if (typeof document !== 'undefined') document.addEventListener('visibilitychange', onVisible)
  return {
    isVisible,
    close() {
      if (typeof removeEventListener === 'function') removeEventListener('online', onReason)
      if (typeof document !== 'undefined') document.removeEventListener('visibilitychange', onVisible)
    },
  }
}
