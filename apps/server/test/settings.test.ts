import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readSettings, variables } from '../src/env.js'

type Name = keyof typeof variables.shape

/** Invalid values for each variable, with a part of the error message. A variable without a case does not compile. */
const wrong: Readonly<Record<Name, readonly (readonly [value: string, fault: string])[]>> = {
  DATABASE_URL: [
    ['db.example.com/ownlist', 'must be a postgresql:// URL'],
    ['mysql://db.example.com/ownlist', 'must be a postgresql:// URL'],
    ['postgresql://api:pa#ss@db.example.com/ownlist', 'percent-encoded'],
  ],
  DATABASE_LISTEN_URL: [
    ['db.example.com/ownlist', 'must be a postgresql:// URL'],
    ['mysql://db.example.com/ownlist', 'must be a postgresql:// URL'],
  ],
  DATABASE_CONNECTIONS: [
    ['4', 'must be a whole number from 5 to 10000'],
    ['0', 'must be a whole number from 5 to 10000'],
    ['many', 'must be a whole number'],
  ],
  WEB_URL: [
    ['app.example.com', 'must start with a scheme'],
    ['https://app.example.com/', 'https://app.example.com'],
    ['https://*.example.com', 'wildcard'],
  ],
  API_URL: [
    ['localhost:4000', 'must start with a scheme'],
    ['https://example.com/api/', 'without a slash'],
    ['https://api.example.com#x', 'without a slash'],
    ['*', 'wildcard'],
  ],
  API_PORT: [
    ['99999', 'must be a port'],
    ['4000,', 'must be a port'],
    ['tcp://10.0.0.1:4000', 'must be a port'],
  ],
  API_HOST: [
    ['http://0.0.0.0', 'without scheme'],
    ['0.0.0.0:4000', 'port'],
    ['*', 'wildcard'],
  ],
  API_PROCESSES: [
    ['0', 'must be a whole number from 1 to 64'],
    ['65', 'must be a whole number from 1 to 64'],
    ['auto', 'must be a whole number'],
  ],
  AUTH_JWKS_URL: [
    ['app.example.com/api/auth/jwks', 'must be an https:// or http:// URL'],
    ['file:///etc/passwd', 'must be an https:// or http:// URL'],
    ['https://me:hunter2@app.example.com/jwks', 'must not contain credentials'],
  ],
  AUTH_REVOCATIONS_URL: [
    ['off', 'must be none, or an https:// or http:// URL'],
    ['/api/auth/revocations', 'must be none, or an https:// or http:// URL'],
    ['ftp://app.example.com/feed', 'must be none, or an https:// or http:// URL'],
  ],
  AUTH_HTTP_HOSTS: [
    ['*', 'wildcard'],
    ['http://web:3000', 'without scheme'],
    ['web:3000', 'port'],
    ['web,', 'entry 2 is empty'],
    ['[::1]', 'must be the name or the IP address'],
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
  CORS_ORIGINS: [
    ['https://app.example.com,', 'entry 2 is empty'],
    ['*', 'wildcard'],
    ['https://*.example.com', 'wildcard'],
    ['https://app.example.com,api.example.com', 'entry 2 must start with a scheme'],
    ['null', 'cannot be null'],
  ],
  CORS_HEADERS: [
    ['*', 'without a wildcard'],
    ['x-tenant,', 'entry 2 is empty'],
    ['x tenant', 'must be the name of a header'],
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
  KEEP_ALIVE_SECONDS: [
    ['0', 'number of seconds'],
    ['1 minute', 'number of seconds'],
    ['86400', 'number of seconds'],
  ],
  RATE_LIMIT_CALLS: [
    ['-1', 'whole number'],
    ['many', 'whole number'],
    ['Infinity', 'whole number'],
  ],
  RATE_LIMIT_REFUSALS: [
    ['2.5', 'whole number'],
    ['1e3', 'whole number'],
    ['off', 'whole number'],
  ],
  // domain: tasks {
  VAPID_PUBLIC_KEY: [
    ['AAAA', 'must be 65 bytes'],
    ['B'.padEnd(87, '+'), 'must be 65 bytes'],
  ],
  // domain: tasks }
  METRICS_PORT: [
    ['true', 'must be a port'],
    [':9464', 'must be a port'],
    ['65536', 'must be a port'],
  ],
  LOG_LEVEL: [
    ['verbose', 'must be fatal'],
    ['INFO', 'must be fatal'],
    ['3', 'must be fatal'],
  ],
}

const good = { DATABASE_URL: 'postgresql://api@db.example.com/ownlist' }
const program = fileURLToPath(new URL('../dist/main.js', import.meta.url))

test('the address of a database is enough', () => {
  expect(readSettings(good)).toMatchObject({ port: 4000, issuer: 'http://localhost:3000', metricsPort: null })
})

test('the processes divide the connections to the database, and each has 12 by default', () => {
  expect(readSettings(good)).toMatchObject({ processes: 1, connections: 12 })
  expect(readSettings({ ...good, API_PROCESSES: '3' })).toMatchObject({ processes: 3, connections: 12 })
  const limited = { ...good, API_PROCESSES: '3', DATABASE_CONNECTIONS: '17' }
  expect(readSettings(limited)).toMatchObject({ connections: 5 })
  expect(refusalOf({ ...limited, DATABASE_CONNECTIONS: '14' })).toContain(
    '  DATABASE_CONNECTIONS: must be at least 15, 5 for each process of API_PROCESSES.',
  )
})

test('every variable has cases of invalid values', () => {
  expect(Object.keys(wrong).sort()).toEqual(Object.keys(variables.shape).sort())
})

test.each(
  Object.entries(wrong).flatMap(([name, cases]) => cases.map(([value, fault]) => [name, value, fault] as const)),
)('%s cannot be %j', (name, value, fault) => {
  const refused = refusalOf({ ...good, [name]: value })
  expect(refused).toMatch(/^Invalid environment variables:\n/)
  expect(refused.split('\n')).toHaveLength(2)
  expect(refused).toContain(`  ${name}: `)
  expect(refused).toContain(fault)
  expect(refused).toContain(` Example: ${name}=`)
  expect(refused).not.toContain('hunter2')
})

test.each(Object.keys(wrong) as Name[])('the example of %s is accepted', (name) => {
  const example = String(variables.shape[name].meta()?.example)
  expect(() => readSettings({ ...good, [name]: example })).not.toThrow()
})

test.each(Object.keys(wrong) as Name[])('the API does not start, and names %s, when it is invalid', async (name) => {
  const env = { ...good, [name]: wrong[name][0]?.[0] }
  const api = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [api.stdout, api.stderr]) stream.on('data', (chunk) => (output += chunk))
  expect(await once(api, 'close')).toEqual([1, null])
  expect(output).toBe(`${refusalOf(env)}\n`)
})

function refusalOf(env: Readonly<Record<string, string | undefined>>): string {
  try {
    readSettings(env)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return 'accepted'
}

test.each([
  ['AUTH_JWKS_URL', 'http://web:3000/api/auth/jwks', 'web'],
  ['AUTH_JWKS_URL', 'http://10.0.0.7/jwks', '10.0.0.7'],
  ['AUTH_JWKS_URL', 'http://[fd00::7]:3000/jwks', 'fd00::7'],
  ['AUTH_REVOCATIONS_URL', 'http://web.internal:3000/api/auth/revocations', 'WEB.internal'],
  ['WEB_URL', 'http://app.example.com', 'app.example.com'],
])('%s may be %s only if AUTH_HTTP_HOSTS contains %s, and otherwise the error says so', (name, url, hosts) => {
  const refused = refusalOf({ ...good, [name]: url })
  expect(refused).toContain(`  ${name}: uses plain http`)
  expect(refused).toContain(`AUTH_HTTP_HOSTS=${new URL(url).hostname}`)
  expect(refusalOf({ ...good, [name]: url, AUTH_HTTP_HOSTS: 'other,web.example' })).toBe(refused)
  expect(refusalOf({ ...good, [name]: url, AUTH_HTTP_HOSTS: `other, ${hosts}` })).toBe('accepted')
})
