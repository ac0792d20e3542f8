// domain: tasks
import type { useFormatter } from 'use-intl/react'
import type { Texts } from '../texts/locale'
import type { Change } from './action-words'

type Field = Change['fields'][number]
type Value = Field['before']

/** What the words of a value need. */
export interface FieldTexts {
  readonly t: Texts<'history'>
  readonly format: ReturnType<typeof useFormatter>
  readonly lists: ReadonlyMap<string, string>
  /** The time zone of the person. */
  readonly zone: string
}

const known = [
  'title',
  'notes',
  'priority',
  'dueOn',
  'dueTime',
  'dueZone',
  'deadlineOn',
  'deadlineTime',
  'deadlineZone',
  'recurrence',
  'recurrenceFrom',
  'completedAt',
  'listId',
  'sectionId',
  'parentId',
  'labelIds',
  'position',
  'remindBefore',
  'remindAt',
  'color',
  'archivedAt',
  'query',
] as const

/** The name of a field for people. A row may have fields that only its own page knows. */
export const fieldName = (t: Texts<'history'>, name: string): string =>
  t(`fields.${known.find((one) => one === name) ?? 'other'}`)

const days = new Set(['dueOn', 'deadlineOn'])
const instants = new Set(['completedAt', 'archivedAt'])
const priorities = ['none', 'low', 'medium', 'high'] as const

/** A value before or after a change, for people. */
export function valueWords(texts: FieldTexts, name: string, value: Value): string {
  const { t, format, lists, zone } = texts
  if (value === null || value === '') return t('nothingValue')
  if (value === true) return t('yes')
  if (Array.isArray(value)) return t('manyValues', { count: value.length })
  const text = String(value)
  if (name === 'listId') return lists.get(text) ?? t('otherRow')
  if (name === 'sectionId' || name === 'parentId') return t('otherRow')
  if (days.has(name)) return format.dateTime(new Date(`${text}T00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' })
  if (instants.has(name))
    return format.dateTime(new Date(text), { dateStyle: 'medium', timeStyle: 'short', timeZone: zone })
  const priority = name === 'priority' ? priorities.find((one) => one === text) : undefined
  return priority === undefined ? text : t(`priorities.${priority}`)
}
