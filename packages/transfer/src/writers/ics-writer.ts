import type { DraftTask } from '../import-draft.js'
import type { Moment } from '../moments.js'
import { startOfDay } from '../readers/triggers.js'
import { type CalendarLine, calendarInstantText, calendarLines, calendarText } from './calendar-lines.js'
import { momentLine, zoneBlocks } from './calendar-moments.js'
import { type ExportWriter, titlesIn } from './export-writer.js'

/** A calendar of VTODOs (RFC 5545). Fields that iCalendar cannot express are in properties of our own. */
export const icsWriter: ExportWriter = {
  open: () =>
    calendarLines([
      { name: 'BEGIN', value: 'VCALENDAR' },
      { name: 'VERSION', value: '2.0' },
      { name: 'PRODID', value: '-//Ownlist//Export//EN' },
      { name: 'CALSCALE', value: 'GREGORIAN' },
    ]),
  tasks: (tasks, { frame }) => {
    const titles = titlesIn(frame)
    return tasks.map((task) => todo(task, titles(task), frame.now)).join('')
  },
  close: ({ zones }) => zoneBlocks(zones) + calendarLines([{ name: 'END', value: 'VCALENDAR' }]),
}

type Titles = ReturnType<ReturnType<typeof titlesIn>>

const text = (name: string, value: string | null): CalendarLine | null =>
  value === null || value === '' ? null : { name, value: calendarText(value) }

const priorities = { high: '1', medium: '5', low: '9', none: null } as const

function todo(task: DraftTask, { list, section, labels }: Titles, now: Date): string {
  return calendarLines([
    { name: 'BEGIN', value: 'VTODO' },
    { name: 'UID', value: calendarText(task.key) },
    { name: 'DTSTAMP', value: calendarInstantText(now.toISOString()) },
    task.createdAt === null ? null : { name: 'CREATED', value: calendarInstantText(task.createdAt) },
    { name: 'SUMMARY', value: calendarText(task.title) },
    text('DESCRIPTION', task.notes),
    text('PRIORITY', priorities[task.priority]),
    labels.length === 0 ? null : { name: 'CATEGORIES', value: labels.map(calendarText).join(',') },
    text('RELATED-TO', task.parentKey),
    ...days(task),
    task.recurrence === null ? null : { name: 'RRULE', value: task.recurrence },
    task.recurrenceFrom === 'completion' ? { name: 'X-OWNLIST-RECURRENCE-FROM', value: 'COMPLETION' } : null,
    list === null ? { name: 'X-OWNLIST-NO-LIST', value: 'TRUE' } : text('X-OWNLIST-LIST', list),
    text('X-OWNLIST-SECTION', section),
    ...completion(task),
    ...task.remindBefore.flatMap((minutes) => alarm({ name: 'TRIGGER', value: trigger(minutes, task) })),
    ...task.remindAt.flatMap((at) =>
      alarm({ name: 'TRIGGER', parameters: ';VALUE=DATE-TIME', value: calendarInstantText(at) }),
    ),
    { name: 'END', value: 'VTODO' },
  ])
}

function completion({ completedAt }: DraftTask): CalendarLine[] {
  if (completedAt === null) return [{ name: 'STATUS', value: 'NEEDS-ACTION' }]
  return [
    { name: 'STATUS', value: 'COMPLETED' },
    { name: 'COMPLETED', value: calendarInstantText(completedAt) },
  ]
}

/**
 * DUE is the planned day, as other programs show it. With a later deadline, DTSTART is the planned day and DUE is the
 * deadline. If this is not possible, such as for a day and a time, the deadline is in a property of our own. A task that
 * recurs has a DTSTART, as in Apple's Reminders.
 */
function days(task: DraftTask): CalendarLine[] {
  const planned = moment(task.dueOn, task.dueTime, task.dueZone)
  const deadline = moment(task.deadlineOn, task.deadlineTime, task.deadlineZone)
  if (planned === null)
    return deadline === null ? [] : [momentLine('DUE', deadline), momentLine('X-OWNLIST-DEADLINE', deadline)]
  const start = momentLine('DTSTART', planned)
  if (deadline !== null && isPeriod(planned, deadline)) return [start, momentLine('DUE', deadline)]
  const own = deadline === null ? [] : [momentLine('X-OWNLIST-DEADLINE', deadline)]
  const hasStart = task.recurrence !== null || deadline !== null
  return [...(hasStart ? [start] : []), momentLine('DUE', planned), ...own]
}

const isPeriod = (planned: Moment, deadline: Moment) =>
  planned.on < deadline.on && planned.zone === deadline.zone && (planned.time === null) === (deadline.time === null)

const moment = (on: string | null, time: string | null, zone: string | null): Moment | null =>
  on === null ? null : { on, time, zone }

const alarm = (trigger: CalendarLine): CalendarLine[] => [
  { name: 'BEGIN', value: 'VALARM' },
  { name: 'ACTION', value: 'DISPLAY' },
  { name: 'DESCRIPTION', value: 'Reminder' },
  trigger,
  { name: 'END', value: 'VALARM' },
]

/** For a day without a time, alarms count from midnight, while our reminders count from 09:00. */
function trigger(minutes: number, { dueTime }: DraftTask): string {
  const after = (dueTime === null ? startOfDay : 0) - minutes
  return `${after < 0 ? '-' : ''}PT${Math.abs(after)}M`
}
