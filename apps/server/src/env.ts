import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65_535)
const origin = z.url({ protocol: /^https?$/ }).refine((url) => new URL(url).origin === url, {
  message: 'must be an origin such as https://app.example.com: no path, no slash at the end',
})
const list = z.string().transform((value) => value.split(',').map((item) => item.trim()))

const schema = z
  .object({
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// URL of the restricted role' }),
    WEB_URL: origin.default('http://localhost:3000'),
    API_PORT: port.default(4000),
    API_HOST: z.string().min(1).default('127.0.0.1'),
    AUTH_JWKS_URL: z.url({ protocol: /^https?$/ }).optional(),
    AUTH_REVOCATIONS_URL: z.union([z.literal('none'), z.url({ protocol: /^https?$/ })]).optional(),
    AUTH_ISSUER: z.string().min(1).optional(),
    AUTH_AUDIENCE: z.string().min(1).default('ownlist-api'),
    CORS_ORIGINS: list.pipe(z.array(origin)).optional(),
    TRUSTED_PROXIES: list.pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]))).default([]),
    FORWARDED_HEADER: z.enum(['x-forwarded-for', 'forwarded']).default('x-forwarded-for'),
    RATE_LIMIT_CALLS: z.coerce.number().int().min(0).default(100),
    RATE_LIMIT_REFUSALS: z.coerce.number().int().min(0).default(20),
    METRICS_PORT: port.optional(),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  })
  .transform((env) => ({
    databaseUrl: env.DATABASE_URL,
    host: env.API_HOST,
    port: env.API_PORT,
    jwksUrl: env.AUTH_JWKS_URL ?? `${env.WEB_URL}/api/auth/jwks`,
    revocationsUrl:
      env.AUTH_REVOCATIONS_URL === 'none' ? null : (env.AUTH_REVOCATIONS_URL ?? `${env.WEB_URL}/api/auth/revocations`),
    issuer: env.AUTH_ISSUER ?? env.WEB_URL,
    audience: env.AUTH_AUDIENCE,
    corsOrigins: env.CORS_ORIGINS ?? [env.WEB_URL],
    proxies: { trustedProxies: env.TRUSTED_PROXIES, forwardedHeader: env.FORWARDED_HEADER },
    limits: { calls: env.RATE_LIMIT_CALLS, refusals: env.RATE_LIMIT_REFUSALS },
    metricsPort: env.METRICS_PORT ?? null,
    logLevel: env.LOG_LEVEL,
  }))

/** What the API is told by its environment; .env.example explains each variable. There is no secret among them but the database's password. */
export type Settings = z.output<typeof schema>

/** @throws {Error} that lists every variable that is missing or wrong */
export function readSettings(env: Readonly<Record<string, string | undefined>> = process.env): Settings {
  // An empty variable is what a shell or a compose file makes of one that is not set.
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const { success, data, error } = schema.safeParse(set)
  if (success) return data
  const faults = error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`)
  throw new Error(`The environment is not right:\n${faults.join('\n')}`)
}
