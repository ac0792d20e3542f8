// domain: tasks
import webPush from 'web-push'
import type { Vapid } from '../src/reminders/push-sender.js'

/** A new VAPID key pair. */
export const createVapid = (): Vapid => ({ ...webPush.generateVAPIDKeys(), subject: 'mailto:operator@example.com' })
