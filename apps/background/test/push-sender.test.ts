// domain: tasks
import { expect, test } from 'vitest'
import { createPushSender } from '../src/reminders/push-sender.js'
import { createBrowserKeys } from './push-service.js'
import { createVapid } from './vapid.js'

const keys = createBrowserKeys()
const send = (endpoint: string) => createPushSender(createVapid())({ endpoint, ...keys, payload: '{}', topic: 'a' })

test.each([
  'https://127.0.0.1/push',
  'https://2130706433/push',
  'https://10.0.0.1/push',
  'https://169.254.169.254/latest/meta-data',
  'https://[::1]/push',
  'https://[::ffff:192.168.1.1]/push',
  'https://8.8.8.8/push',
  'https://localhost/push',
])('nothing is sent to %s, which is not a public host', async (endpoint) => {
  expect(await send(endpoint)).toEqual({ outcome: 'later', reason: 'PrivateAddressError', afterMs: null })
})
