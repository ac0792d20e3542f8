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
  /** When it was due, in the form of the API. */
  readonly at: string
}

/** A subscription, and the reminders to send to it. */
export interface Delivery {
  readonly subscription: string
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
  /** The number of failed attempts in a row before this one. */
  readonly failures: number
  /** The time zone for reminders of times without a zone. */
  readonly zone: string
  /** The latest reminders, at most one for each task, earliest first. */
  readonly reminders: readonly Reminder[]
  /** How many more tasks have a due reminder. */
  readonly more: number
}

/** The reminders of one owner that one process may send now. */
export interface ReminderLease {
  readonly userId: string
  /** Until this time, no other process sends them. */
  readonly until: Date
  /** Reminders up to this instant are included. */
  readonly upTo: Date
  readonly deliveries: readonly Delivery[]
}

/** The result of a delivery. A subscription is gone if its push service no longer knows it, or if it has failed for too long. */
export type DeliveryResult =
  | { readonly outcome: 'sent' | 'gone' }
  | { readonly outcome: 'failed'; readonly retryAt: Date }

/**
 * Due reminders, for the program that sends them. Each is sent only once, however many processes there are, because a
 * process first takes a lease of the subscriptions. Only if a process is killed while it sends, its reminders are sent
 * again after the lease.
 */
export interface ReminderStore {
  /**
   * Takes the due reminders of an owner. Settle them before the lease ends.
   * @param leaseMs the duration of the lease, in milliseconds
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

/** The maximum number of reminders that are sent to one subscription at a time. Nobody reads more notifications than this. */
const mostAtOnce = 20

/** When to check an owner without future reminders again. If a task changes before that, the change wakes the program. */
const idleMs = 30 * 24 * 60 * 60 * 1_000

async function take(transaction: OwnerTransaction, leaseMs: number): Promise<ReminderLease | null> {
  const { db, userId } = transaction
  // Rounded like `due_at`. Otherwise, a change could seem to be due in the future.
  const [{ upTo, until }] = await db.$queryRaw<[{ upTo: Date; until: Date }]>`
    select now()::timestamptz(3) as "upTo",
      (now() + make_interval(secs => ${leaseMs}::float8 / 1000))::timestamptz(3) as until`
  // The row stays locked until the end, so a change of a task happens entirely before or entirely after this.
  const isDue = { userId, kind: 'reminder', dueAt: { lte: upTo } }
  if ((await db.due.updateMany({ where: isDue, data: { dueAt: until } })).count === 0) return null
  const free = await freeSubscriptions(transaction, upTo)
  const due = free.length === 0 ? [] : await dueReminders(transaction, upTo)
  if (due.length === 0) {
    const moved = free.filter(({ zone, remindedZone }) => zone !== remindedZone)
    for (const { id, zone } of moved)
      await db.pushSubscription.updateMany({ where: { userId, id }, data: { remindedUntil: upTo, remindedZone: zone } })
    await setNextReminder(transaction, upTo)
    return null
  }
  const deliveries = free.map((subscription) => deliveryOf(subscription, due))
  const ids = free.map(({ id }) => id)
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

/** Subscriptions without a lease that do not have to wait for another attempt. */
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
  /** The number of tasks with a due reminder for the subscription. */
  readonly total: number
}

/** The latest due reminders for each subscription, at most one for each task, earliest first. */
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
    // After the lease, another process may have taken it.
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

/**
 * When the next reminder is due for any subscription, or may be tried again. The caller must have the lock of the row in
 * `due`.
 */
async function setNextReminder(transaction: OwnerTransaction, now: Date): Promise<void> {
  const { db, userId } = transaction
  const [{ at }] = await db.$queryRaw<[{ at: Date | null }]>`
    select min(at) as at from (
      ${reminders(userId, Prisma.sql`greatest(moment.at, s.retry_at, s.leased_until) as at`)}) as each_one`
  const isIdle = (await db.pushSubscription.count({ where: { userId } })) === 0
  await setDue(transaction, 'reminder', isIdle ? null : (at ?? new Date(now.getTime() + idleMs)))
}
