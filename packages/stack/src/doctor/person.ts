import { randomBytes, randomUUID } from 'node:crypto'
import { ask, expectThat, type Finding, fault, jsonOf, passed, skipped } from './check.js'
import type { Deployment } from './deployment.js'

/** What the API expects tokens to contain. */
export interface Expected {
  readonly issuer: string
  readonly audience: string
}

/** Signs up a test user, checks the cookie and the token, calls the API, and deletes the account again. */
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
    const found = signUp === null ? 'no response' : `the web app answers ${signUp.status}`
    const fix =
      signUp?.status === 403
        ? 'The web app does not know that this is its address. For both apps, set WEB_URL to the origin that users see.'
        : 'See the web app’s log.'
    return [fault('a user can sign up', found, fix)]
  }
  const lines = signUp.headers.getSetCookie()
  if (lines.length === 0)
    return [skipped('a user’s token is valid', 'this web app requires that addresses are confirmed by mail')]
  const cookie = lines.map((line) => line.split(';', 1)[0]).join('; ')
  try {
    const answer = await ask(`${webUrl}/api/auth/token`, { headers: { cookie } })
    const { token } = answer === null ? {} : await jsonOf(answer)
    if (typeof token !== 'string') return [fault('a user gets a token', 'there is none', 'See the web app’s log.')]
    return [
      passed('a user can sign up'),
      ...checkCookie(lines[0] ?? '', webUrl),
      expectThat(/no-store/.test(answer?.headers.get('cache-control') ?? ''), {
        check: 'tokens are not cached',
        found: 'Cache-Control lacks no-store',
        fix: 'A proxy replaces Cache-Control on /api/auth. It must leave the header unchanged.',
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
      check: 'the session cookie is for this host, HttpOnly and https only',
      found: missing.length > 0 ? `it lacks ${missing.join(', ')}` : 'with a Domain, or without __Secure-',
      fix: 'Set WEB_URL to the https origin that users see; Better Auth derives the flags from it. No proxy may rewrite cookies.',
    }),
  ]
}

function checkClaims(token: string, webUrl: string, { issuer, audience }: Expected): Finding[] {
  const { iss, aud } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  const audienceFix =
    aud === webUrl
      ? `That is Better Auth’s default. Set audience in its JWT plugin, here with AUTH_AUDIENCE=${audience} for the web app.`
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

/** The usual ways in which two addresses are almost the same. */
function differenceOf(one: string, other: string): string {
  if (one.replace(/\/$/, '') === other.replace(/\/$/, '')) return 'They differ by the slash at the end.'
  if (one.replace(/^https?:/, '') === other.replace(/^https?:/, '')) return 'One is http, the other https.'
  const local = (url: string) => url.replace('127.0.0.1', 'localhost')
  if (local(one) === local(other)) return 'localhost and 127.0.0.1 are different names.'
  return 'They are compared character by character.'
}

async function checkCall(apiUrl: string, token: string): Promise<Finding> {
  const answer = await ask(`${apiUrl}/trpc/account.whoami`, { headers: { authorization: `Bearer ${token}` } })
  return expectThat(answer?.status === 200, {
    check: 'the API accepts the token',
    found: answer === null ? 'no response' : `it answers ${answer.status}`,
    fix:
      answer?.status === 401
        ? 'AUTH_ISSUER, AUTH_AUDIENCE or AUTH_JWKS_URL of the API does not match the web app, or a clock is wrong: see the other lines.'
        : 'See the API’s log.',
  })
}
