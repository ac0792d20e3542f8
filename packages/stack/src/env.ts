import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DatabaseUrls } from '@ownlist/postgres'
import { z } from 'zod'

/** The folder that holds package.json, apps and packages. */
export const root = fileURLToPath(new URL('../../..', import.meta.url))

const port = z.coerce.number().int().min(1).max(65_535)
const databaseUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// URL' }).optional()

const schema = z
  .object({
    DATA_DIR: z.string().default('.data'),
    DATABASE_URL: databaseUrl,
    DATABASE_ADMIN_URL: databaseUrl,
    AUTH_DATABASE_URL: databaseUrl,
    DATABASE_BACKUP_URL: databaseUrl,
    BETTER_AUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
    WEB_PORT: port.optional(),
    API_PORT: port.optional(),
    WEB_URL: z.url().optional(),
    API_URL: z.url().optional(),
    AUTH_ISSUER: z.string().optional(),
    AUTH_AUDIENCE: z.string().default('ownlist-api'),
    INIT_CWD: z.string().optional(),
  })
  .transform((env, context) => {
    const { DATABASE_URL, DATABASE_ADMIN_URL, AUTH_DATABASE_URL } = env
    const given = [DATABASE_URL, DATABASE_ADMIN_URL, AUTH_DATABASE_URL].filter((url) => url !== undefined)
    if (given.length === 1 || given.length === 2) {
      context.addIssue('DATABASE_URL, DATABASE_ADMIN_URL and AUTH_DATABASE_URL go together: set all three, or none')
    }
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
      authIssuer: env.AUTH_ISSUER,
      authAudience: env.AUTH_AUDIENCE,
      /** Where the command was typed, in which its relative paths are meant; pnpm runs scripts at the root. */
      callerDir: env.INIT_CWD ?? process.cwd(),
      webUrl: env.WEB_URL ?? `http://localhost:${webPort}`,
      apiUrl: env.API_URL ?? `http://localhost:${apiPort}`,
    }
  })

/** What the local commands are told by the environment and by `.env`, where that file exists. */
export type StackSettings = z.output<typeof schema>

/** @throws {Error} that lists every variable that is wrong */
export function readStackSettings(env: Readonly<Record<string, string | undefined>> = readEnv()): StackSettings {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const { success, data, error } = schema.safeParse(set)
  if (success) return data
  const faults = error.issues.map(({ path, message }) => `  ${[...path, message].join(': ')}`)
  throw new Error(`The environment is not right:\n${faults.join('\n')}`)
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
