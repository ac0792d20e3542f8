import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, inject, test } from 'vitest'
import type { Finding } from '../src/doctor/check.js'
import {
  checkAddresses,
  checkApi,
  checkClocks,
  checkCors,
  checkIssuer,
  type Deployment,
} from '../src/doctor/deployment.js'
import { checkAsPerson } from '../src/doctor/person.js'
import { checkRoles } from '../src/doctor/roles.js'

/** The answers of a healthy deployment. Each test replaces one of them. */
interface Answers {
  jwks(response: ServerResponse): void
  feed(response: ServerResponse): void
  ready: object
  signUp: { status: number; cookie: string }
  claims: object
  cacheControl: string
  whoami: number
  date: Date
  corsFor(origin: string | undefined): string | undefined
}

const jwk = { kty: 'OKP', crv: 'Ed25519', kid: 'k1', x: 'x' }
const cookie = 'better-auth.session_token=x; HttpOnly; SameSite=Lax; Path=/'
const servers: (() => void)[] = []
afterEach(() => {
  for (const close of servers.splice(0)) close()
})

/** One server takes the place of both apps. */
async function deploy(spoiled: Partial<Answers> = {}): Promise<Deployment & { readonly paths: string[] }> {
  const paths: string[] = []
  let url = ''
  const answers: Answers = {
    jwks: (response) => response.end(JSON.stringify({ keys: [jwk] })),
    feed: (response) => response.end('feed'),
    ready: { database: true, keys: { keys: 1, stale: false, clockAheadSeconds: 0 }, revocations: { stale: false } },
    signUp: { status: 200, cookie },
    claims: {},
    cacheControl: 'no-store',
    whoami: 200,
    date: new Date(),
    corsFor: (origin) => (origin === url ? origin : undefined),
    ...spoiled,
  }
  const routes: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
    '/api/auth/jwks': (_, response) => answers.jwks(response),
    '/api/auth/revocations': (_, response) => answers.feed(response),
    '/healthz': (_, response) => response.end('{}'),
    '/readyz': (_, response) => response.end(JSON.stringify(answers.ready)),
    '/api/auth/sign-up/email': (_, response) =>
      response
        .writeHead(answers.signUp.status, answers.signUp.cookie ? { 'set-cookie': answers.signUp.cookie } : {})
        .end('{}'),
    '/api/auth/token': (_, response) => {
      const claims = { iss: url, aud: 'ownlist-api', ...answers.claims }
      const token = `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`
      response.setHeader('cache-control', answers.cacheControl).end(JSON.stringify({ token }))
    },
    '/trpc/account.whoami': ({ method, headers }, response) => {
      if (method !== 'OPTIONS') return response.writeHead(answers.whoami).end('{}')
      const allowed = answers.corsFor(headers.origin)
      return response.writeHead(204, allowed === undefined ? {} : { 'access-control-allow-origin': allowed }).end()
    },
    '/api/auth/delete-user': (_, response) => response.end('{}'),
  }
  const server = createServer((request, response) => {
    paths.push(request.url ?? '')
    response.setHeader('date', answers.date.toUTCString())
    const route = routes[request.url ?? '']
    if (route === undefined) response.writeHead(404).end()
    else route(request, response)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  servers.push(() => server.close())
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { webUrl: url, apiUrl: url, paths }
}

const examine = async (deployment: Deployment, issuer = deployment.webUrl): Promise<Finding[]> => [
  ...checkAddresses(deployment),
  ...(await checkIssuer(deployment)),
  ...(await checkApi(deployment)),
  ...(await checkCors(deployment)),
  ...(await checkClocks(deployment)),
  ...(await checkAsPerson(deployment, { issuer, audience: 'ownlist-api' })),
]
const faultsOf = (findings: Finding[]) =>
  findings.flatMap((finding) =>
    finding.outcome === 'fault' ? [`${finding.check}: ${finding.found}. ${finding.fix}`] : [],
  )

test('a healthy deployment has no faults, and no account of the doctor stays behind', async () => {
  const deployment = await deploy()
  const findings = await examine(deployment)
  expect(findings.filter(({ outcome }) => outcome !== 'passed')).toEqual([])
  expect(findings.length).toBeGreaterThan(18)
  expect(deployment.paths.at(-1)).toBe('/api/auth/delete-user')
})

test.each<[string, Partial<Answers>, RegExp]>([
  [
    'a redirect',
    { jwks: (response) => response.writeHead(308, { location: '/x' }).end() },
    /does not follow redirects/,
  ],
  ['no Ed25519 key', { jwks: (response) => response.end('{"keys":[{"kty":"RSA","kid":"1"}]}') }, /keyPairConfig/],
  ['a private key', { jwks: (response) => response.end(JSON.stringify({ keys: [{ ...jwk, d: 'x' }] })) }, /offline/],
  [
    'keys cached for a day',
    { jwks: (response) => response.setHeader('cache-control', 'max-age=86400').end(JSON.stringify({ keys: [jwk] })) },
    /at most 300 seconds/,
  ],
  ['no feed', { feed: (response) => response.writeHead(404).end() }, /AUTH_REVOCATIONS_URL=none/],
  ['no database', { ready: { database: false, keys: { keys: 1 } } }, /DATABASE_URL/],
  ['an API without keys', { ready: { database: true, keys: { keys: 0 } } }, /fetch AUTH_JWKS_URL/],
  [
    'keys that were refused',
    { ready: { database: true, keys: { keys: 1, stale: true, fault: 'Two keys in the JWKS share a kid' } } },
    /the last fetch failed: Two keys in the JWKS share a kid/,
  ],
  [
    'an API whose first keys were refused',
    { ready: { database: true, keys: { keys: 0, stale: true, fault: 'The response is longer than 64 KiB' } } },
    /it has none: The response is longer than 64 KiB/,
  ],
  [
    'a feed that was refused',
    { ready: { database: true, keys: { keys: 1 }, revocations: { stale: true, fault: 'The feed is invalid' } } },
    /the last fetch failed: The feed is invalid/,
  ],
  [
    'a JWKS that is too long for the API',
    { jwks: (response) => response.end(JSON.stringify({ keys: [jwk] }).padEnd(64 * 1024 + 1)) },
    /65537 bytes.*keys:reset/,
  ],
  ['stale keys', { ready: { database: true, keys: { keys: 1, stale: true } } }, /AUTH_JWKS_URL reachable for it again/],
  [
    'a stale feed',
    { ready: { database: true, keys: { keys: 1 }, revocations: { stale: true } } },
    /valid until its exp/,
  ],
  ['a clock', { ready: { database: true, keys: { keys: 1, clockAheadSeconds: -9 } } }, /NTP/],
  ...[
    [500, /web app’s log/],
    [502, /web app’s log/],
    [503, /web app’s log/],
    [301, /does not follow redirects/],
    [302, /does not follow redirects/],
    [401, /requires a login/],
    [403, /requires a login/],
    [404, /A different server answers/],
    [429, /limits requests/],
  ].map(([status, fix]): [string, Partial<Answers>, RegExp] => [
    `a JWKS that answers ${status}`,
    { jwks: (response) => void response.writeHead(Number(status)).end() },
    fix as RegExp,
  ]),
  ['clocks that are both wrong', { date: new Date(Date.now() - 60_000) }, /NTP/],
  ['an origin that is not allowed', { corsFor: () => undefined }, /CORS_ORIGINS=http/],
  ['any origin allowed', { corsFor: () => '*' }, /A proxy adds/],
  ['a sign-up that is refused', { signUp: { status: 403, cookie: '' } }, /does not know that this is its address/],
  ['a cookie for scripts', { signUp: { status: 200, cookie: cookie.replace('HttpOnly; ', '') } }, /rewrite cookies/],
  ['a cookie for a domain', { signUp: { status: 200, cookie: `${cookie}; Domain=example.com` } }, /rewrite cookies/],
  ['tokens in caches', { cacheControl: 'public' }, /must leave the header unchanged/],
  ['another audience', { claims: { aud: 'other' } }, /AUTH_AUDIENCE to the same/],
  ['a token that is refused', { whoami: 401 }, /AUTH_ISSUER, AUTH_AUDIENCE or AUTH_JWKS_URL/],
])('finds %s, and says what to do', async (_name, spoiled, fix) => {
  expect(faultsOf(await examine(await deploy(spoiled))).join('\n')).toMatch(fix)
})

describe('for an issuer that is almost the same, the message explains', () => {
  test.each<[string, (url: string) => string, RegExp]>([
    ['a slash', (url) => `${url}/`, /slash at the end/],
    ['http', (url) => url.replace('http:', 'https:'), /One is http/],
    ['localhost', (url) => url.replace('127.0.0.1', 'localhost'), /different names/],
    ['nothing else', () => 'https://other.example', /character by character/],
  ])('%s', async (_name, spoil, words) => {
    const deployment = await deploy()
    expect(faultsOf(await examine(deployment, spoil(deployment.webUrl))).join()).toMatch(words)
  })

  test('Better Auth’s default audience', async () => {
    const claims: Record<string, string> = {}
    const deployment = await deploy({ claims })
    claims.aud = deployment.webUrl
    expect(faultsOf(await examine(deployment)).join()).toMatch(/Better Auth’s default/)
  })
})

test('a server that does not answer is reported, and what depends on it is skipped', async () => {
  const gone = { webUrl: 'http://127.0.0.1:9', apiUrl: 'http://127.0.0.1:9' }
  const faults = faultsOf(await examine(gone)).join()
  expect(faults).toMatch(/Start the web app/)
  expect(faults).toMatch(/Start the API/)
  expect((await checkCors(gone)).map(({ outcome }) => outcome)).toEqual(['skipped'])
})

test.each([
  ['https://app.example.com/', /WEB_URL=https:\/\/app.example.com: no slash/],
  ['http://app.example.com', /TLS/],
  ['app.example.com', /an origin such as/],
])('the address %s is a fault', (webUrl, fix) => {
  expect(faultsOf(checkAddresses({ webUrl, apiUrl: 'https://api.example.com' })).join()).toMatch(fix)
})

test('a role that could bypass row-level security, or reach the auth database, is a fault', async () => {
  const { adminUrl, template } = inject('testPostgres')
  const urls = { ...template, AUTH_DATABASE_URL: template.AUTH_DATABASE_URL }
  expect(faultsOf(await checkRoles(urls))).toEqual([])
  const free = new URL(adminUrl)
  free.pathname = new URL(template.DATABASE_URL).pathname
  const faults = faultsOf(await checkRoles({ ...urls, DATABASE_URL: free.href })).join()
  expect(faults).toMatch(/NOSUPERUSER NOBYPASSRLS/)
  expect(faults).toMatch(/REVOKE ALL ON DATABASE/)
})
