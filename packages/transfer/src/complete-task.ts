import type { FoundTask } from './draft-collector.js'
import type { DraftTask, Loss, LossKind } from './import-draft.js'
import type { ImportOptions } from './import-options.js'
import { importLimits } from './limits.js'
import { oneLine, paragraphs, splitAt } from './text-bounds.js'

type OwnFields = Omit<DraftTask, 'key' | 'parentKey' | 'labelKeys' | 'position'>
interface Context {
  readonly options: ImportOptions
  readonly lose: (loss: Loss) => void
}

/** Fills in values that a file leaves out, and keeps each field within the limits of the API. */
export function completeTask(found: FoundTask, { options, lose }: Context): OwnFields {
  const loseField = (field: string, what: LossKind) => lose({ row: found.row, title: found.title, field, what })
  const dueOn = found.dueOn ?? null
  return {
    listKey: found.listKey ?? null,
    sectionKey: found.sectionKey ?? null,
    ...texts(found, loseField),
    priority: found.priority ?? 'none',
    ...day('due', found),
    ...day('deadline', found),
    recurrence: found.recurrence ?? null,
    recurrenceFrom: found.recurrenceFrom ?? 'schedule',
    completedAt: completedAt(found, options, loseField),
    createdAt: found.createdAt ?? null,
    ...reminders(found, dueOn !== null, loseField),
  }
}

type LoseField = (field: string, what: LossKind) => void

function texts(found: FoundTask, lose: LoseField) {
  const line = oneLine(found.title)
  if (line === '') lose('title', 'MISSING')
  const title = splitAt(line === '' ? 'Untitled' : line, importLimits.titleLength)
  if (title.rest !== '') lose('title', 'CUT')
  const notes = splitAt(paragraphs(title.rest, found.notes ?? ''), importLimits.notesLength)
  if (notes.rest !== '') lose('notes', 'CUT')
  return { title: title.head.trim(), notes: notes.head }
}

/** A time needs a day, and a zone needs a time. */
function day<Name extends 'due' | 'deadline'>(name: Name, found: FoundTask) {
  const on = found[`${name}On`] ?? null
  const time = on === null ? null : (found[`${name}Time`] ?? null)
  const zone = time === null ? null : (found[`${name}Zone`] ?? null)
  return { [`${name}On`]: on, [`${name}Time`]: time, [`${name}Zone`]: zone } as Pick<
    DraftTask,
    `${Name}On` | `${Name}Time` | `${Name}Zone`
  >
}

function completedAt(found: FoundTask, { now }: ImportOptions, lose: LoseField): string | null {
  if (found.done !== true) return null
  if (found.completedAt !== undefined && found.completedAt !== null) return found.completedAt
  lose('completed', 'ASSUMED')
  return now.toISOString()
}

function reminders(found: FoundTask, hasDay: boolean, lose: LoseField) {
  const before = [...new Set(found.remindBefore ?? [])]
  const fitting = before.filter((minutes) => hasDay && minutes >= 0 && minutes <= importLimits.remindBefore)
  if (fitting.length < before.length) lose('reminder', 'NOT_KEPT')
  const at = [...new Set(found.remindAt ?? [])]
  if (fitting.length > importLimits.reminders || at.length > importLimits.reminders) lose('reminder', 'TOO_MANY')
  return { remindBefore: fitting.slice(0, importLimits.reminders), remindAt: at.slice(0, importLimits.reminders) }
}
