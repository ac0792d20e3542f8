// domain: tasks
import type { Task } from '@ownlist/client'
import { type Clock, isPast, type Moment, momentOn } from './clock'

/** When the task is planned, in the person's time zone; null if it is not planned. */
export const plannedOf = ({ dueOn, dueTime, dueZone }: Task, clock: Clock): Moment | null =>
  dueOn === null ? null : momentOn(clock, { day: dueOn, time: dueTime }, dueZone)

/** When the task has to be done, in the person's time zone; null if there is no deadline. */
export const deadlineOf = ({ deadlineOn, deadlineTime, deadlineZone }: Task, clock: Clock): Moment | null =>
  deadlineOn === null ? null : momentOn(clock, { day: deadlineOn, time: deadlineTime }, deadlineZone)

/** Whether the planned day or the deadline has passed. A day without a time is never overdue on that day. */
export function isOverdue(task: Task, clock: Clock): boolean {
  const [planned, deadline] = [plannedOf(task, clock), deadlineOf(task, clock)]
  return (planned !== null && isPast(planned, clock)) || (deadline !== null && isPast(deadline, clock))
}

/** Whether the task is planned for today or earlier, or has a deadline today or earlier. A missed deadline does not disappear. */
export function isForToday(task: Task, clock: Clock): boolean {
  const [planned, deadline] = [plannedOf(task, clock), deadlineOf(task, clock)]
  return (planned !== null && planned.day <= clock.today) || (deadline !== null && deadline.day <= clock.today)
}

/** The day under which a task is shown: the planned day, or else the deadline. A missed deadline takes precedence. */
export function dayOf(task: Task, clock: Clock): Moment | null {
  const [planned, deadline] = [plannedOf(task, clock), deadlineOf(task, clock)]
  if (planned === null || deadline === null) return planned ?? deadline
  return deadline.day < clock.today && deadline.day < planned.day ? deadline : planned
}
