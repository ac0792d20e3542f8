import type { Task } from '@ownlist/client'
import Table from 'cli-table3'
import colours from 'picocolors'
import { refOf } from './find-task.js'
import { dayOf } from './quick-add.js'
import { harmless } from './terminal.js'

const priorityWords = { none: '', low: colours.dim('low'), medium: colours.yellow('medium'), high: colours.red('high') }

const weekday = new Intl.DateTimeFormat('en', { weekday: 'short', day: 'numeric', month: 'short' })

/** Tasks for a person: a line each, with what to name it by. */
export function taskTable(tasks: readonly Task[], now: Date = new Date()): string {
  const table = new Table({ chars: noLines, style: { 'padding-left': 0, 'padding-right': 2, head: [], border: [] } })
  for (const task of tasks) {
    const title = harmless(task.title)
    table.push([
      colours.cyan(refOf(task)),
      task.completedAt === null ? '○' : colours.green('✓'),
      task.completedAt === null ? title : colours.strikethrough(colours.dim(title)),
      dueWords(task, now),
      priorityWords[task.priority],
    ])
  }
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}

/** One task in one line. */
export const taskLine = (task: Task): string => taskTable([task])

function dueWords({ dueOn, completedAt }: Task, now: Date): string {
  if (dueOn === null) return ''
  const today = dayOf(now)
  const [year = 0, month = 1, day = 1] = dueOn.split('-').map(Number)
  const words = dueOn === today ? 'today' : weekday.format(new Date(year, month - 1, day))
  if (completedAt !== null || dueOn > today) return colours.dim(words)
  return dueOn < today ? colours.red(`${words}, overdue`) : colours.bold(words)
}

const sides = ['top', 'bottom', 'left', 'right', 'mid'] as const
const noLines = Object.fromEntries(
  [...sides, 'middle', ...sides.flatMap((side) => [`${side}-mid`, `${side}-left`, `${side}-right`])].map((name) => [
    name,
    '',
  ]),
)
