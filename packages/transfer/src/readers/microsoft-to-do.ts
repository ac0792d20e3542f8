import { DraftCollector } from '../draft-collector.js'
import { htmlToMarkdown } from '../html-to-markdown.js'
import type { ImportDraft, LossKind } from '../import-draft.js'
import type { ImportOptions } from '../import-options.js'
import { isFilled, isObject, type JsonObject, objectsIn, textIn, textsIn } from '../json-values.js'
import { instantOf, isoParts, type Moment, nearestDay, validInstant, zoneNamed } from '../moments.js'
import { plannedAndDeadline } from '../planned-and-deadline.js'
import { storable } from '../text-bounds.js'
import { ruleOfPattern } from './microsoft-recurrence.js'
import { listTitleOfFile } from './table-reader.js'

/** The lists of an export: `value`, `lists` or the array itself, each with its tasks; or the tasks of a single list. */
export function microsoftLists(json: unknown): readonly JsonObject[] {
  const entries = objectsIn(isObject(json) ? (json.lists ?? json.value ?? json.tasks) : json)
  if (entries.some((entry) => 'displayName' in entry && (Array.isArray(entry.tasks) || 'wellknownListName' in entry)))
    return entries
  return entries.some(isMicrosoftTask) ? [{ tasks: entries }] : []
}

const isMicrosoftTask = (entry: JsonObject) =>
  typeof entry.title === 'string' && ('importance' in entry || 'dueDateTime' in entry || 'isReminderOn' in entry)

/** Reads the lists and tasks of Microsoft To Do, in the form of Microsoft Graph. */
export function readMicrosoftToDo(json: unknown, name: string, options: ImportOptions): ImportDraft {
  const collector = new DraftCollector(options)
  for (const list of microsoftLists(json)) {
    const listKey = collector.list(textIn(list.displayName) || listTitleOfFile(name), { row: textIn(list.id) })
    for (const task of objectsIn(list.tasks)) readTask(task, { collector, listKey })
  }
  return collector.finish()
}

interface Place {
  readonly collector: DraftCollector
  readonly listKey: string
}

const notKept = ['hasAttachments', 'attachments', 'linkedResources'] as const

function readTask(task: JsonObject, { collector, listKey }: Place): void {
  const title = textIn(task.title)
  const row = textIn(task.id) || title
  const lose = (field: string, what: LossKind) => collector.lose({ row, title, field, what })
  for (const field of notKept) if (isFilled(task[field])) lose(field, 'NOT_KEPT')
  const status = textIn(task.status)
  if (!['', 'notStarted', 'completed'].includes(status)) lose('status', 'CHANGED')
  const done = status === 'completed'
  const completedAt = done ? instant(task.completedDateTime, collector.options) : null
  collector.task({
    row,
    id: row,
    title,
    listKey,
    notes: notesOf(task.body),
    labels: textsIn(task.categories),
    priority: ({ high: 'high', low: 'low' } as const)[textIn(task.importance)] ?? 'none',
    done,
    completedAt,
    createdAt: validInstant(textIn(task.createdDateTime)),
    remindAt: task.isReminderOn === true ? reminder(task.reminderDateTime, collector.options, lose) : [],
    ...dates(task, collector.options, lose),
  })
  for (const item of objectsIn(task.checklistItems)) {
    const isDone = item.isChecked === true
    const at = validInstant(textIn(item.checkedDateTime)) ?? completedAt ?? collector.options.now.toISOString()
    const createdAt = validInstant(textIn(item.createdDateTime))
    collector.task({
      row,
      parentId: row,
      title: textIn(item.displayName),
      listKey,
      done: isDone,
      completedAt: at,
      createdAt,
    })
  }
}

function notesOf(body: unknown): string {
  if (!isObject(body)) return ''
  const content = storable(textIn(body.content))
  return textIn(body.contentType).toLowerCase() === 'html' ? htmlToMarkdown(content) : content
}

type Lose = (field: string, what: LossKind) => void

function dates(task: JsonObject, options: ImportOptions, lose: Lose) {
  const start = day(task.startDateTime, options, () => lose('start', 'NOT_UNDERSTOOD'))
  const due = day(task.dueDateTime, options, () => lose('due', 'NOT_UNDERSTOOD'))
  const { days, lost } = plannedAndDeadline(start, due)
  if (lost !== null) lose(lost, 'NOT_KEPT')
  if (!isFilled(task.recurrence)) return days
  const recurrence = ruleOfPattern(task.recurrence)
  if (recurrence === null) lose('recurrence', 'NOT_UNDERSTOOD')
  return { ...days, recurrence }
}

/**
 * A day is written as the instant of its midnight in the writer's zone, usually in UTC. It becomes the nearest day in the
 * person's zone.
 */
function day(value: unknown, options: ImportOptions, fail: () => void): Moment | null {
  if (!isObject(value) || textIn(value.dateTime) === '') return null
  const parts = isoParts(textIn(value.dateTime))
  if (parts === null) {
    fail()
    return null
  }
  const isUniversal = parts.instant !== null || /^(utc|z|etc\/utc|gmt)?$/i.test(textIn(value.timeZone).trim())
  const at = parts.instant ?? (isUniversal ? instantOf(parts.on, parts.time ?? '00:00', 'UTC') : null)
  return { on: at === null ? parts.on : nearestDay(at, options.timeZone), time: null, zone: null }
}

function instant(value: unknown, options: ImportOptions): string | null {
  if (!isObject(value)) return validInstant(textIn(value))
  const parts = isoParts(textIn(value.dateTime))
  if (parts === null) return null
  return (
    parts.instant ?? instantOf(parts.on, parts.time ?? '00:00', zoneNamed(textIn(value.timeZone)) ?? options.timeZone)
  )
}

/** The zone may be a Windows zone, which has its own name. Then the person's zone is used. */
function reminder(value: unknown, options: ImportOptions, lose: Lose): readonly string[] {
  const at = instant(value, options)
  if (at === null) lose('reminder', 'NOT_UNDERSTOOD')
  else if (isObject(value) && zoneNamed(textIn(value.timeZone)) === null) lose('reminder', 'ASSUMED')
  return at === null ? [] : [at]
}
