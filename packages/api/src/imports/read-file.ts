import type { ImportedFile } from '@ownlist/db'
import { checkRule } from '@ownlist/recurrence'
import { type ImportDraft, type ImportFormat, type Loss, type ReadImport, readImport } from '@ownlist/transfer'
import { dateWordsAt } from './date-words.js'

/** How to read a file. */
export interface ReadOptions {
  /** The IANA zone in which instants become days. */
  readonly timeZone: string
  /** If omitted, it is detected. */
  readonly format?: ImportFormat | undefined
}

/**
 * Reads a file, and leaves out recurrence rules that are not supported here. For the largest file, it takes seconds.
 * @throws {ImportError} with plain words if it cannot be read
 */
export function readFile(file: ImportedFile, { timeZone, format: stated }: ReadOptions): ReadImport {
  const now = new Date()
  const options = { timeZone, now, dateWords: dateWordsAt(now, timeZone) }
  const { format, draft } = readImport(file, options, stated)
  return { format, draft: withKnownRules(draft) }
}

function withKnownRules(draft: ImportDraft): ImportDraft {
  const losses: Loss[] = []
  const tasks = draft.tasks.map((task) => {
    if (task.recurrence === null || checkRule(task.recurrence) === null) return task
    losses.push({ row: task.key, title: task.title.slice(0, 40), field: 'recurrence', what: 'NOT_UNDERSTOOD' })
    return { ...task, recurrence: null }
  })
  return losses.length === 0 ? draft : { ...draft, tasks, losses: [...draft.losses, ...losses] }
}
