import type { Task } from '@ownlist/client'

/** The maximum number of reminders of each kind, as in the API. */
export const mostReminders = 5

/** Adds some reminders before the planned time, in minutes. If there are too many then, the oldest ones are removed. */
export const withReminders = ({ remindBefore }: Pick<Task, 'remindBefore'>, minutes: readonly number[]): number[] =>
  [...remindBefore.filter((known) => !minutes.includes(known)), ...minutes].slice(-mostReminders)
