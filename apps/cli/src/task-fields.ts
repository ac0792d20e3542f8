import type { List, Task } from '@ownlist/client'
import { CliError, exitCodes } from './cli-error.js'
import { dayFor } from './days.js'
import { text } from './texts/text.js'

/** The fields that the flags set; an absent field does not change. */
export interface FieldOptions {
  readonly title?: string
  readonly notes?: string
  readonly priority?: Task['priority']
  /** A day in words; commander's `--no-due` makes it false. */
  readonly due?: string | false
}

/** The task's list: null for none, undefined for no change. */
export const inList = (place: List | null | undefined) => (place === undefined ? {} : { listId: place?.id ?? null })

/**
 * The fields that the flags set, as the API takes them.
 * @throws {CliError} for an invalid day
 */
export async function changesOf({ title, notes, priority, due }: FieldOptions) {
  return {
    ...(title === undefined ? {} : { title }),
    ...(notes === undefined ? {} : { notes }),
    ...(priority === undefined ? {} : { priority }),
    ...(due === undefined ? {} : { dueOn: due === false ? null : await dayIn(due) }),
  }
}

/** A day as a date or in words. The flag says that it is a day, so any words for a day are accepted. */
async function dayIn(words: string): Promise<string> {
  if (/^\d{4}-\d{2}-\d{2}$/.test(words)) return words
  const day = await dayFor(words.trim(), new Date())
  if (day === null) throw new CliError(exitCodes.usage, text('tasks.notDay', { words }))
  return day
}
