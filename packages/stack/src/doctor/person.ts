import { randomBytes, randomUUID } from 'node:crypto'
import { ask, expectThat, type Finding, fault, jsonOf, passed, skipped } from './check.js'
import type { Deployment } from './deployment.js'

/** What the API is told that tokens must say. */
export interface Expected {
  readonly issuer: string
  readonly audience: string
}

/** Signs up somebody, looks at cookie and token, calls the API, and deletes the account again. */
export async function checkAsPerson({ webUrl, apiUrl }: Deployment, expected: Expected): Promise<Finding[]> {
  const password = randomBytes(18).toString('base64url')
  const send = async (path: string, body: object, cookie = '') =>
    await ask(`${webUrl}/api/auth${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: webUrl, ...(cookie === '' ? {} : { cookie }) },
      body: JSON.stringify(body),
    })
  const email = `doctor-${randomUUID()}@example.com`
  const signUp = await send('/sign-up/email', { name: 'Doctor', email, password })
  if (signUp === null || signUp.status !== 200) {
    const found = signUp === null ? 'no answer' : `the web app answers ${signUp.status}`
    const fix =
      signUp?.status === 403
        ? 'The web app does not know itself by this address: set WEB_URL to the origin that people see, for both apps.'
        : 'See the web app’s log.'
    return [fault('a person can sign up', found, fix)]
  }
  const lines = signUp.headers.getSetCookie()
  if (lines.length === 0) return [skipped('a person’s token is good', 'addresses have to be confirmed by mail here')]
  const cookie = lines.map((line) => line.split(';', 1)[0]).join('; ')
  try {
    const answer = await ask(`${webUrl}/api/auth/token`, { headers: { cookie } })
    const { token } = answer === null ? {} : await jsonOf(answer)
    if (typeof token !== 'string') return [fault('a person gets a token', 'none came', 'See the web app’s log.')]
    return [
      passed('a person can sign up'),
      ...checkCookie(lines[0] ?? '', webUrl),
      expectThat(/no-store/.test(answer?.headers.get('cache-control') ?? ''), {
        check: 'tokens are kept in no cache',
        found: 'Cache-Control lacks no-store',
        fix: 'A proxy replaces Cache-Control on /api/auth. Let it pass.',
      }),
      ...checkClaims(token, webUrl, expected),
      await checkCall(apiUrl, token),
    ]
  } finally {
    await send('/delete-user', { password }, cookie)
  }
}

function checkCookie(line: string, webUrl: string): Finding[] {
  const secure = webUrl.startsWith('https:')
  const flags = ['HttpOnly', 'SameSite=Lax', 'Path=/', ...(secure ? ['Secure'] : [])]
  const missing = flags.filter((flag) => !line.toLowerCase().includes(flag.toLowerCase()))
  return [
    expectThat(missing.length === 0 && !/domain=/i.test(line) && (!secure || line.startsWith('__Secure-')), {
      check: 'the session cookie is for this host, HTTP and https alone',
      found: missing.length > 0 ? `without ${missing.join(', ')}` : 'with a Domain, or without __Secure-',
      fix: 'Set WEB_URL to the https origin that people see; Better Auth takes the flags from it. Let no proxy rewrite cookies.',
    }),
  ]
}

function checkClaims(token: string, webUrl: string, { issuer, audience }: Expected): Finding[] {
  const { iss, aud } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  const audienceFix =
    aud === webUrl
      ? `That is Better Auth’s default. Set audience in its JWT plugin, here by AUTH_AUDIENCE=${audience} for the web app.`
      : `Set AUTH_AUDIENCE to the same name for both apps.`
  return [
    expectThat(iss === issuer, {
      check: 'the issuer of tokens is the one the API expects',
      found: `iss is ${iss}, expected ${issuer}`,
      fix: `${differenceOf(String(iss), issuer)} Set AUTH_ISSUER (by default WEB_URL) to the same text for both apps.`,
    }),
    expectThat(aud === audience, {
      check: 'the audience of tokens is the one the API expects',
      found: `aud is ${aud}, expected ${audience}`,
      fix: audienceFix,
    }),
  ]
}

/** The usual ways for two addresses to be almost the same. */
function differenceOf(one: string, other: string): string {
  if (one.replace(/\/$/, '') === other.replace(/\/$/, '')) return 'They differ by the slash at the end.'
  if (one.replace(/^https?:/, '') === other.replace(/^https?:/, '')) return 'One is http, the other https.'
  const local = (url: string) => url.replace('127.0.0.1', 'localhost')
  if (local(one) === local(other)) return 'localhost and 127.0.0.1 are two names.'
  return 'They are compared letter by letter.'
}

async function checkCall(apiUrl: string, token: string): Promise<Finding> {
  const answer = await ask(`${apiUrl}/trpc/account.whoami`, { headers: { authorization: `Bearer ${token}` } })
  return expectThat(answer?.status === 200, {
    check: 'the API takes the token',
    found: answer === null ? 'no answer' : `it answers ${answer.status}`,
    fix:
      answer?.status === 401
        ? 'AUTH_ISSUER, AUTH_AUDIENCE or AUTH_JWKS_URL of the API is not the web app’s, or a clock is wrong: see the other lines.'
        : 'See the API’s log.',
  })
}
