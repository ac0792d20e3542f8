import { host, listOf, logLevel, parseEnv, port, postgresUrl } from '@ownlist/env'
import { z } from 'zod'

/** Every variable of the background program, with its rule and an example. .env.example explains each of them. */
const variables = z.object({
  DATABASE_BACKGROUND_URL: postgresUrl.meta({
    example: 'postgresql://ownlist_background:password@db.example.com/ownlist_tasks',
  }),
  DATABASE_URL: postgresUrl.meta({ example: 'postgresql://ownlist_api:password@db.example.com/ownlist_tasks' }),
  BACKGROUND_PORT: port.optional().meta({ example: '4001' }),
  BACKGROUND_HOST: host.default('127.0.0.1').meta({ example: '0.0.0.0' }),
  // domain: tasks {
  // A key pair on the curve P-256 (RFC 8292).
  VAPID_PUBLIC_KEY: z
    .string()
    .regex(/^B[\w-]{86}$/, 'must be 65 bytes in base64url')
    .optional()
    .meta({ example: `B${'A'.repeat(86)}` }),
  VAPID_PRIVATE_KEY: z
    .string()
    .regex(/^[\w-]{43}$/, 'must be 32 bytes in base64url')
    .optional()
    .meta({ example: 'A'.repeat(43) }),
  VAPID_SUBJECT: z
    .string()
    .regex(/^(https:\/\/|mailto:)\S+$/, 'must be an https:// or mailto: URL')
    .optional()
    .meta({ example: 'mailto:operator@example.com' }),
  PUSH_PRIVATE_HOSTS: listOf(host).default([]).meta({ example: 'push.internal' }),
  // domain: tasks }
  LOG_LEVEL: logLevel,
})

// domain: tasks {
const vapidNames = ['VAPID_PUBLIC_KEY', 'VAPID_PRIVATE_KEY', 'VAPID_SUBJECT'] as const
// domain: tasks }

const checked = variables.superRefine((env, context) => {
  if (env.DATABASE_BACKGROUND_URL === env.DATABASE_URL) {
    const message = 'must name a different role than DATABASE_URL'
    context.addIssue({ code: 'custom', path: ['DATABASE_BACKGROUND_URL'], message })
  }
  // domain: tasks {
  const missing = vapidNames.filter((name) => env[name] === undefined)
  if (missing.length === vapidNames.length) return
  const message = `must be set: ${vapidNames.join(', ')} belong together. Set all three or none`
  for (const name of missing) context.addIssue({ code: 'custom', path: [name], message })
  // domain: tasks }
})

/** The background program's settings. */
export type Settings = ReturnType<typeof readSettings>

/** @throws {Error} that lists every missing or invalid variable */
export function readSettings(environment: Readonly<Record<string, string | undefined>> = process.env) {
  const env = parseEnv(checked, environment)
  // domain: tasks {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT: subject } = env
  // domain: tasks }
  return {
    dueUrl: env.DATABASE_BACKGROUND_URL,
    databaseUrl: env.DATABASE_URL,
    /** Where to serve `/healthz` and `/readyz`; null to serve nothing. */
    listen: env.BACKGROUND_PORT === undefined ? null : { port: env.BACKGROUND_PORT, host: env.BACKGROUND_HOST },
    // domain: tasks {
    /** Null if no reminders are sent. */
    vapid: publicKey && privateKey && subject ? { publicKey, privateKey, subject } : null,
    /** Hosts of push services that may be in a private network. */
    privateHosts: env.PUSH_PRIVATE_HOSTS,
    // domain: tasks }
    logLevel: env.LOG_LEVEL,
  }
}
