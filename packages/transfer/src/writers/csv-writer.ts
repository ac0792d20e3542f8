import { stringify } from 'csv-stringify/sync'
import type { DraftTask } from '../import-draft.js'
import { type ExportWriter, titlesIn } from './export-writer.js'

const columns = [
  'Id',
  'Parent',
  'List',
  'Section',
  'Title',
  'Notes',
  'Labels',
  'Priority',
  'Due',
  'Due time',
  'Due zone',
  'Deadline',
  'Deadline time',
  'Deadline zone',
  'Recurrence',
  'Recurrence from',
  'Completed',
  'Created',
]

/**
 * A text that a spreadsheet would treat as a formula gets an apostrophe in front. The table is for people to read, not to
 * import.
 */
const rowsOf = (rows: readonly (readonly (string | null)[])[]) =>
  stringify(rows as (string | null)[][], { escape_formulas: true, record_delimiter: '\r\n' })

/** A table for spreadsheets: one line per task, UTF-8 with a byte order mark. */
export const csvWriter: ExportWriter = {
  open: () => `\uFEFF${rowsOf([columns])}`,
  tasks: (tasks, { frame }) => {
    const titles = titlesIn(frame)
    return rowsOf(tasks.map((task) => cells(task, titles(task))))
  },
  close: () => '',
}

const cells = (task: DraftTask, { list, section, labels }: ReturnType<ReturnType<typeof titlesIn>>) => [
  task.key,
  task.parentKey,
  list,
  section,
  task.title,
  task.notes,
  labels.join(', '),
  task.priority,
  task.dueOn,
  task.dueTime,
  task.dueZone,
  task.deadlineOn,
  task.deadlineTime,
  task.deadlineZone,
  task.recurrence,
  task.recurrence === null ? null : task.recurrenceFrom,
  task.completedAt,
  task.createdAt,
]
