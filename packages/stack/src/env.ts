import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { baseUrl, origin, parseEnv, plainText, port, postgresUrl } from '@ownlist/env'
import type { DatabaseUrls } from '@ownlist/postgres'
import { z } from 'zod'

/** The folder that holds package.json, apps and packages. */
export const root = fileURLToPath(new URL('../../..', import.meta.url))

const databaseUrl = postgresUrl.optional()
/** The addresses that are printed hold the port, so the system cannot choose it. */
const listeningPort = port.refine((value) => value > 0, 'must be a port from 1 to 65535')

const variables = z.object({
  DATA_DIR: z.string().default('.data').meta({ example: '.data' }),
  DATABASE_URL: databaseUrl.meta({ example: 'postgresql://ownlist_api:password@db.example.com/ownlist_tasks' }),
  DATABASE_ADMIN_URL: databaseUrl.meta({ example: 'postgresql://ownlist_tasks:password@db.example.com/ownlist_tasks' }),
  AUTH_DATABASE_URL: databaseUrl.meta({ example: 'postgresql://ownlist_auth:password@db.example.com/ownlist_auth' }),
  DATABASE_BACKUP_URL: databaseUrl.meta({
    example: 'postgresql://ownlist_backup:password@db.example.com/ownlist_tasks',
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
  WEB_URL: origin().optional().meta({ example: 'https://app.example.com' }),
  API_URL: baseUrl.optional().meta({ example: 'https://api.example.com' }),
  AUTH_ISSUER: plainText.optional().meta({ example: 'https://app.example.com' }),
  AUTH_AUDIENCE: plainText.default('ownlist-api').meta({ example: 'ownlist-api' }),
  INIT_CWD: z.string().optional().meta({ example: '/home/ada/ownlist' }),
})

/** A server of one's own takes all three. */
const databaseNames = ['DATABASE_URL', 'DATABASE_ADMIN_URL', 'AUTH_DATABASE_URL'] as const

const checked = variables.superRefine((env, context) => {
  const missing = databaseNames.filter((name) => env[name] === undefined)
  if (missing.length === databaseNames.length) return
  const message = `must be set, too: ${databaseNames.join(', ')} go together, set all three, or none`
  for (const name of missing) context.addIssue({ code: 'custom', path: [name], message })
})

/** What the local commands are told by the environment and by `.env`, where that file exists. */
export type StackSettings = ReturnType<typeof readStackSettings>

/** @throws {Error} that lists every variable that is wrong */
export function readStackSettings(environment: Readonly<Record<string, string | undefined>> = readEnv()) {
  const env = parseEnv(checked, environment)
  const { DATABASE_URL, DATABASE_ADMIN_URL, AUTH_DATABASE_URL } = env
  const databases: DatabaseUrls | null =
    DATABASE_URL && DATABASE_ADMIN_URL && AUTH_DATABASE_URL
      ? { DATABASE_URL, DATABASE_ADMIN_URL, AUTH_DATABASE_URL }
      : null
  const [webPort, apiPort] = [env.WEB_PORT ?? portOf(env.WEB_URL, 3000), env.API_PORT ?? portOf(env.API_URL, 4000)]
  return {
    /** Absolute. */
    dataDir: resolve(root, env.DATA_DIR),
    /** A server of one's own; null for the embedded one. */
    databases,
    /** Of a role on that server that may read every row, for `pnpm backup`. */
    backupUrl: env.DATABASE_BACKUP_URL ?? null,
    betterAuthSecret: env.BETTER_AUTH_SECRET,
    webPort,
    apiPort,
    /** Of both apps' metrics, by variable; those that are set. */
    metricsPorts: { METRICS_PORT: env.METRICS_PORT, WEB_METRICS_PORT: env.WEB_METRICS_PORT },
    authIssuer: env.AUTH_ISSUER,
    authAudience: env.AUTH_AUDIENCE,
    /** Where the command was typed, in which its relative paths are meant; pnpm runs scripts at the root. */
    callerDir: env.INIT_CWD ?? process.cwd(),
    webUrl: env.WEB_URL ?? `http://localhost:${webPort}`,
    apiUrl: env.API_URL ?? `http://localhost:${apiPort}`,
  }
}

/** The environment the apps inherit: this process's own, then `.env`. */
export function readEnv(): NodeJS.ProcessEnv {
  const file = join(root, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
  return process.env
}

function portOf(url: string | undefined, otherwise: number): number {
  const stated = url === undefined ? '' : new URL(url).port
  return stated === '' ? otherwise : Number(stated)
}
