import {
  address,
  baseUrl,
  between,
  count,
  headerName,
  host,
  httpUrl,
  listOf,
  logLevel,
  origin,
  parseEnv,
  plainText,
  port,
  postgresUrl,
  seconds,
} from '@ownlist/env'
import { z } from 'zod'

/**
 * The minimum for one process: one connection checks whether the database answers, one listens for changes, and one user
 * may use two of the others at a time.
 */
const leastConnections = 5
const usualConnections = 12

/** Every variable that the API reads, with its rule and an example. .env.example explains each of them. */
export const variables = z.object({
  DATABASE_URL: postgresUrl.meta({ example: 'postgresql://ownlist_api:password@db.example.com/ownlist_tasks' }),
  DATABASE_LISTEN_URL: postgresUrl
    .optional()
    .meta({ example: 'postgresql://ownlist_api:password@db.example.com/ownlist_tasks' }),
  DATABASE_CONNECTIONS: between(leastConnections, 10_000).optional().meta({ example: '22' }),
  WEB_URL: origin().default('http://localhost:3000').meta({ example: 'https://app.example.com' }),
  API_URL: baseUrl.default('http://localhost:4000').meta({ example: 'https://api.example.com' }),
  API_PORT: port.default(4000).meta({ example: '4000' }),
  API_HOST: host.default('127.0.0.1').meta({ example: '0.0.0.0' }),
  API_PROCESSES: between(1, 64).default(1).meta({ example: '2' }),
  AUTH_JWKS_URL: httpUrl.optional().meta({ example: 'https://app.example.com/api/auth/jwks' }),
  AUTH_REVOCATIONS_URL: z
    .union([z.literal('none'), httpUrl], 'must be none, or an https:// or http:// URL without credentials')
    .optional()
    .meta({ example: 'https://app.example.com/api/auth/revocations' }),
  AUTH_HTTP_HOSTS: listOf(host).default([]).meta({ example: 'web,auth.internal' }),
  AUTH_ISSUER: plainText.optional().meta({ example: 'https://app.example.com' }),
  AUTH_AUDIENCE: plainText.default('ownlist-api').meta({ example: 'ownlist-api' }),
  CORS_ORIGINS: listOf(origin('any')).optional().meta({ example: 'https://app.example.com,tauri://localhost' }),
  CORS_HEADERS: listOf(headerName).default([]).meta({ example: 'x-tenant,x-client' }),
  TRUSTED_PROXIES: listOf(address).default([]).meta({ example: '10.0.0.0/8,192.0.2.1' }),
  FORWARDED_HEADER: z
    .enum(['x-forwarded-for', 'forwarded'], 'must be x-forwarded-for or forwarded')
    .default('x-forwarded-for')
    .meta({ example: 'forwarded' }),
  KEEP_ALIVE_SECONDS: seconds.default(65).meta({ example: '65' }),
  RATE_LIMIT_CALLS: count.default(100).meta({ example: '100' }),
  RATE_LIMIT_REFUSALS: count.default(20).meta({ example: '20' }),
  // domain: tasks {
  VAPID_PUBLIC_KEY: z
    .string()
    .regex(/^B[\w-]{86}$/, 'must be 65 bytes in base64url')
    .optional()
    .meta({ example: `B${'A'.repeat(86)}` }),
  // domain: tasks }
  METRICS_PORT: port.optional().meta({ example: '9464' }),
  LOG_LEVEL: logLevel,
})

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** A host, in the form of `URL.hostname`. */
const hostnameOf = (name: string): string => new URL(`http://${name.includes(':') ? `[${name}]` : name}`).hostname

/**
 * Rules that involve several variables. Keys and revocations from the issuer decide whom the API trusts, so plain http
 * requires that the host is listed.
 */
const checked = variables.superRefine((env, context) => {
  const least = leastConnections * env.API_PROCESSES
  if (env.DATABASE_CONNECTIONS !== undefined && env.DATABASE_CONNECTIONS < least) {
    const message = `must be at least ${least}, ${leastConnections} for each process of API_PROCESSES`
    context.addIssue({ code: 'custom', path: ['DATABASE_CONNECTIONS'], message })
  }
  const httpHosts = new Set(env.AUTH_HTTP_HOSTS.map(hostnameOf))
  for (const name of ['AUTH_JWKS_URL', 'AUTH_REVOCATIONS_URL'] as const) {
    const url = env[name] ?? env.WEB_URL
    if (url === 'none' || !URL.canParse(url)) continue
    const { protocol, hostname } = new URL(url)
    if (protocol !== 'http:' || loopback.has(hostname) || httpHosts.has(hostname)) continue
    const message = `uses plain http, so the keys could be changed in transit. Use https, or, if the network is trusted, AUTH_HTTP_HOSTS=${hostname}`
    context.addIssue({ code: 'custom', path: [env[name] === undefined ? 'WEB_URL' : name], message })
  }
})

/** The API's settings. The only secret in them is the password of the database. */
export type Settings = ReturnType<typeof readSettings>

/** @throws {Error} that lists every missing or invalid variable */
export function readSettings(environment: Readonly<Record<string, string | undefined>> = process.env) {
  const env = parseEnv(checked, environment)
  const revocationsUrl = env.AUTH_REVOCATIONS_URL ?? `${env.WEB_URL}/api/auth/revocations`
  return {
    databaseUrl: env.DATABASE_URL,
    /** The database URL on which the processes announce changes to each other. It must be that of the server itself. */
    listenUrl: env.DATABASE_LISTEN_URL ?? env.DATABASE_URL,
    /** How many processes serve the API. */
    processes: env.API_PROCESSES,
    /** The maximum number of connections to the database that each process opens. */
    connections: Math.floor((env.DATABASE_CONNECTIONS ?? usualConnections * env.API_PROCESSES) / env.API_PROCESSES),
    host: env.API_HOST,
    port: env.API_PORT,
    pathPrefix: new URL(env.API_URL).pathname.replace(/\/$/, ''),
    jwksUrl: env.AUTH_JWKS_URL ?? `${env.WEB_URL}/api/auth/jwks`,
    revocationsUrl: revocationsUrl === 'none' ? null : revocationsUrl,
    /** Hosts that the keys may come from over plain http; undefined for this machine only. */
    httpHosts: env.AUTH_HTTP_HOSTS.length === 0 ? undefined : env.AUTH_HTTP_HOSTS.map(hostnameOf),
    issuer: env.AUTH_ISSUER ?? env.WEB_URL,
    audience: env.AUTH_AUDIENCE,
    cors: { origins: env.CORS_ORIGINS ?? [env.WEB_URL], headers: env.CORS_HEADERS },
    proxies: { trustedProxies: env.TRUSTED_PROXIES, forwardedHeader: env.FORWARDED_HEADER },
    keepAliveMs: env.KEEP_ALIVE_SECONDS * 1_000,
    limits: { calls: env.RATE_LIMIT_CALLS, refusals: env.RATE_LIMIT_REFUSALS },
    metricsPort: env.METRICS_PORT ?? null,
    // domain: tasks {
    /** The public key with which browsers subscribe to reminders; null if none are sent. */
    vapidPublicKey: env.VAPID_PUBLIC_KEY ?? null,
    // domain: tasks }
    logLevel: env.LOG_LEVEL,
  }
}
