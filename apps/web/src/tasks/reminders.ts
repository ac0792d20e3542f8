import type { Task } from '@ownlist/client'

/** As many reminders of each kind as the API takes. */
export const mostReminders = 5

/** The reminders before the planned time, in minutes, with some more. If that is too many, the oldest ones go. */
export const withReminders = ({ remindBefore }: Pick<Task, 'remindBefore'>, minutes: readonly number[]): number[] =>
  [...remindBefore.filter((known) => !minutes.includes(known)), ...minutes].slice(-mostReminders)
