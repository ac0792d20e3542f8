// domain: tasks
import type { Delivery, DeliveryResult, DueWork, ReminderStore } from '@ownlist/db'
import type { Logger } from '@ownlist/http'
import { payloadOf, topicOf } from './payload.js'
import type { PushAnswer, PushSender } from './push-sender.js'

interface RemindParts {
  readonly reminders: ReminderStore
  readonly send: PushSender
  readonly log: Pick<Logger, 'info' | 'warn'>
  /** The time limit for the reminders of one owner in this process, in milliseconds; 2 minutes by default. */
  readonly leaseMs?: number
}

/** After this many failures in a row, which take three days, a subscription is removed. */
const mostFailures = 76
const [shortestWait, longestWait] = [60_000, 60 * 60 * 1_000]

/** Sends what is due to every subscription of an owner. */
export const createRemind =
  ({ reminders, send, log, leaseMs = 120_000 }: RemindParts) =>
  async ({ userId }: DueWork): Promise<void> => {
    const lease = await reminders.take(userId, leaseMs)
    if (lease === null) return
    // What could not be sent in half of the lease is sent later, so that the results are recorded before the lease ends.
    const deadline = Date.now() + leaseMs / 2
    const results = await Promise.all(
      lease.deliveries.map(async (delivery) => {
        const result = await deliver(delivery, send, deadline)
        if (result.reason !== null)
          log.warn({ reason: result.reason, ...result.result }, 'a push service did not take a reminder')
        return [delivery.subscription, result.result] as const
      }),
    )
    await reminders.settle(lease, new Map(results))
    log.info({ sent: results.filter(([, { outcome }]) => outcome === 'sent').length }, 'reminders')
  }

interface Delivered {
  readonly result: DeliveryResult
  /** The reason of the failure; null if there is none. */
  readonly reason: string | null
}

/** One after another, so that the latest is shown last. */
async function deliver(delivery: Delivery, send: PushSender, deadline: number): Promise<Delivered> {
  const { endpoint, p256dh, auth, reminders, more } = delivery
  let reason: string | null = null
  for (const [n, reminder] of reminders.entries()) {
    if (Date.now() > deadline) return { result: failed(delivery, null), reason: 'it took too long' }
    const payload = JSON.stringify(payloadOf(reminder, n === reminders.length - 1 ? more : 0))
    const answer: PushAnswer = await send({ endpoint, p256dh, auth, payload, topic: topicOf(reminder) })
    if (answer.outcome === 'gone') return { result: { outcome: 'gone' }, reason: null }
    if (answer.outcome === 'later') return { result: failed(delivery, answer.afterMs), reason: answer.reason }
    if (answer.outcome === 'refused') reason = answer.reason
  }
  return { result: { outcome: 'sent' }, reason }
}

function failed({ failures }: Delivery, afterMs: number | null): DeliveryResult {
  if (failures >= mostFailures) return { outcome: 'gone' }
  const waitMs = Math.min(Math.max(shortestWait * 2 ** failures, afterMs ?? 0), longestWait)
  return { outcome: 'failed', retryAt: new Date(Date.now() + waitMs) }
}
