import type { DraftTask } from './import-draft.js'
import type { Moment } from './moments.js'

type Days = Pick<DraftTask, 'dueOn' | 'dueTime' | 'dueZone' | 'deadlineOn' | 'deadlineTime' | 'deadlineZone'>

/**
 * The planned day and the deadline for a start and a due date of another app, and the name of the one that cannot be kept,
 * if any.
 */
export interface PlannedAndDeadline {
  readonly days: Days
  readonly lost: 'start' | 'duration' | null
}

/**
 * Other apps have a start and a due date, or one of them. One of them is the planned day. If both exist on different days,
 * the start is the planned day and the due date is the deadline. On the same day, they are a block of time, which is
 * planned for its start.
 */
export function plannedAndDeadline(start: Moment | null, due: Moment | null): PlannedAndDeadline {
  const only = due ?? start
  if (start === null || due === null || start.on > due.on) {
    return { days: daysOf(only, null), lost: start !== null && due !== null ? 'start' : null }
  }
  if (start.on < due.on) return { days: daysOf(start, due), lost: null }
  const planned = start.time === null ? due : start
  return {
    days: daysOf(planned, null),
    lost: start.time !== null && due.time !== null && start.time !== due.time ? 'duration' : null,
  }
}

function daysOf(planned: Moment | null, deadline: Moment | null): Days {
  return {
    dueOn: planned?.on ?? null,
    dueTime: planned?.time ?? null,
    dueZone: planned?.zone ?? null,
    deadlineOn: deadline?.on ?? null,
    deadlineTime: deadline?.time ?? null,
    deadlineZone: deadline?.zone ?? null,
  }
}
