// domain: tasks
import type { BackgroundDatabase } from '@ownlist/db'
import type { Logger } from '@ownlist/http'
import type { Settings } from '../env.js'
import type { Work } from '../worker.js'
import { createPushSender } from './push-sender.js'
import { createRemind } from './remind.js'

interface RemindingParts {
  readonly database: Pick<BackgroundDatabase, 'reminders'>
  readonly log: Logger
}

/** The work for reminders. Without keys for Web Push, there is none, which is logged. */
export function reminding(
  { vapid, privateHosts }: Settings,
  { database: { reminders }, log }: RemindingParts,
): Pick<Work, 'reminder'> | Record<string, never> {
  if (vapid !== null) return { reminder: createRemind({ reminders, send: createPushSender(vapid, privateHosts), log }) }
  log.warn('reminders are off, because VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY and VAPID_SUBJECT are not set')
  return {}
}
