import { useFormatter, useTranslations } from 'use-intl/react'

// domain: tasks {

import { usePersonal } from '../preferences/personal'
import { useRuleWords } from '../tasks/use-rule-words'

// domain: tasks }

/** Formats changes of fields for people. */
export interface FieldWords {
  name(field: string): string
  /** Formats a value of the field. A row that it refers to is shown by its title, if the page knows it. */
  value(field: string, value: unknown): string
}

const known = [
  'title',
  'position',
  // domain: tasks {
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
  'remindBefore',
  'remindAt',
  'color',
  'archivedAt',
  'query',
  // domain: tasks }
] as const

/** @param titleOf the title of a row by its id; undefined if the page does not know it */
export function useFieldWords(titleOf: (id: string) => string | undefined): FieldWords {
  const t = useTranslations('fields')
  const format = useFormatter()
  // domain: tasks {
  const rule = useRuleWords()
  const { zone } = usePersonal()
  // domain: tasks }

  function words(field: string, value: string): string {
    // The value is only a sort key.
    if (field === 'position') return t('place')
    if (field.endsWith('Id')) return titleOf(value) ?? t('otherRow')
    // domain: tasks {
    if (field.endsWith('On'))
      return format.dateTime(new Date(`${value}T00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' })
    if (field.endsWith('At'))
      return format.dateTime(new Date(value), { dateStyle: 'medium', timeStyle: 'short', timeZone: zone })
    if (field === 'recurrence') return rule(value)
    if (field === 'priority' && isPriority(value)) return t(`priorities.${value}`)
    // domain: tasks }
    return value
  }

  return {
    // A page may show rows with fields that only it knows.
    name: (field) => t(`names.${known.find((one) => one === field) ?? 'other'}`),
    value(field, value) {
      if (value === null || value === undefined || value === '') return t('nothing')
      if (value === true) return t('yes')
      if (!Array.isArray(value)) return words(field, String(value))
      if (value.length === 0) return t('nothing')
      const titles = value.map((id) => titleOf(String(id))).filter((title) => title !== undefined)
      return titles.length === value.length ? format.list(titles) : t('many', { count: value.length })
    },
  }
}

// domain: tasks {

const priorities = ['none', 'low', 'medium', 'high'] as const

const isPriority = (value: string): value is (typeof priorities)[number] => priorities.some((one) => one === value)

// domain: tasks }
