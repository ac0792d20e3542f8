// domain: tasks
import type { Reminder } from '@ownlist/db'

/**
 * What a service worker receives. A notification with the same `tag` replaces the earlier one. If `at` is also the same, it
 * is the same reminder, which need not alert again: docs/background.md.
 */
export interface ReminderPayload {
  readonly type: 'reminder'
  /** The task's id. */
  readonly id: string
  readonly title: string
  /** When it was due, ISO 8601 in UTC. */
  readonly at: string
  readonly tag: string
  /** How many more tasks have a due reminder for which no separate message is sent. */
  readonly more: number
}

/** A notification shows no more than this. With four bytes per character, it still fits into a message. */
const longestTitle = 200

/** @param more for the last message of a delivery */
export const payloadOf = ({ id, title, at }: Reminder, more: number): ReminderPayload => ({
  type: 'reminder',
  id,
  title: cut(title),
  at,
  tag: `reminder-${id}`,
  more,
})

/** Characters as a reader counts them, never cut in half. */
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

/**
 * The topic for Web Push. It identifies the task, so that only the task's latest reminder is kept for a device that is
 * offline.
 */
export const topicOf = ({ id }: Reminder): string => id.replaceAll('-', '')
