import { z } from 'zod'

const origin = z.url({ protocol: /^https?$/ }).refine((url) => new URL(url).origin === url, {
  message: 'must be an origin such as https://app.example.com: no path, no slash at the end',
})

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
    TRUSTED_PROXIES: list.pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]))).default([]),
    AUTH_AUDIENCE: z.string().min(1).default('ownlist-api'),
  })
  .transform((env) => ({
    authDatabaseUrl: env.AUTH_DATABASE_URL,
    secret: env.BETTER_AUTH_SECRET,
    webUrl: env.WEB_URL,
    apiUrl: env.API_URL,
    issuer: env.AUTH_ISSUER ?? env.WEB_URL,
    trustedProxies: env.TRUSTED_PROXIES,
    audience: env.AUTH_AUDIENCE,
  }))

/** What the web app is told by its environment; .env.example explains each variable. */
export type Settings = z.output<typeof schema>

let settings: Settings | undefined

/** Read when first needed, since a build has no environment. @throws {Error} that lists every variable that is wrong */
export function readSettings(): Settings {
  if (settings !== undefined) return settings
  const set = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''))
  const { success, data, error } = schema.safeParse(set)
  if (!success) {
    const faults = error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`)
    throw new Error(`The environment is not right:\n${faults.join('\n')}`)
  }
  settings = data
  return data
}
