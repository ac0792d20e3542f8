import type { List, Task } from '@ownlist/client'
import { type DescribeOptions, describeRule } from '@ownlist/recurrence'
import colours from 'picocolors'
import { dayOf } from './days.js'
import { refOf } from './find-task.js'
import { tableOf } from './table.js'
import { harmless } from './terminal.js'
import { locale } from './texts/catalogue.js'
import { text } from './texts/text.js'

const priorityLabels: Record<Task['priority'], () => string> = {
  none: () => '',
  low: () => colours.dim(text('tasks.low')),
  medium: () => colours.yellow(text('tasks.medium')),
  high: () => colours.red(text('tasks.high')),
}

const weekday = new Intl.DateTimeFormat(locale(), { weekday: 'short', day: 'numeric', month: 'short' })

/** Tasks for a user: one line each, with the short id, and with the title of its list if it is among these lists. */
export function taskTable(tasks: readonly Task[], lists: readonly List[] = [], now: Date = new Date()): string {
  const titles = new Map(lists.map(({ id, title }) => [id, harmless(title)]))
  return tableOf(
    tasks.map((task) => {
      const title = harmless(task.title)
      return [
        colours.cyan(refOf(task)),
        task.completedAt === null ? '○' : colours.green('✓'),
        task.completedAt === null ? title : colours.strikethrough(colours.dim(title)),
        dueLabel(task, now),
        deadlineLabel(task, now),
        priorityLabels[task.priority](),
        colours.dim(titles.get(task.listId ?? '') ?? ''),
      ]
    }),
    { text: 2 },
  )
}

/** One task on one line, with the list that it was just put into. */
export const taskLine = (task: Task, list?: List | null): string => taskTable([task], list ? [list] : [])

function dueLabel(task: Task, now: Date): string {
  const { dueOn, dueTime, completedAt } = task
  const repetition = repetitionLabel(task)
  if (dueOn === null) return colours.dim(repetition)
  const today = dayOf(now)
  const [year = 0, month = 1, day = 1] = dueOn.split('-').map(Number)
  const named = dueOn === today ? text('tasks.today') : weekday.format(new Date(year, month - 1, day))
  const words = [named, dueTime ?? '', repetition].filter((part) => part !== '').join(' ')
  if (completedAt !== null || dueOn > today) return colours.dim(words)
  return dueOn < today ? colours.red(text('tasks.overdue', { day: words })) : colours.bold(words)
}

/** How the task repeats, in words; empty if it does not repeat. */
function repetitionLabel({ recurrence, recurrenceFrom, dueTime, dueZone }: Task): string {
  if (recurrence === null) return ''
  const zone = dueZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  return text('tasks.repeats', { rule: wordsFor(recurrence, { from: recurrenceFrom, time: dueTime, zone }) })
}

/** A newer API may accept rules that this version cannot parse. These are shown as they are. */
function wordsFor(rule: string, options: DescribeOptions): string {
  try {
    return describeRule(rule, { ...options, language: locale() })
  } catch (error) {
    if (error instanceof RangeError) return harmless(rule)
    throw error
  }
}

function deadlineLabel({ deadlineOn, completedAt }: Task, now: Date): string {
  if (deadlineOn === null) return ''
  const [year = 0, month = 1, day = 1] = deadlineOn.split('-').map(Number)
  const words = text('tasks.deadline', { day: weekday.format(new Date(year, month - 1, day)) })
  return completedAt === null && deadlineOn < dayOf(now) ? colours.red(words) : colours.dim(words)
}
