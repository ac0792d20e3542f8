// domain: tasks
import type { PushSubscription } from '@ownlist/db'
import { z } from 'zod'
import { compiled } from '../compiled.js'
import { componentNames } from '../component-names.js'
import { exampleId, id, writtenAt } from '../fields.js'
import { zone } from '../model-fields.js'

/**
 * Host names that do not exist in public, or that belong to the network of the program that sends (RFC 6761, RFC 6762, RFC
 * 8375).
 */
const privateNames = /(^|\.)(localhost|local|internal|lan|home\.arpa|test|invalid|example|onion)$/

/**
 * Whether a URL could be that of a push service: https, with a host name that is not obviously private. Whether the name
 * leads to a public address is checked when something is sent.
 */
function isPushAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  const isName = /[a-z][a-z\d-]*$/.test(hostname) && hostname.includes('.') && !privateNames.test(hostname)
  return protocol === 'https:' && isName && username === '' && password === ''
}

const endpoint = z
  .string()
  .max(2_000)
  .refine(isPushAddress, 'must be an https:// URL of a public push service')
  .describe('The address at which the browser’s push service accepts messages.')

/** Bytes in base64url, without `=` at the end. */
const bytes = (length: number) =>
  z
    .string()
    .regex(/^[\w-]+$/, 'must be base64url')
    .refine((text) => Buffer.from(text, 'base64url').length === length, `must be ${length} bytes in base64url`)

const exampleEndpoint = 'https://push.example.net/send/1234'
const [exampleKey, exampleSecret] = [`B${'A'.repeat(86)}`, 'A'.repeat(22)]

export const newPushSubscription = compiled(
  z
    .strictObject({
      endpoint,
      keys: z.strictObject({
        p256dh: bytes(65).describe('The public key of the browser, uncompressed.'),
        auth: bytes(16).describe('The secret that the browser shares with the sender.'),
      }),
      timeZone: zone.describe('The time zone of the device. It is used if the user has chosen none.'),
    })
    .meta({
      description: 'What `PushSubscription.toJSON()` of a browser has, without its expiration, and the time zone.',
      examples: [
        { endpoint: exampleEndpoint, keys: { p256dh: exampleKey, auth: exampleSecret }, timeZone: 'Europe/Berlin' },
      ],
    }),
)

export const pushRef = compiled(
  z
    .strictObject({
      id: id.optional().describe('The subscription to remove.'),
      session: z
        .string()
        .max(200)
        .optional()
        .describe('Instead of `id`: removes the subscriptions of this session, for example when it ends.'),
    })
    .refine((which) => (which.id === undefined) !== (which.session === undefined), 'must have either id or session')
    .meta({ examples: [{ id: exampleId }] }),
)

const subscription = z
  .strictObject({
    id: z.string(),
    service: z.string().describe('The host of the push service.'),
    session: z.string().nullable().describe('The session that created it; null if the token named none.'),
    createdAt: writtenAt,
    renewedAt: writtenAt.describe('When the browser last confirmed it.'),
  } satisfies Record<keyof PushSubscription, z.ZodType>)
  .meta({ description: 'A browser or an app that shows reminders. Its keys are never returned.' })
  .register(componentNames, { name: 'PushSubscription' })

export const pushSubscription = compiled(subscription)

export const pushSubscriptions = compiled(
  z
    .strictObject({
      publicKey: z
        .string()
        .nullable()
        .describe(
          'The `applicationServerKey` to subscribe with, in base64url; null if this server sends no reminders.',
        ),
      items: z.array(subscription),
    })
    .register(componentNames, { name: 'PushSubscriptions' }),
)
