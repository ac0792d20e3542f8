import { z } from 'zod'

/** Who else may vouch for a person. */
export type OAuthProvider = 'github' | 'google'

const origin = z.url({ protocol: /^https?$/ }).refine((url) => new URL(url).origin === url, {
  message: 'must be an origin such as https://app.example.com: no path, no slash at the end',
})

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** An OAuth provider counts as configured once both its variables are set. */
const credentials = (provider: OAuthProvider, clientId?: string, clientSecret?: string) =>
  clientId && clientSecret ? { [provider]: { clientId, clientSecret } } : {}

const list = z.string().transform((value) => value.split(',').map((item) => item.trim()))

const schema = z
  .object({
    AUTH_DATABASE_URL: z.url({
      protocol: /^postgres(ql)?$/,
      error: 'must be a postgresql:// URL of the auth database',
    }),
    BETTER_AUTH_SECRET: z.string('must be set: `openssl rand -base64 32` makes one').min(32),
    WEB_URL: origin.default('http://localhost:3000'),
    API_URL: origin.default('http://localhost:4000'),
    AUTH_ISSUER: z.string().min(1).optional(),
    SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// URL' }).optional(),
    MAIL_FROM: z.string().min(3).optional(),
    GITHUB_CLIENT_ID: z.string().optional(),
    GITHUB_CLIENT_SECRET: z.string().optional(),
    GOOGLE_CLIENT_ID: z.string().optional(),
    GOOGLE_CLIENT_SECRET: z.string().optional(),
    TRUSTED_PROXIES: list.pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]))).default([]),
    FORWARDED_HEADER: z.enum(['x-forwarded-for', 'forwarded']).default('x-forwarded-for'),
    AUTH_AUDIENCE: z.string().min(1).default('ownlist-api'),
  })
  .transform((env) => ({
    authDatabaseUrl: env.AUTH_DATABASE_URL,
    secret: env.BETTER_AUTH_SECRET,
    webUrl: env.WEB_URL,
    apiUrl: env.API_URL,
    issuer: env.AUTH_ISSUER ?? env.WEB_URL,
    /** Null for none. */
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM ?? `Ownlist <no-reply@${new URL(env.WEB_URL).hostname}>`,
    /** Whether only this machine can reach the app. */
    isLocal: loopback.has(new URL(env.WEB_URL).hostname),
    oauth: {
      ...credentials('github', env.GITHUB_CLIENT_ID, env.GITHUB_CLIENT_SECRET),
      ...credentials('google', env.GOOGLE_CLIENT_ID, env.GOOGLE_CLIENT_SECRET),
    },
    proxies: { trustedProxies: env.TRUSTED_PROXIES, forwardedHeader: env.FORWARDED_HEADER },
    audience: env.AUTH_AUDIENCE,
  }))

/** What the web app is told by its environment; .env.example explains each variable. */
export type Settings = z.output<typeof schema>

let settings: Settings | undefined

/** Read when first needed, since a build has no environment. @throws {Error} that lists every variable that is wrong */
export function readSettings(): Settings {
  settings ??= parseSettings(process.env)
  return settings
}

/** @throws {Error} that lists every variable that is wrong */
export function parseSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const { success, data, error } = schema.safeParse(set)
  if (success) return data
  const faults = error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`)
  throw new Error(`The environment is not right:\n${faults.join('\n')}`)
}
