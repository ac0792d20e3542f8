import type { ImportedFile } from '@ownlist/db'
import { checkRule } from '@ownlist/recurrence'
import {
  type ImportDraft,
  ImportError,
  type ImportFormat,
  type Loss,
  type ReadImport,
  readImport,
} from '@ownlist/transfer'
import { TRPCError } from '@trpc/server'
import { dateWordsAt } from './date-words.js'

/**
 * Reads a file, and leaves out the rules that repetitions here do not know.
 * @throws {TRPCError} `BAD_REQUEST` with plain words if it cannot be read
 */
export function readFile(
  file: ImportedFile,
  { timeZone, format: stated }: { readonly timeZone: string; readonly format?: ImportFormat | undefined },
): ReadImport {
  try {
    const now = new Date()
    const options = { timeZone, now, dateWords: dateWordsAt(now, timeZone) }
    const { format, draft } = readImport(file, options, stated)
    return { format, draft: withKnownRules(draft) }
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    throw new TRPCError({ code: 'BAD_REQUEST', message: error.message, cause: error })
  }
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
