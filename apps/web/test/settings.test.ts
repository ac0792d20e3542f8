import { expect, test } from 'vitest'
import { parseSettings, variables } from '../src/env'

type Name = keyof typeof variables.shape

/** For each variable, invalid values and the messages about them. A variable without a case does not compile. */
const wrong: Readonly<Record<Name, readonly (readonly [value: string, fault: string])[]>> = {
  AUTH_DATABASE_URL: [
    ['db.example.com/auth', 'must be a postgresql:// URL'],
    ['mysql://db.example.com/auth', 'must be a postgresql:// URL'],
    ['postgresql://auth:pa#ss@db.example.com/auth', 'percent-encoded'],
  ],
  BETTER_AUTH_SECRET: [
    ['hunter2', 'at least 32 characters'],
    ['hunter2'.padEnd(31, 'x'), 'at least 32 characters'],
    [' ', 'at least 32 characters'],
  ],
  WEB_URL: [
    ['app.example.com', 'must start with a scheme'],
    ['https://app.example.com/', 'https://app.example.com'],
    ['https://app.example.com/path', 'https://app.example.com'],
    ['https://*.example.com', 'wildcard'],
    ['file:///etc/passwd', 'must start with https:// or http://'],
  ],
  API_URL: [
    ['localhost:4000', 'must start with a scheme'],
    ['https://api.example.com,', 'must name one host'],
    ['https://example.com/api/', 'without a slash'],
    ['https://example.com/api?x=1', 'without a slash, a query'],
    ['https://user:hunter2@example.com/api', 'must be written as browsers send it'],
    ['ws://example.com/api', 'must start with https:// or http://'],
    ['*', 'wildcard'],
  ],
  API_INTERNAL_URL: [
    ['api:4000', 'must be an https:// or http:// URL'],
    ['http://', 'must be an https:// or http:// URL'],
    ['http://user:hunter2@api:4000', 'must not contain credentials'],
  ],
  AUTH_ISSUER: [
    ['"https://app.example.com"', 'quotation mark'],
    [' ', 'space'],
    ['https://app.example.com ', 'space'],
  ],
  AUTH_AUDIENCE: [
    ["'ownlist-api'", 'quotation mark'],
    [' ownlist-api', 'space'],
    ['own\nlist', 'must not'],
  ],
  WEB_CORS_ORIGINS: [
    ['*', 'wildcard'],
    ['https://*.example.com', 'wildcard'],
    ['https://admin.example.com,', 'entry 2 is empty'],
    ['tauri://localhost,null', 'entry 2 cannot be null'],
    ['admin.example.com', 'must start with a scheme'],
  ],
  COOKIE_DOMAIN: [
    ['https://example.com', 'without scheme'],
    ['.example.com', 'must be the name'],
    ['com', 'two parts'],
    ['127.0.0.1', 'two parts'],
    ['other.example', 'must be the host of WEB_URL'],
    ['ample.com', 'must be the host of WEB_URL'],
  ],
  SMTP_URL: [
    ['mail.example.com:587', 'must be an smtp://'],
    ['https://mail.example.com', 'must be an smtp://'],
    ['smtp://user:hunter2#x@mail.example.com', 'percent-encoded'],
  ],
  MAIL_FROM: [
    ['Ownlist', 'must be an e-mail address'],
    ['Ownlist <app.example.com>', 'must be an e-mail address'],
    ['a@example.com, b@example.com', 'must be an e-mail address'],
    ['Ownlist <a@example.com>\nBcc: b@example.com', 'must be an e-mail address'],
  ],
  GITHUB_CLIENT_ID: [
    [' id', 'space'],
    ['"id"', 'quotation mark'],
    ['id\n', 'space'],
  ],
  GITHUB_CLIENT_SECRET: [
    ['hunter2 ', 'space'],
    ["'hunter2'", 'quotation mark'],
    [' ', 'space'],
  ],
  GOOGLE_CLIENT_ID: [
    [' id', 'space'],
    ['"id"', 'quotation mark'],
    ['id\n', 'space'],
  ],
  GOOGLE_CLIENT_SECRET: [
    ['hunter2 ', 'space'],
    ["'hunter2'", 'quotation mark'],
    [' ', 'space'],
  ],
  HOSTNAME: [
    ['http://0.0.0.0', 'without scheme'],
    ['0.0.0.0:3000', 'port'],
    ['*', 'wildcard'],
  ],
  WEB_METRICS_PORT: [
    ['true', 'must be a port'],
    [':9465', 'must be a port'],
    ['65536', 'must be a port'],
  ],
  KEEP_ALIVE_SECONDS: [
    ['0', 'number of seconds'],
    ['65s', 'number of seconds'],
    ['3601', 'number of seconds'],
  ],
  TRUSTED_PROXIES: [
    ['everybody', 'must be an IP address'],
    ['10.0.0.0/8,', 'entry 2 is empty'],
    ['10.0.0.0/33', 'must be an IP address'],
  ],
  FORWARDED_HEADER: [
    ['x-real-ip', 'must be x-forwarded-for or forwarded'],
    ['x-forwarded-for,forwarded', 'must be x-forwarded-for or forwarded'],
    ['X-Forwarded-For', 'must be x-forwarded-for or forwarded'],
  ],
  LOG_LEVEL: [
    ['verbose', 'must be fatal'],
    ['INFO', 'must be fatal'],
    ['3', 'must be fatal'],
  ],
}

const good = {
  AUTH_DATABASE_URL: 'postgresql://auth@db/auth',
  BETTER_AUTH_SECRET: 'a secret that is long enough for this',
}

/** Values that must agree with other variables. */
const others = {
  WEB_URL: 'https://app.example.com',
  GITHUB_CLIENT_ID: 'x',
  GITHUB_CLIENT_SECRET: 'x',
  GOOGLE_CLIENT_ID: 'x',
  GOOGLE_CLIENT_SECRET: 'x',
}

test('only a database and a secret are required', () => {
  expect(parseSettings(good)).toMatchObject({ webUrl: 'http://localhost:3000', audience: 'ownlist-api', oauth: {} })
})

test.each(Object.keys(good))('%s must be set', (name) => {
  expect(refusalOf({ ...good, [name]: undefined })).toContain(`  ${name}: must be set. Example: ${name}=`)
})

test('every variable has invalid cases here', () => {
  expect(Object.keys(wrong).sort()).toEqual(Object.keys(variables.shape).sort())
})

test.each(
  Object.entries(wrong).flatMap(([name, cases]) => cases.map(([value, fault]) => [name, value, fault] as const)),
)('%s cannot be %j', (name, value, fault) => {
  const refused = refusalOf({ ...good, ...others, [name]: value })
  expect(refused).toMatch(/^Invalid environment variables:\n/)
  expect(refused.split('\n')).toHaveLength(2)
  expect(refused).toContain(`  ${name}: `)
  expect(refused).toContain(fault)
  expect(refused).toContain(` Example: ${name}=`)
  expect(refused).not.toContain('hunter2')
})

test('the web server itself calls the API at API_URL, or at API_INTERNAL_URL if that is set', () => {
  expect(parseSettings(good).apiInternalUrl).toBe('http://localhost:4000')
  expect(parseSettings({ ...good, API_INTERNAL_URL: 'http://api:4000' })).toMatchObject({
    apiUrl: 'http://localhost:4000',
    apiInternalUrl: 'http://api:4000',
  })
})

test.each(['http://localhost:4000', 'https://api.example.com', 'https://example.com/api', 'https://example.com/a/b'])(
  'the API can be at %s',
  (apiUrl) => {
    expect(parseSettings({ ...good, API_URL: apiUrl }).apiUrl).toBe(apiUrl)
  },
)

test('connections are kept for 65 seconds, or for KEEP_ALIVE_SECONDS', () => {
  expect(parseSettings(good).keepAliveMs).toBe(65_000)
  expect(parseSettings({ ...good, KEEP_ALIVE_SECONDS: '620' }).keepAliveMs).toBe(620_000)
})

test('another provider is offered once both its variables are set', () => {
  expect(parseSettings({ ...good, GITHUB_CLIENT_ID: 'id', GITHUB_CLIENT_SECRET: 'secret' }).oauth).toEqual({
    github: { clientId: 'id', clientSecret: 'secret' },
  })
})

test.each([
  ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'],
  ['GITHUB_CLIENT_SECRET', 'GITHUB_CLIENT_ID'],
  ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
  ['GOOGLE_CLIENT_SECRET', 'GOOGLE_CLIENT_ID'],
])('%s without %s is refused', (given, missing) => {
  expect(refusalOf({ ...good, [given]: 'x' })).toContain(`  ${missing}: must be set together with ${given}. Example:`)
})

function refusalOf(env: Readonly<Record<string, string | undefined>>): string {
  try {
    parseSettings(env)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return 'accepted'
}
