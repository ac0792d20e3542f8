import type { List, RouterInputs, Task } from '@ownlist/client'
import { CliError, exitCodes } from './cli-error.js'
import { dayFor } from './days.js'
import { parseRepetition } from './quick-add.js'
import { text } from './texts/text.js'

/** The fields that the flags set; an absent field does not change. Commander's `--no-due` sets a flag to false. */
export interface FieldOptions {
  readonly title?: string
  readonly notes?: string
  readonly priority?: Task['priority']
  /** A day in words. */
  readonly due?: string | false
  /** A time of day, `HH:MM`. */
  readonly time?: string | false
  /** A day in words. */
  readonly deadline?: string | false
  /** A rule of RFC 5545, or its description in words. */
  readonly repeat?: string | false
}

/** The task's list: null for none, undefined for no change. */
export const inList = (place: List | null | undefined) => (place === undefined ? {} : { listId: place?.id ?? null })

type Fields = Omit<RouterInputs['task']['update'], 'id' | 'version'>

/**
 * The fields that the flags set, as the API takes them.
 * @param dueOn the planned day without these flags
 * @throws {CliError} for an invalid day or repetition
 */
export async function changesOf(options: FieldOptions, dueOn: string | null = null): Promise<Fields> {
  const { title, notes, priority, due, time, deadline, repeat } = options
  return {
    ...(title === undefined ? {} : { title }),
    ...(notes === undefined ? {} : { notes }),
    ...(priority === undefined ? {} : { priority }),
    ...repetitionOf(repeat, dueOn),
    ...(due === undefined ? {} : { dueOn: due === false ? null : await dayIn(due) }),
    ...(time === undefined ? {} : { dueTime: time === false ? null : time }),
    ...(deadline === undefined ? {} : { deadlineOn: deadline === false ? null : await dayIn(deadline) }),
  }
}

/** The words also name the first day, which is used for a task without a day. */
function repetitionOf(repeat: string | false | undefined, dueOn: string | null): Fields {
  if (repeat === undefined) return {}
  if (repeat === false) return { recurrence: null }
  if (/^(RRULE:)?[A-Z]+=/i.test(repeat)) return { recurrence: repeat.replace(/^RRULE:/i, '') }
  const found = parseRepetition(repeat.trim())
  if (found === null) throw new CliError(exitCodes.usage, text('tasks.notRepetition', { words: repeat }))
  return { recurrence: found.rule, recurrenceFrom: found.from, dueOn: dueOn ?? found.on }
}

/** A day as a date or in words. The flag says that it is a day, so any words for a day are accepted. */
async function dayIn(words: string): Promise<string> {
  if (/^\d{4}-\d{2}-\d{2}$/.test(words)) return words
  const day = await dayFor(words.trim(), new Date())
  if (day === null) throw new CliError(exitCodes.usage, text('tasks.notDay', { words }))
  return day
}
