import type { DraftTask } from '../import-draft.js'
import type { ImportOptions } from '../import-options.js'
import { instantOf, validInstant } from '../moments.js'
import type { CalendarPart, CalendarProperty } from './calendar.js'
import { calendarInstant, type LoseField } from './calendar-values.js'
import { minutesOfDuration, reminderOfTrigger } from './triggers.js'

interface Context {
  readonly days: Pick<DraftTask, 'dueOn' | 'dueTime' | 'deadlineOn' | 'deadlineTime' | 'deadlineZone'>
  readonly options: ImportOptions
  readonly lose: LoseField
}

/** The alarms of a task: those at an instant, and those before its planned day or its deadline. */
export function calendarReminders(part: CalendarPart, { days, options, lose }: Context) {
  const before: number[] = []
  const at: string[] = []
  for (const alarm of part.parts.filter(({ name }) => name === 'valarm')) {
    const trigger = alarm.all('trigger')[0]
    if (trigger?.type === 'date-time') at.push(...present(calendarInstant(trigger, options), lose))
    else if (trigger !== undefined && isOfDeadline(trigger, days))
      at.push(...present(beforeDeadline(trigger, days, options), lose))
    else before.push(...present(reminderOfTrigger(String(trigger?.values[0] ?? ''), days.dueTime === null), lose))
  }
  return { remindBefore: before, remindAt: at }
}

function present<Value>(value: Value | null, lose: LoseField): readonly Value[] {
  if (value === null) lose('reminder', 'NOT_UNDERSTOOD')
  return value === null ? [] : [value]
}

function isOfDeadline(trigger: CalendarProperty, days: Context['days']): boolean {
  return trigger.parameters.related?.toUpperCase() === 'END' && days.deadlineOn !== null
}

function beforeDeadline(trigger: CalendarProperty, days: Context['days'], { timeZone }: ImportOptions): string | null {
  const minutes = minutesOfDuration(String(trigger.values[0] ?? ''))
  if (minutes === null || days.deadlineOn === null) return null
  const deadline = instantOf(days.deadlineOn, days.deadlineTime ?? '00:00', days.deadlineZone ?? timeZone)
  return deadline === null ? null : validInstant(new Date(Date.parse(deadline) + minutes * 60_000).toISOString())
}
