import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { baseUrl, origin, parseEnv, plainText, port, postgresUrl } from '@ownlist/env'
import type { DatabaseUrls } from '@ownlist/postgres'
import { z } from 'zod'

/** The folder that contains package.json, apps and packages. */
export const root = fileURLToPath(new URL('../../..', import.meta.url))

const databaseUrl = postgresUrl.optional()
/** The port is part of the addresses that are printed, so the system cannot choose it. */
const listeningPort = port.refine((value) => value > 0, 'must be a port from 1 to 65535')

const variables = z.object({
  DATA_DIR: z.string().default('.data').meta({ example: '.data' }),
  DATABASE_URL: databaseUrl.meta({ example: 'postgresql://ownlist_api:password@db.example.com/ownlist_tasks' }),
  DATABASE_ADMIN_URL: databaseUrl.meta({ example: 'postgresql://ownlist_tasks:password@db.example.com/ownlist_tasks' }),
  AUTH_DATABASE_URL: databaseUrl.meta({ example: 'postgresql://ownlist_auth:password@db.example.com/ownlist_auth' }),
  DATABASE_BACKUP_URL: databaseUrl.meta({
    example: 'postgresql://ownlist_backup:password@db.example.com/ownlist_tasks',
  }),
  DATABASE_BACKGROUND_URL: databaseUrl.meta({
    example: 'postgresql://ownlist_background:password@db.example.com/ownlist_tasks',
  }),
  BETTER_AUTH_SECRET: z
    .string()
    .min(32, 'must have at least 32 characters')
    .optional()
    .meta({ example: '$(openssl rand -base64 32)' }),
  WEB_PORT: listeningPort.optional().meta({ example: '3000' }),
  API_PORT: listeningPort.optional().meta({ example: '4000' }),
  METRICS_PORT: port.optional().meta({ example: '9464' }),
  WEB_METRICS_PORT: port.optional().meta({ example: '9465' }),
  BACKGROUND_PORT: port.optional().meta({ example: '4001' }),
  WEB_URL: origin().optional().meta({ example: 'https://app.example.com' }),
  API_URL: baseUrl.optional().meta({ example: 'https://api.example.com' }),
  AUTH_ISSUER: plainText.optional().meta({ example: 'https://app.example.com' }),
  AUTH_AUDIENCE: plainText.default('ownlist-api').meta({ example: 'ownlist-api' }),
  INIT_CWD: z.string().optional().meta({ example: '/home/ada/ownlist' }),
})

/** Your own server requires all three. */
const databaseNames = ['DATABASE_URL', 'DATABASE_ADMIN_URL', 'AUTH_DATABASE_URL'] as const

const checked = variables.superRefine((env, context) => {
  const missing = databaseNames.filter((name) => env[name] === undefined)
  if (missing.length === databaseNames.length) return
  const message = `must be set: ${databaseNames.join(', ')} belong together. Set all three or none`
  for (const name of missing) context.addIssue({ code: 'custom', path: [name], message })
})

/** The settings of the local commands, from the environment and from `.env`, if that file exists. */
export type StackSettings = ReturnType<typeof readStackSettings>

/** @throws {Error} that lists every invalid variable */
export function readStackSettings(environment: Readonly<Record<string, string | undefined>> = readEnv()) {
  const env = parseEnv(checked, environment)
  const { DATABASE_URL, DATABASE_ADMIN_URL, AUTH_DATABASE_URL } = env
  const databases: DatabaseUrls | null =
    DATABASE_URL && DATABASE_ADMIN_URL && AUTH_DATABASE_URL
      ? { DATABASE_URL, DATABASE_ADMIN_URL, AUTH_DATABASE_URL, DATABASE_BACKGROUND_URL: env.DATABASE_BACKGROUND_URL }
      : null
  const [webPort, apiPort] = [env.WEB_PORT ?? portOf(env.WEB_URL, 3000), env.API_PORT ?? portOf(env.API_URL, 4000)]
  return {
    /** Absolute. */
    dataDir: resolve(root, env.DATA_DIR),
    /** Your own server; null for the embedded one. */
    databases,
    /** The URL of a role on that server that may read every row, for `pnpm backup`. */
    backupUrl: env.DATABASE_BACKUP_URL ?? null,
    betterAuthSecret: env.BETTER_AUTH_SECRET,
    webPort,
    apiPort,
    /** The ports of both apps' metrics that are set, by variable. */
    metricsPorts: { METRICS_PORT: env.METRICS_PORT, WEB_METRICS_PORT: env.WEB_METRICS_PORT },
    /** Where the background program serves `/healthz` and `/readyz`; undefined to serve nothing. */
    backgroundPort: env.BACKGROUND_PORT,
    authIssuer: env.AUTH_ISSUER,
    authAudience: env.AUTH_AUDIENCE,
    /** The folder in which the command was typed, which relative paths refer to; pnpm runs scripts in the root folder. */
    callerDir: env.INIT_CWD ?? process.cwd(),
    webUrl: env.WEB_URL ?? `http://localhost:${webPort}`,
    apiUrl: env.API_URL ?? `http://localhost:${apiPort}`,
  }
}

/** The environment that the apps inherit: this process's own, then `.env`. */
export function readEnv(): NodeJS.ProcessEnv {
  const file = join(root, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
  return process.env
}

function portOf(url: string | undefined, otherwise: number): number {
  const stated = url === undefined ? '' : new URL(url).port
  return stated === '' ? otherwise : Number(stated)
}
