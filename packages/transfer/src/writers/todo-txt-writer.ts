import type { DraftTask } from '../import-draft.js'
import { oneLine } from '../text-bounds.js'
import { type ExportWriter, titlesIn } from './export-writer.js'

/** One line per task, for todo.txt. It has no notes, no subtasks, no times in zones and no reminders. */
export const todoTxtWriter: ExportWriter = {
  open: () => '',
  tasks: (tasks, { frame }) => {
    const titles = titlesIn(frame)
    return tasks.map((task) => `${lineOf(task, titles(task), frame.now)}\n`).join('')
  },
  close: () => '',
}

const letters = { high: 'A', medium: 'B', low: 'C', none: null } as const

function lineOf(task: DraftTask, { list, labels }: ReturnType<ReturnType<typeof titlesIn>>, now: Date): string {
  const letter = letters[task.priority]
  // With a date in front, a title such as `x (A) ` stays a title.
  const createdOn = (task.createdAt ?? task.completedAt ?? now.toISOString()).slice(0, 10)
  const beginning =
    task.completedAt === null
      ? [...(letter === null ? [] : [`(${letter})`]), createdOn]
      : ['x', task.completedAt.slice(0, 10), createdOn]
  const tags = [...(list === null ? [] : [`+${word(list)}`]), ...labels.map((label) => `@${word(label)}`)]
  const pri = task.completedAt !== null && letter !== null ? [`pri:${letter}`] : []
  return [...beginning, oneLine(task.title), ...tags, ...dates(task), ...recurrence(task), ...pri].join(' ')
}

const word = (title: string) => oneLine(title).replaceAll(' ', '_')

const moment = (on: string, time: string | null) => (time === null ? on : `${on}T${time}`)

function dates({ dueOn, dueTime, deadlineOn, deadlineTime }: DraftTask): string[] {
  const due = dueOn === null ? null : moment(dueOn, dueTime)
  const deadline = deadlineOn === null ? null : moment(deadlineOn, deadlineTime)
  if (due !== null && deadline !== null) return [`t:${due}`, `due:${deadline}`]
  return due === null && deadline === null ? [] : [`due:${due ?? deadline}`]
}

const units: Readonly<Record<string, string>> = { DAILY: 'd', WEEKLY: 'w', MONTHLY: 'm', YEARLY: 'y' }

/** The rules that `rec:` can express: every number of days, weeks, months or years, and every weekday. */
function recurrence({ recurrence: rule, recurrenceFrom }: DraftTask): string[] {
  if (rule === null) return []
  const plus = recurrenceFrom === 'schedule' ? '+' : ''
  if (rule === 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR') return [`rec:${plus}1b`]
  const [, frequency = '', interval = '1'] = /^FREQ=([A-Z]+)(?:;INTERVAL=(\d{1,3}))?$/.exec(rule) ?? []
  const unit = units[frequency]
  return unit === undefined ? [] : [`rec:${plus}${interval}${unit}`]
}
