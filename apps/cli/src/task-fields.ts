import type { List, Task } from '@ownlist/client'
import { dayFor } from './certain-day.js'
import { CliError, exitCodes } from './cli-error.js'

/** The fields that flags set; an absent one is left as it is. */
export interface FieldOptions {
  readonly title?: string
  readonly notes?: string
  readonly priority?: Task['priority']
  /** A day in words; commander's `--no-due` makes it false. */
  readonly due?: string | false
}

/** The list that a task goes into: null for none, undefined for no change. */
export const inList = (place: List | null | undefined) => (place === undefined ? {} : { listId: place?.id ?? null })

/** What the flags say, as the API takes it. @throws {CliError} for a day that is none */
export function changesOf({ title, notes, priority, due }: FieldOptions) {
  return {
    ...(title === undefined ? {} : { title }),
    ...(notes === undefined ? {} : { notes }),
    ...(priority === undefined ? {} : { priority }),
    ...(due === undefined ? {} : { dueOn: due === false ? null : dayIn(due) }),
  }
}

/** A day as it is written, or in words. It was named as one, so any words for a day will do. */
function dayIn(words: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(words)) return words
  const day = dayFor(words.trim(), new Date())
  if (day === null) throw new CliError(exitCodes.usage, `“${words}” is no day. Write one as 2026-11-24, or tomorrow.`)
  return day
}
