// domain: tasks
import { Prisma } from '../generated/client.js'

/** The clock time from which reminders count if a day has no time. */
const morning = '09:00'

/** A planned day and time as an instant, in the time zone of the task or else in another one. */
const planned = (zone: Prisma.Sql) =>
  Prisma.sql`zoned_instant(task.due_on, coalesce(task.due_time, ${morning}), coalesce(task.due_zone, ${zone}))
    - make_interval(mins => minutes)`

/** The time zone of the person, or else of the device, of a subscription `s`. */
export const zoneNow: Prisma.Sql = Prisma.sql`coalesce(preference.time_zone, s.time_zone)`

/**
 * Every reminder of the owner's open tasks, once for each subscription to which it was not sent yet: `at` is when it is
 * due. `was_at` is the same in the time zone in which the subscription had its last reminders. So a reminder that was still
 * in the future there, and is in the past after a journey to the east, is not lost. A reminder is not sent if its time has
 * already passed when its task is changed, because its owner has just seen the task.
 * @param columns columns of `s`, `task` and `moment`
 */
export const reminders = (userId: string, columns: Prisma.Sql): Prisma.Sql => Prisma.sql`
  select ${columns}
  from push_subscription s
    left join preference on preference.user_id = ${userId}
    join task on task.user_id = ${userId} and task.completed_at is null and task.deleted_at is null
      and (task.remind_before <> '{}' or task.remind_at <> '{}')
    left join list on list.user_id = ${userId} and list.id = task.list_id
    cross join lateral (
      select at, at as was_at from unnest(task.remind_at) as at
      union all
      select ${planned(zoneNow)}, ${planned(Prisma.sql`s.reminded_zone`)} from unnest(task.remind_before) as minutes
    ) as moment
  where s.user_id = ${userId} and list.deleted_at is null and list.archived_at is null
    and moment.was_at > s.reminded_until and moment.at > task.updated_at - interval '1 minute'`
