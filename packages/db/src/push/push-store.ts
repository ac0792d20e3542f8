// domain: tasks
import { type Action, asAction } from '../changes/action.js'
import type { Connections } from '../connections.js'
import type { EraseRows } from '../domain.js'
import { refuseErased } from '../erasure.js'
import { StoreError } from '../errors.js'
import type { PushSubscription as Row } from '../generated/client.js'
import { asOwner } from '../owner-scope.js'
import type { NewPushSubscription, PushStore, PushSubscription } from './push.js'
import { wakeReminders } from './wake-reminders.js'

const what = 'push subscription'

/** The maximum number of subscriptions of one user. */
const most = 10

/** The store on a real database. Its changes are not logged: a subscription belongs to a browser, and is never restored. */
export function createPushStore(connections: Connections, publicKey: string | null): PushStore {
  return {
    publicKey,
    list: (owner) =>
      asOwner(connections, owner, async ({ db, userId }) =>
        (await db.pushSubscription.findMany({ where: { userId }, orderBy: { createdAt: 'desc' } })).map(toWire),
      ),
    subscribe: (owner, subscription) => asAction(connections, owner, (action) => subscribe(action, subscription)),
    unsubscribe: (owner, which) =>
      asOwner(
        connections,
        owner,
        async ({ db, userId }) => (await db.pushSubscription.deleteMany({ where: { userId, ...which } })).count,
      ),
  }
}

async function subscribe(action: Action, { id, endpoint, ...given }: NewPushSubscription): Promise<PushSubscription> {
  const { db, userId } = action
  await refuseErased(action)
  const now = new Date()
  const changes = { ...given, renewedAt: now, failures: 0, retryAt: null }
  await wakeReminders(action)
  const existing = await db.pushSubscription.updateManyAndReturn({ where: { userId, endpoint }, data: changes })
  if (existing[0] !== undefined) return toWire(existing[0])
  if ((await db.pushSubscription.count({ where: { userId } })) >= most) {
    throw new StoreError('QUOTA_EXCEEDED', { what, limit: most })
  }
  const begin = { createdAt: now, remindedUntil: now, remindedZone: given.timeZone }
  const data = [{ userId, id, endpoint, ...changes, ...begin }]
  const [created] = await db.pushSubscription.createManyAndReturn({ data })
  if (created === undefined) throw new Error('The subscription was not returned')
  return toWire(created)
}

const toWire = ({ id, endpoint, session, createdAt, renewedAt }: Row): PushSubscription => ({
  id,
  service: new URL(endpoint).host,
  session,
  createdAt: createdAt.toISOString(),
  renewedAt: renewedAt.toISOString(),
})

/** Permanently removes every subscription of the owner. */
export const erasePushSubscriptions: EraseRows = async ({ db, userId }) =>
  (await db.pushSubscription.deleteMany({ where: { userId } })).count
