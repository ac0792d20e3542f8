// domain: tasks
import type { ApiClient, RouterInputs, RouterOutputs } from '../api-client.js'
import { trimmed, unsaved } from './drafts.js'
import type { RowKind } from './row-kind.js'

/** A kind of row of the task app. */
export type AppKind<Router extends 'task' | 'list' | 'section' | 'label' | 'filter'> = RowKind<
  RouterOutputs[Router]['get'],
  RouterInputs[Router]['create'],
  Omit<RouterInputs[Router]['update'], 'id' | 'version'>,
  Exclude<RouterInputs[Router]['list'], void>
>

/** Tasks. Every device stores the open ones. */
export const tasks = (api: ApiClient): AppKind<'task'> => ({
  procedures: api.task,
  kept: { status: 'open' },
  within: { listId: 'list' },
  sets: ['labelIds'],
  draft: (given, at) => ({
    id: given.id,
    title: given.title,
    notes: given.notes ?? '',
    priority: given.priority ?? 'none',
    dueOn: given.dueOn ?? null,
    dueTime: given.dueTime ?? null,
    dueZone: given.dueZone ?? null,
    deadlineOn: given.deadlineOn ?? null,
    deadlineTime: given.deadlineTime ?? null,
    deadlineZone: given.deadlineZone ?? null,
    recurrence: given.recurrence ?? null,
    recurrenceFrom: given.recurrenceFrom ?? 'schedule',
    completedAt: given.completedAt ?? null,
    listId: given.listId ?? null,
    sectionId: given.sectionId ?? null,
    parentId: given.parentId ?? null,
    labelIds: given.labelIds ?? [],
    position: given.position ?? lastPosition(at),
    remindBefore: given.remindBefore ?? [],
    remindAt: given.remindAt ?? [],
    ...unsaved(at),
  }),
  stored: trimmed,
})

/** Lists. Every device stores all of them. */
export const lists = (api: ApiClient): AppKind<'list'> => ({
  procedures: api.list,
  kept: {},
  draft: ({ id, title, color, position, archivedAt }, at) => ({
    id,
    title,
    color: color ?? null,
    position: position ?? lastPosition(at),
    archivedAt: archivedAt ?? null,
    ...unsaved(at),
  }),
  stored: trimmed,
})

/** The sections of all lists. */
export const sections = (api: ApiClient): AppKind<'section'> => ({
  procedures: api.section,
  kept: {},
  within: { listId: 'list' },
  draft: ({ id, listId, title, position }, at) => ({
    id,
    listId,
    title,
    position: position ?? lastPosition(at),
    ...unsaved(at),
  }),
  stored: trimmed,
})

/** All labels. */
export const labels = (api: ApiClient): AppKind<'label'> => ({
  procedures: api.label,
  kept: {},
  draft: ({ id, title, color, position }, at) => ({
    id,
    title,
    color: color ?? null,
    position: position ?? lastPosition(at),
    ...unsaved(at),
  }),
  stored: trimmed,
})

/** All saved filters. */
export const filters = (api: ApiClient): AppKind<'filter'> => ({
  procedures: api.filter,
  kept: {},
  draft: ({ id, title, query, position }, at) => ({
    id,
    title,
    query,
    position: position ?? lastPosition(at),
    ...unsaved(at),
  }),
  stored: ({ query, ...changes }) => ({
    ...trimmed(changes),
    ...(query === undefined ? {} : { query: query.trim() }),
  }),
})

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/**
 * The position that the API gives to a row that names none: `h` and the time in milliseconds in 8 digits, so that the row
 * comes last.
 */
function lastPosition(at: string): string {
  let rest = Date.parse(at)
  let written = ''
  for (let place = 0; place < 8; place++) {
    written = digits[rest % 62] + written
    rest = Math.floor(rest / 62)
  }
  return `h${written}`
}
