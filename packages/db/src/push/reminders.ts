// domain: tasks
import { setDue } from '../background/due.js'
import type { Connections } from '../connections.js'
import { Prisma } from '../generated/client.js'
import { asOwner, type OwnerTransaction, ownerOf } from '../owner-scope.js'
import { reminders, zoneNow } from './reminder-statements.js'

/** A reminder to send. */
export interface Reminder {
  /** The task's id. */
  readonly id: string
  readonly title: string
  /** When it was due, as in the API. */
  readonly at: string
}

/** A subscription, and what is to be sent to it. */
export interface Delivery {
  readonly subscription: string
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
  /** How many attempts in a row have failed before. */
  readonly failures: number
  /** The time zone in which the reminders of floating times are due. */
  readonly zone: string
  /** The latest ones, at most one of each task, the earliest first. */
  readonly reminders: readonly Reminder[]
  /** How many further tasks have a reminder that is due. */
  readonly more: number
}

/** The reminders of one owner that one process may send now. */
export interface ReminderLease {
  readonly userId: string
  /** Until when no other process sends them. */
  readonly until: Date
  /** Reminders up to this instant are in it. */
  readonly upTo: Date
  readonly deliveries: readonly Delivery[]
}

/** What became of a delivery. A subscription is gone if its push service no longer knows it, or if it failed for too long. */
export type DeliveryResult =
  | { readonly outcome: 'sent' | 'gone' }
  | { readonly outcome: 'failed'; readonly retryAt: Date }

/**
 * Reminders that are due, for the program that sends them. Each is sent once, whatever number of processes there are: a process
 * takes a lease of the subscriptions first. Only if it is killed while it sends are its reminders sent again, after the lease.
 */
export interface ReminderStore {
  /**
   * Takes what is due for an owner. Settle it before the lease ends.
   * @param leaseMs how long the lease is, in milliseconds
   * @returns null if nothing is due any more, or another process has the lease
   */
  take(userId: string, leaseMs: number): Promise<ReminderLease | null>
  /** Records the results, by subscription, and computes when the owner's next reminder is due. */
  settle(lease: ReminderLease, results: ReadonlyMap<string, DeliveryResult>): Promise<void>
}

export const createReminderStore = (connections: Connections): ReminderStore => ({
  take: (userId, leaseMs) => asOwner(connections, ownerOf(userId), (transaction) => take(transaction, leaseMs)),
  settle: (lease, results) =>
    asOwner(connections, ownerOf(lease.userId), (transaction) => settle(transaction, lease, results)),
})

/** How many reminders are sent to one subscription at a time. Nobody reads more notifications than this. */
const mostAtOnce = 20

/** When an owner without reminders to come is looked at again: a change of a task wakes the program before. */
const idleMs = 30 * 24 * 60 * 60 * 1_000

async function take(transaction: OwnerTransaction, leaseMs: number): Promise<ReminderLease | null> {
  const { db, userId } = transaction
  // Rounded as `due_at` is. Otherwise a change could seem to be due in the future.
  const [time] = await db.$queryRaw<{ upTo: Date; until: Date }[]>`
    select now()::timestamptz(3) as "upTo",
      (now() + make_interval(secs => ${leaseMs}::float8 / 1000))::timestamptz(3) as until`
  if (time === undefined) throw new Error('The database did not say what time it is')
  const { upTo, until } = time
  // The row stays locked until the end, so that a change of a task comes entirely before or after.
  const isDue = { userId, kind: 'reminder', dueAt: { lte: upTo } }
  if ((await db.due.updateMany({ where: isDue, data: { dueAt: until } })).count === 0) return null
  const free = await freeSubscriptions(transaction, upTo)
  const due = free.length === 0 ? [] : await dueReminders(transaction, upTo)
  const deliveries = free.map((subscription) => deliveryOf(subscription, due))
  if (due.length === 0) {
    const moved = deliveries.filter(({ zone }, n) => zone !== free[n]?.remindedZone)
    for (const { subscription: id, zone } of moved)
      await db.pushSubscription.updateMany({ where: { userId, id }, data: { remindedUntil: upTo, remindedZone: zone } })
    await setNextReminder(transaction, upTo)
    return null
  }
  const ids = deliveries.map(({ subscription }) => subscription)
  await db.pushSubscription.updateMany({ where: { userId, id: { in: ids } }, data: { leasedUntil: until } })
  return { userId, until, upTo, deliveries }
}

interface FreeSubscription {
  readonly id: string
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
  readonly failures: number
  readonly remindedZone: string
  /** The time zone of the person, or else of the device. */
  readonly zone: string
}

/** Those that no process has a lease of, and that are not to be tried later. */
const freeSubscriptions = ({ db, userId }: OwnerTransaction, now: Date) => db.$queryRaw<FreeSubscription[]>`
  select s.id, s.endpoint, s.p256dh, s.auth, s.failures, s.reminded_zone as "remindedZone", ${zoneNow} as zone
  from push_subscription s left join preference on preference.user_id = ${userId}
  where s.user_id = ${userId} and (s.leased_until is null or s.leased_until <= ${now})
    and (s.retry_at is null or s.retry_at <= ${now})`

interface DueReminder {
  readonly subscription: string
  readonly id: string
  readonly title: string
  readonly at: Date
  /** How many tasks have a reminder that is due, for the subscription. */
  readonly total: number
}

/** The latest reminders that are due for each subscription, at most one of each task, the earliest first. */
const dueReminders = ({ db, userId }: OwnerTransaction, now: Date) => db.$queryRaw<DueReminder[]>`
  select subscription, id, title, at, total from (
    select subscription, id, title, max(at) as at, count(*) over (partition by subscription)::int as total,
      row_number() over (partition by subscription order by max(at) desc, id) as place
    from (${reminders(userId, Prisma.sql`s.id as subscription, task.id, task.title, moment.at`)}) as each_one
    where at <= ${now} group by subscription, id, title) as ranked
  where place <= ${mostAtOnce} order by at, id`

function deliveryOf(subscription: FreeSubscription, due: readonly DueReminder[]): Delivery {
  const { id, remindedZone: _, ...rest } = subscription
  const own = due.filter((reminder) => reminder.subscription === id)
  return {
    ...rest,
    subscription: id,
    reminders: own.map(({ id, title, at }) => ({ id, title, at: at.toISOString() })),
    more: (own[0]?.total ?? 0) - own.length,
  }
}

async function settle(
  transaction: OwnerTransaction,
  lease: ReminderLease,
  results: ReadonlyMap<string, DeliveryResult>,
): Promise<void> {
  const { db, userId } = transaction
  await db.$queryRaw`select kind from due where user_id = ${userId} and kind = 'reminder' for update`
  for (const { subscription: id, zone } of lease.deliveries) {
    // After the lease, another process may have it.
    const where = { userId, id, leasedUntil: lease.until }
    const result = results.get(id)
    if (result?.outcome === 'gone') await db.pushSubscription.deleteMany({ where })
    else await db.pushSubscription.updateMany({ where, data: { leasedUntil: null, ...changesOf(result, lease, zone) } })
  }
  await setNextReminder(transaction, lease.upTo)
}

function changesOf(result: DeliveryResult | undefined, { upTo }: ReminderLease, zone: string) {
  if (result === undefined) return {}
  return result.outcome === 'failed'
    ? { failures: { increment: 1 }, retryAt: result.retryAt }
    : { failures: 0, retryAt: null, remindedUntil: upTo, remindedZone: zone }
}

/** When a reminder is due next for any subscription, or may be tried again. Whoever calls it has the lock of what is due. */
async function setNextReminder(transaction: OwnerTransaction, now: Date): Promise<void> {
  const { db, userId } = transaction
  const [next] = await db.$queryRaw<{ at: Date | null }[]>`
    select min(at) as at from (
      ${reminders(userId, Prisma.sql`greatest(moment.at, s.retry_at, s.leased_until) as at`)}) as each_one`
  const isIdle = (await db.pushSubscription.count({ where: { userId } })) === 0
  await setDue(transaction, 'reminder', isIdle ? null : (next?.at ?? new Date(now.getTime() + idleMs)))
}
