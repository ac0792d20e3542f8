// domain: tasks
import type { Reminder } from '@ownlist/db'

/**
 * What a service worker receives. A notification with the same `tag` replaces the earlier one. If `at` is the same as well, it is
 * the same reminder again, and need not alert again: docs/background.md.
 */
export interface ReminderPayload {
  readonly type: 'reminder'
  /** The task's id. */
  readonly id: string
  readonly title: string
  /** When it was due, ISO 8601 in UTC. */
  readonly at: string
  readonly tag: string
  /** How many further tasks have a reminder that is due and get no message of their own. */
  readonly more: number
}

/** More does not fit into a notification. With this, four bytes for each character fit into a message. */
const longestTitle = 200

/** @param more for the last one of a delivery */
export const payloadOf = ({ id, title, at }: Reminder, more: number): ReminderPayload => ({
  type: 'reminder',
  id,
  title: cut(title),
  at,
  tag: `reminder-${id}`,
  more,
})

/** Whole characters, as a reader counts them. */
function cut(title: string): string {
  if (title.length <= longestTitle) return title
  const characters = [...new Intl.Segmenter().segment(title)].map(({ segment }) => segment)
  let [kept, length] = ['', 0]
  for (const character of characters) {
    length += character.length
    if (length >= longestTitle) return `${kept}…`
    kept += character
  }
  return kept
}

/** The topic of Web Push: the task, so that only its latest reminder waits for a device that is offline. */
export const topicOf = ({ id }: Reminder): string => id.replaceAll('-', '')
