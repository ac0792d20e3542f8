// domain: tasks
import type { Task } from '@ownlist/client'
import { type Clock, isPast, type Moment, momentOn } from './clock'

/** When the task is planned, on the person's clock; null if it is not. */
export const plannedOf = ({ dueOn, dueTime, dueZone }: Task, clock: Clock): Moment | null =>
  dueOn === null ? null : momentOn(clock, { day: dueOn, time: dueTime }, dueZone)

/** When the task has to be done, on the person's clock; null for no deadline. */
export const deadlineOf = ({ deadlineOn, deadlineTime, deadlineZone }: Task, clock: Clock): Moment | null =>
  deadlineOn === null ? null : momentOn(clock, { day: deadlineOn, time: deadlineTime }, deadlineZone)

/** Whether the planned day, or the deadline, has passed. A day without a time is never missed on that day. */
export function isOverdue(task: Task, clock: Clock): boolean {
  const [planned, deadline] = [plannedOf(task, clock), deadlineOf(task, clock)]
  return (planned !== null && isPast(planned, clock)) || (deadline !== null && isPast(deadline, clock))
}

/** Planned for today or earlier, or with a deadline today or earlier: a missed deadline does not vanish. */
export function isForToday(task: Task, clock: Clock): boolean {
  const [planned, deadline] = [plannedOf(task, clock), deadlineOf(task, clock)]
  return (planned !== null && planned.day <= clock.today) || (deadline !== null && deadline.day <= clock.today)
}

/** The day under which a task stands among days: the planned one, else the deadline. A missed deadline comes first. */
export function dayOf(task: Task, clock: Clock): Moment | null {
  const [planned, deadline] = [plannedOf(task, clock), deadlineOf(task, clock)]
  if (planned === null || deadline === null) return planned ?? deadline
  return deadline.day < clock.today && deadline.day < planned.day ? deadline : planned
}
