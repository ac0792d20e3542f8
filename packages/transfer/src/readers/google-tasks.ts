import { DraftCollector } from '../draft-collector.js'
import type { ImportDraft } from '../import-draft.js'
import type { ImportOptions } from '../import-options.js'
import { isFilled, isObject, type JsonObject, objectsIn, textIn } from '../json-values.js'
import { isoParts, validInstant } from '../moments.js'
import { paragraphs } from '../text-bounds.js'
import { listTitleOfFile } from './table-reader.js'

export const isGoogleTasks = (json: unknown): boolean => isObject(json) && textIn(json.kind).startsWith('tasks#')

/** Reads the JSON of Google Tasks, as Takeout and its API write it: all lists, or the tasks of one. */
export function readGoogleTasks(json: unknown, name: string, options: ImportOptions): ImportDraft {
  const collector = new DraftCollector(options)
  for (const list of listsOf(json)) {
    const listKey = collector.list(textIn(list.title) || listTitleOfFile(name), { row: textIn(list.id) })
    const tasks = [...objectsIn(list.items ?? list.tasks)]
    // Positions are strings of digits with leading zeros.
    tasks.sort((one, other) => (textIn(one.position) < textIn(other.position) ? -1 : 1))
    for (const task of tasks) if (task.deleted !== true) readTask(task, collector, listKey)
  }
  return collector.finish()
}

function listsOf(json: unknown): readonly JsonObject[] {
  if (!isObject(json)) return []
  return textIn(json.kind) === 'tasks#taskLists' ? objectsIn(json.items) : [json]
}

function readTask(task: JsonObject, collector: DraftCollector, listKey: string): void {
  const id = textIn(task.id)
  const title = textIn(task.title)
  const due = isoParts(textIn(task.due))
  const row = id || title
  if (isFilled(task.due) && due === null) collector.lose({ row, title, field: 'due', what: 'NOT_UNDERSTOOD' })
  if (isFilled(task.recurrence) || isFilled(task.task_recurrence_id)) {
    collector.lose({ row, title, field: 'recurrence', what: 'NOT_KEPT' })
  }
  const links = objectsIn(task.links).map((link) => textIn(link.link))
  const done = textIn(task.status) === 'completed'
  collector.task({
    row,
    id,
    parentId: textIn(task.parent),
    title,
    listKey,
    notes: paragraphs(textIn(task.notes), ...links),
    // It means a day, whatever time it contains.
    dueOn: due?.on ?? null,
    done,
    completedAt: validInstant(textIn(task.completed)),
    createdAt: validInstant(textIn(task.created) || textIn(task.updated)),
  })
}
