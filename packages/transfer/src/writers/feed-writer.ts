import type { DraftTask } from '../import-draft.js'
import { type CalendarLine, calendarInstantText, calendarLines, calendarText } from './calendar-lines.js'
import { momentLine, zoneBlocks } from './calendar-moments.js'
import type { ExportWriter } from './export-writer.js'

/**
 * A calendar to subscribe to: an event for the planned day of each task and one for its deadline. A day without a time is
 * an all-day event. UIDs stay the same, so that calendar apps update existing events.
 */
export const feedWriter: ExportWriter = {
  open: () =>
    calendarLines([
      { name: 'BEGIN', value: 'VCALENDAR' },
      { name: 'VERSION', value: '2.0' },
      { name: 'PRODID', value: '-//Ownlist//Feed//EN' },
      { name: 'CALSCALE', value: 'GREGORIAN' },
      { name: 'METHOD', value: 'PUBLISH' },
      { name: 'X-WR-CALNAME', value: 'Ownlist' },
      { name: 'REFRESH-INTERVAL', parameters: ';VALUE=DURATION', value: 'PT1H' },
      { name: 'X-PUBLISHED-TTL', value: 'PT1H' },
    ]),
  tasks: (tasks, { frame }) => tasks.map((task) => planned(task, frame.now) + deadline(task, frame.now)).join(''),
  close: ({ zones }) => zoneBlocks(zones) + calendarLines([{ name: 'END', value: 'VCALENDAR' }]),
}

function planned(task: DraftTask, now: Date): string {
  if (task.dueOn === null) return ''
  const start = momentLine('DTSTART', { on: task.dueOn, time: task.dueTime, zone: task.dueZone })
  const rule =
    task.recurrence === null || task.recurrenceFrom === 'completion' ? null : { name: 'RRULE', value: task.recurrence }
  return event(task, { uid: task.key, title: task.title, start, rule, hasTime: task.dueTime !== null }, now)
}

function deadline(task: DraftTask, now: Date): string {
  if (task.deadlineOn === null) return ''
  const start = momentLine('DTSTART', { on: task.deadlineOn, time: task.deadlineTime, zone: task.deadlineZone })
  const uid = `${task.key}-deadline`
  return event(task, { uid, title: `⚑ ${task.title}`, start, rule: null, hasTime: task.deadlineTime !== null }, now)
}

interface Event {
  readonly uid: string
  readonly title: string
  readonly start: CalendarLine
  readonly rule: CalendarLine | null
  readonly hasTime: boolean
}

/** The event of a task is shown as free time: it does not make its owner busy. */
function event(task: DraftTask, { uid, title, start, rule, hasTime }: Event, now: Date): string {
  return calendarLines([
    { name: 'BEGIN', value: 'VEVENT' },
    { name: 'UID', value: calendarText(uid) },
    { name: 'DTSTAMP', value: calendarInstantText(now.toISOString()) },
    start,
    hasTime ? { name: 'DURATION', value: 'PT30M' } : null,
    rule,
    { name: 'SUMMARY', value: calendarText(title) },
    task.notes === '' ? null : { name: 'DESCRIPTION', value: calendarText(task.notes) },
    { name: 'TRANSP', value: 'TRANSPARENT' },
    { name: 'END', value: 'VEVENT' },
  ])
}
