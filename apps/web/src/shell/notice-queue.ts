export interface Notice {
  readonly title: string
  readonly description?: string
  /** The action that the notice offers. */
  readonly action?: { readonly label: string; readonly run: () => void }
  /**
   * How long the notice stays, in milliseconds; 8 seconds by default. The time stops while the user points at it. 0 means
   * that it stays until it is closed.
   */
  readonly timeout?: number
  /** Called when the notice is closed. If its action closes it, this is called before the action runs. */
  readonly onClose?: () => void
}

type Follower = (notice: Notice) => void

let waiting: Notice[] = []
let show: Follower | null = null
let onWaiting: (() => void) | null = null

/** Shows a notice, or queues it until there is a place for notices. */
export function notify(notice: Notice): void {
  if (show === null) {
    waiting.push(notice)
    onWaiting?.()
  } else show(notice)
}

/**
 * Shows all notices from now on, starting with those that had to wait.
 * @returns a function that stops this
 */
export function followNotices(shows: Follower): () => void {
  show = shows
  const waited = waiting
  waiting = []
  for (const notice of waited) shows(notice)
  return () => {
    show = null
  }
}

/**
 * Calls the listener with each notice that has to wait.
 * @returns a function that stops this
 */
export function onWaitingNotice(listener: () => void): () => void {
  onWaiting = listener
  if (waiting.length > 0) listener()
  return () => {
    onWaiting = null
  }
}
