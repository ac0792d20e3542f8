import { isIP } from 'node:net'
import {
  address,
  baseUrl,
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
  smtpUrl,
} from '@ownlist/env'
import { z } from 'zod'

/** Sign-in providers. */
export type OAuthProvider = 'github' | 'google'

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** `address@host`, alone or after a name, as in `Name <address@host>`. */
const sender = z
  .string()
  .regex(
    /^(?:[^<>\p{Cc}]+<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u,
    'must be an e-mail address, or a name and an address in <>',
  )

/** Every variable that the web app reads, with its rule and an example. .env.example explains each of them. */
export const variables = z.object({
  AUTH_DATABASE_URL: postgresUrl.meta({ example: 'postgresql://ownlist_auth:password@db.example.com/ownlist_auth' }),
  BETTER_AUTH_SECRET: z
    .string()
    .min(32, 'must have at least 32 characters')
    .meta({ example: '$(openssl rand -base64 32)' }),
  WEB_URL: origin().default('http://localhost:3000').meta({ example: 'https://app.example.com' }),
  API_URL: baseUrl.default('http://localhost:4000').meta({ example: 'https://api.example.com' }),
  API_INTERNAL_URL: httpUrl.optional().meta({ example: 'http://api:4000' }),
  AUTH_ISSUER: plainText.optional().meta({ example: 'https://app.example.com' }),
  AUTH_AUDIENCE: plainText.default('ownlist-api').meta({ example: 'ownlist-api' }),
  WEB_CORS_ORIGINS: listOf(origin('any')).default([]).meta({ example: 'https://admin.example.com,tauri://localhost' }),
  COOKIE_DOMAIN: host.optional().meta({ example: 'example.com' }),
  SMTP_URL: smtpUrl.optional().meta({ example: 'smtp://user:password@mail.example.com:587' }),
  MAIL_FROM: sender.optional().meta({ example: 'Ownlist <no-reply@app.example.com>' }),
  GITHUB_CLIENT_ID: plainText.optional().meta({ example: 'the-client-id' }),
  GITHUB_CLIENT_SECRET: plainText.optional().meta({ example: 'the-client-secret' }),
  GOOGLE_CLIENT_ID: plainText.optional().meta({ example: 'the-client-id.apps.googleusercontent.com' }),
  GOOGLE_CLIENT_SECRET: plainText.optional().meta({ example: 'the-client-secret' }),
  HOSTNAME: host.default('localhost').meta({ example: '0.0.0.0' }),
  WEB_METRICS_PORT: port.optional().meta({ example: '9465' }),
  KEEP_ALIVE_SECONDS: seconds.default(65).meta({ example: '65' }),
  TRUSTED_PROXIES: listOf(address).default([]).meta({ example: '10.0.0.0/8,192.0.2.1' }),
  FORWARDED_HEADER: z
    .enum(['x-forwarded-for', 'forwarded'], 'must be x-forwarded-for or forwarded')
    .default('x-forwarded-for')
    .meta({ example: 'forwarded' }),
  LOG_LEVEL: logLevel,
})

/**
 * Browsers reject a cookie for a domain that its server does not belong to. An IP address and a name without a dot have
 * no subdomains.
 */
function faultOfDomain(domain: string, hostname: string): string | null {
  if (isIP(domain) !== 0 || !domain.includes('.')) return 'must be a domain of two parts or more'
  if (hostname === domain || hostname.endsWith(`.${domain}`)) return null
  return `must be the host of WEB_URL (${hostname}) or a domain above it`
}

/** Rules between two variables. A provider needs both of its variables, so one alone is a mistake. */
const checked = variables.superRefine((env, context) => {
  const fault =
    env.COOKIE_DOMAIN && URL.canParse(env.WEB_URL) && faultOfDomain(env.COOKIE_DOMAIN, new URL(env.WEB_URL).hostname)
  if (fault) context.addIssue({ code: 'custom', path: ['COOKIE_DOMAIN'], message: fault })
  for (const provider of ['GITHUB', 'GOOGLE'] as const) {
    const [id, secret] = [`${provider}_CLIENT_ID`, `${provider}_CLIENT_SECRET`] as const
    if ((env[id] === undefined) === (env[secret] === undefined)) continue
    const [missing, given] = env[id] === undefined ? [id, secret] : [secret, id]
    context.addIssue({ code: 'custom', path: [missing], message: `must be set together with ${given}` })
  }
})

const credentials = (provider: OAuthProvider, clientId?: string, clientSecret?: string) =>
  clientId && clientSecret ? { [provider]: { clientId, clientSecret } } : {}

/** The web app's settings. */
export type Settings = ReturnType<typeof parseSettings>

let settings: Settings | undefined

/**
 * Read on first use, since a build has no environment.
 * @throws {Error} that lists every invalid variable
 */
export function readSettings(): Settings {
  settings ??= parseSettings(process.env)
  return settings
}

/** @throws {Error} that lists every invalid variable */
export function parseSettings(environment: Readonly<Record<string, string | undefined>>) {
  const env = parseEnv(checked, environment)
  return {
    authDatabaseUrl: env.AUTH_DATABASE_URL,
    secret: env.BETTER_AUTH_SECRET,
    webUrl: env.WEB_URL,
    /** The API's address for browsers. */
    apiUrl: env.API_URL,
    /** The API's address for this server. */
    apiInternalUrl: env.API_INTERNAL_URL ?? env.API_URL,
    issuer: env.AUTH_ISSUER ?? env.WEB_URL,
    audience: env.AUTH_AUDIENCE,
    /** The host that Next.js and the metrics listen on. */
    host: env.HOSTNAME,
    /** Null for no metrics. */
    metricsPort: env.WEB_METRICS_PORT ?? null,
    /** Other origins whose pages may obtain the tokens of a signed-in user. */
    corsOrigins: env.WEB_CORS_ORIGINS.filter((origin) => origin !== env.WEB_URL),
    /** The domain whose subdomains all receive the session cookie; null for this host only. */
    cookieDomain: env.COOKIE_DOMAIN ?? null,
    /** Null for none. */
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM ?? `Ownlist <no-reply@${new URL(env.WEB_URL).hostname}>`,
    /** Whether the app is reachable from this machine only. */
    isLocal: loopback.has(new URL(env.WEB_URL).hostname),
    oauth: {
      ...credentials('github', env.GITHUB_CLIENT_ID, env.GITHUB_CLIENT_SECRET),
      ...credentials('google', env.GOOGLE_CLIENT_ID, env.GOOGLE_CLIENT_SECRET),
    },
    keepAliveMs: env.KEEP_ALIVE_SECONDS * 1_000,
    logLevel: env.LOG_LEVEL,
    proxies: { trustedProxies: env.TRUSTED_PROXIES, forwardedHeader: env.FORWARDED_HEADER },
  }
}
