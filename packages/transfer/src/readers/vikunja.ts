import { DraftCollector } from '../draft-collector.js'
import { htmlToMarkdown } from '../html-to-markdown.js'
import type { ImportDraft, LossKind } from '../import-draft.js'
import type { ImportOptions } from '../import-options.js'
import { isFilled, isObject, type JsonObject, numberIn, objectsIn, textIn } from '../json-values.js'
import { localMoment, type Moment, validInstant } from '../moments.js'
import { plannedAndDeadline } from '../planned-and-deadline.js'
import { ruleOfSeconds } from '../recurrence-rule.js'
import { paragraphs } from '../text-bounds.js'

/** The projects in `data.json`, including projects within projects. */
export function vikunjaProjects(json: unknown): readonly JsonObject[] {
  const waiting = [...objectsIn(isObject(json) ? json.projects : json)]
  const projects: JsonObject[] = []
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    projects.push(next)
    waiting.unshift(...objectsIn(next.child_projects))
  }
  return projects.some((project) => Array.isArray(project.tasks)) ? projects : []
}

/** Reads `data.json` of a Vikunja export. */
export function readVikunja(json: unknown, options: ImportOptions): ImportDraft {
  const collector = new DraftCollector(options)
  const projects = vikunjaProjects(json)
  const parents = parentsOf(projects)
  for (const project of projects) readProject(project, { collector, parents })
  return collector.finish()
}

interface Context {
  readonly collector: DraftCollector
  readonly parents: ReadonlyMap<string, string>
}

function readProject(project: JsonObject, context: Context): void {
  const { collector } = context
  const id = textIn(project.id)
  const title = textIn(project.title)
  const listKey = collector.list(title, { archived: project.is_archived === true, row: id })
  for (const field of ['description', 'parent_project_id', 'background_file_id'] as const) {
    if (isFilled(project[field])) collector.lose({ row: `project ${id}`, title, field, what: 'NOT_KEPT' })
  }
  const buckets = new Map(objectsIn(project.buckets).map((bucket) => [textIn(bucket.id), textIn(bucket.title)]))
  const sections = new Map<string, string>()
  const sectionOf = (bucket: string) => {
    const name = buckets.get(bucket)
    if (name === undefined || name === '') return null
    const key = sections.get(bucket) ?? collector.section(listKey, name, `bucket ${bucket}`)
    sections.set(bucket, key)
    return key
  }
  const tasks = [...objectsIn(project.tasks)].sort((one, other) => numberIn(one.position) - numberIn(other.position))
  for (const task of tasks) readTask(task, context, { listKey, sectionKey: sectionOf(textIn(task.bucket_id)) })
}

/** Relations are written at both ends, or only at one. */
function parentsOf(projects: readonly JsonObject[]): Map<string, string> {
  const parents = new Map<string, string>()
  for (const task of projects.flatMap((project) => objectsIn(project.tasks))) {
    const related = isObject(task.related_tasks) ? task.related_tasks : {}
    const [parent] = objectsIn(related.parenttask)
    if (parent !== undefined) parents.set(textIn(task.id), textIn(parent.id))
    for (const child of objectsIn(related.subtask)) parents.set(textIn(child.id), textIn(task.id))
  }
  return parents
}

type Place = { readonly listKey: string; readonly sectionKey: string | null }

function readTask(task: JsonObject, { collector, parents }: Context, place: Place): void {
  const id = textIn(task.id)
  const title = textIn(task.title)
  const lose = (field: string, what: LossKind) => collector.lose({ row: id, title, field, what })
  for (const field of ['assignees', 'attachments', 'hex_color', 'reactions'] as const) {
    if (isFilled(task[field])) lose(field, 'NOT_KEPT')
  }
  for (const [kind, others] of Object.entries(isObject(task.related_tasks) ? task.related_tasks : {})) {
    if (kind !== 'subtask' && kind !== 'parenttask' && isFilled(others)) lose(kind, 'NOT_KEPT')
  }
  const percent = numberIn(task.percent_done)
  if (percent > 0 && percent < 1) lose('percent_done', 'NOT_KEPT')
  const priority = numberIn(task.priority)
  if (priority > 3) lose('priority', 'CHANGED')
  collector.task({
    ...place,
    row: id,
    id,
    parentId: parents.get(id),
    title,
    notes: paragraphs(htmlToMarkdown(textIn(task.description)), ...commentsOf(task)),
    labels: objectsIn(task.labels).map((label) => textIn(label.title)),
    priority: (['none', 'low', 'medium', 'high'] as const)[Math.min(3, Math.max(0, Math.trunc(priority)))] ?? 'none',
    done: task.done === true,
    completedAt: instant(task.done_at),
    createdAt: instant(task.created),
    ...dates(task, collector.options, lose),
    ...remindersOf(task),
  })
}

const commentsOf = (task: JsonObject) =>
  objectsIn(task.comments).map((comment) => htmlToMarkdown(textIn(comment.comment)))

/** "No date" is the year 1, which is before the first valid year. */
const instant = (value: unknown) => (textIn(value) === '' ? null : validInstant(textIn(value)))

type Lose = (field: string, what: LossKind) => void

function dates(task: JsonObject, options: ImportOptions, lose: Lose) {
  const due = moment(task.due_date, options)
  const end = moment(task.end_date, options)
  if (due !== null && end !== null && (due.on !== end.on || due.time !== end.time)) lose('end_date', 'NOT_KEPT')
  const { days, lost } = plannedAndDeadline(moment(task.start_date, options), due ?? end)
  if (lost !== null) lose(lost, 'NOT_KEPT')
  return { ...days, ...recurrenceOf(task, lose) }
}

/** Vikunja has no days without a time. Midnight in the person's zone means the day. */
function moment(value: unknown, { timeZone }: ImportOptions): Moment | null {
  const at = instant(value)
  if (at === null) return null
  const { on, time } = localMoment(at, timeZone)
  return { on, time: time === '00:00' ? null : time, zone: null }
}

/** Mode 1 is every month. Mode 2 counts from the completion. */
function recurrenceOf(task: JsonObject, lose: Lose) {
  const mode = numberIn(task.repeat_mode)
  const seconds = numberIn(task.repeat_after)
  if (mode !== 1 && seconds === 0) return {}
  const recurrence = mode === 1 ? 'FREQ=MONTHLY' : ruleOfSeconds(seconds)
  if (recurrence === null) lose('repeat_after', 'NOT_UNDERSTOOD')
  return { recurrence, recurrenceFrom: mode === 2 ? 'completion' : 'schedule' } as const
}

function remindersOf(task: JsonObject) {
  const before: number[] = []
  const at: string[] = []
  for (const each of objectsIn(task.reminders)) {
    const isRelative = textIn(each.relative_to) === 'due_date'
    if (isRelative && instant(task.due_date) !== null) before.push(Math.round(-numberIn(each.relative_period) / 60) + 0)
    else at.push(...[instant(each.reminder)].filter((reminder) => reminder !== null))
  }
  return { remindBefore: before, remindAt: at }
}
