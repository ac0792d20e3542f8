import { ask, expectThat, type Finding, fault, jsonOf, passed, skipped } from './check.js'

/** The addresses of the two apps, as users and the apps themselves see them. */
export interface Deployment {
  readonly webUrl: string
  readonly apiUrl: string
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Checks addresses that browsers and tokens compare character by character. */
export function checkAddresses(deployment: Deployment): Finding[] {
  return Object.entries({ WEB_URL: deployment.webUrl, API_URL: deployment.apiUrl }).flatMap(([name, url]) => {
    if (!URL.canParse(url))
      return [fault(`${name} is a URL`, url, `Set ${name} to an origin such as https://app.example.com.`)]
    const { origin, protocol, hostname } = new URL(url)
    return [
      expectThat(url === origin, {
        check: `${name} is an origin`,
        found: url,
        fix: `Set ${name}=${origin}: no slash at the end, no path.`,
      }),
      expectThat(protocol === 'https:' || loopback.has(hostname), {
        check: `${name} is https, or is on this machine`,
        found: url,
        fix: `Set up TLS and set ${name} to an https URL: tokens and cookies must not be sent unencrypted.`,
      }),
    ]
  })
}

/** In bytes; @ownlist/auth refuses a longer one. */
const longestJwks = 64 * 1024

/** What to do if the JWKS endpoint answers with this status instead of 200. */
function adviceFor(status: number): string {
  if (status >= 500)
    return 'The web app, or the proxy in front of it, fails. See the web app’s log and its /readyz: its database may be unavailable.'
  if (status >= 300 && status < 400)
    return 'The API does not follow redirects: set WEB_URL and AUTH_JWKS_URL to the address that answers 200.'
  if (status === 401 || status === 403)
    return 'Something in front of the web app requires a login. Make /api/auth/jwks public: it only contains public keys.'
  if (status === 429) return 'A proxy limits requests. Allow the API’s host to fetch /api/auth/jwks.'
  return 'A different server answers there. Set WEB_URL to the web app, or make the proxy forward /api/auth to it.'
}

/** What the API needs from the web app: the keys, and the revocation feed. */
export async function checkIssuer({ webUrl }: Deployment): Promise<Finding[]> {
  const url = `${webUrl}/api/auth/jwks`
  const response = await ask(url)
  if (response === null) {
    return [
      fault(
        'the JWKS is available',
        `${url} does not answer`,
        'Start the web app, or correct WEB_URL and AUTH_JWKS_URL.',
      ),
    ]
  }
  if (response.status !== 200) {
    const where = response.headers.get('location')
    const found = `${url} answers ${response.status}${where === null ? '' : `, with a redirect to ${where}`}`
    return [fault('the JWKS is available', found, adviceFor(response.status))]
  }
  const size = (await response.clone().arrayBuffer()).byteLength
  const { keys } = await jsonOf(response)
  const list: Record<string, unknown>[] = Array.isArray(keys) ? keys : []
  const age = /max-age=(\d+)/.exec(response.headers.get('cache-control') ?? '')?.[1]
  const feed = await ask(`${webUrl}/api/auth/revocations`)
  return [
    passed('the JWKS is available'),
    expectThat(
      list.some(({ kty, crv, kid }) => kty === 'OKP' && crv === 'Ed25519' && typeof kid === 'string'),
      {
        check: 'the JWKS has an Ed25519 key',
        found: `${list.length} keys, none of them Ed25519`,
        fix: 'Set keyPairConfig: { alg: "EdDSA", crv: "Ed25519" } in Better Auth’s JWT plugin, then run pnpm keys:reset.',
      },
    ),
    expectThat(size <= longestJwks, {
      check: 'the JWKS is not longer than the API accepts',
      found: `${size} bytes of ${longestJwks}`,
      fix: 'There are far too many keys. Run pnpm keys:reset, and find out what creates them.',
    }),
    expectThat(!list.some((key) => 'd' in key), {
      check: 'the JWKS contains no private key',
      found: 'a key has a member "d"',
      fix: 'Take the endpoint offline, run pnpm keys:reset, and find out what publishes the private key.',
    }),
    expectThat(age === undefined || Number(age) <= 300, {
      check: 'the JWKS is not cached for long',
      found: `max-age=${age}`,
      fix: 'A proxy sets this header. It may cache /api/auth/jwks for at most 300 seconds; otherwise a new key is not noticed.',
    }),
    expectThat(feed?.status === 200, {
      check: 'the revocation feed is available',
      found: feed === null ? 'no response' : `it answers ${feed.status}`,
      fix: 'Forward /api/auth/revocations to the web app, or set AUTH_REVOCATIONS_URL=none: tokens are then valid until their exp.',
    }),
  ]
}

/** What `/readyz` reports about something that the API fetches from the web app. */
interface Fetched {
  readonly stale?: boolean
  readonly fault?: string | null
}

const reasonOf = ({ fault }: Fetched) => (fault ? `: ${fault}` : '')

/** Whether the API runs, and what it reports as missing. */
export async function checkApi({ apiUrl }: Deployment): Promise<Finding[]> {
  const health = await ask(`${apiUrl}/healthz`)
  if (health?.status !== 200) {
    const found = health === null ? `${apiUrl} does not answer` : `/healthz answers ${health.status}`
    return [
      fault(
        'the API answers',
        found,
        'Start the API, or correct API_URL. Behind a proxy, check that it forwards to the API’s port.',
      ),
    ]
  }
  const ready = await ask(`${apiUrl}/readyz`)
  const state = ready === null ? {} : await jsonOf(ready)
  const keys = { ...(state.keys as object) } as Fetched & { keys?: number; clockAheadSeconds?: number | null }
  const revocations: Fetched = { ...(state.revocations as object) }
  return [
    passed('the API answers'),
    expectThat(state.database === true, {
      check: 'the API reaches its database',
      found: 'it does not',
      fix: 'Check DATABASE_URL, and that PostgreSQL accepts connections from the API’s host.',
    }),
    expectThat(state.live !== false, {
      check: 'the API learns about changes made by its other processes',
      found: 'it does not, so live updates may arrive 20 seconds late. Its log has the reason',
      fix: 'Set DATABASE_LISTEN_URL to the address of PostgreSQL itself: notifications do not arrive through PgBouncer in transaction mode.',
    }),
    expectThat((keys.keys ?? 0) > 0, {
      check: 'the API has signing keys',
      found: `it has none${reasonOf(keys)}`,
      fix: 'From the API’s host, fetch AUTH_JWKS_URL (by default WEB_URL/api/auth/jwks): it must answer 200 over https.',
    }),
    expectThat(keys.stale !== true, {
      check: 'the API’s keys are fresh',
      found: `the last fetch failed${reasonOf(keys)}`,
      fix: 'The API keeps using old keys for a day. Make AUTH_JWKS_URL reachable for it again.',
    }),
    expectThat(revocations.stale !== true, {
      check: 'the API knows which tokens are revoked',
      found: `the last fetch failed${reasonOf(revocations)}`,
      fix: 'Make AUTH_REVOCATIONS_URL reachable for the API. Until then a token is valid until its exp, 5 minutes.',
    }),
    expectThat(Math.abs(keys.clockAheadSeconds ?? 0) <= 5, {
      check: 'the clocks of the API and the web app agree',
      found: `the API’s is ${keys.clockAheadSeconds} s ahead`,
      fix: 'Run NTP on both hosts. Tokens tolerate 5 seconds. With a larger difference, every token is refused.',
    }),
  ]
}

/** Whether pages of the web app may call the API, and other pages may not. */
export async function checkCors({ webUrl, apiUrl }: Deployment): Promise<Finding[]> {
  const allowedFor = async (origin: string) => {
    const headers = {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    }
    const response = await ask(`${apiUrl}/trpc/account.whoami`, { method: 'OPTIONS', headers })
    return response === null ? undefined : response.headers.get('access-control-allow-origin')
  }
  const [own, foreign] = [await allowedFor(webUrl), await allowedFor('https://doctor.invalid')]
  if (own === undefined) return [skipped('pages of the web app may call the API', 'the API does not answer')]
  return [
    expectThat(own === webUrl, {
      check: 'pages of the web app may call the API',
      found: `the API allows ${own ?? 'no origin'}`,
      fix: `Set CORS_ORIGINS=${webUrl} for the API, exactly as written here.`,
    }),
    expectThat(foreign === null, {
      check: 'pages of other sites may not call the API',
      found: `https://doctor.invalid is allowed, by ${foreign}`,
      fix: 'A proxy adds Access-Control-Allow-Origin. Remove it there: the API sets the header itself.',
    }),
  ]
}

/** Compares this machine's clock with those of both apps, using their Date headers. */
export async function checkClocks({ webUrl, apiUrl }: Deployment): Promise<Finding[]> {
  const entries = Object.entries({ 'web app': `${webUrl}/api/auth/jwks`, API: `${apiUrl}/healthz` })
  return await Promise.all(
    entries.map(async ([name, url]) => {
      const check = `the clock of the ${name} is right`
      const date = (await ask(url))?.headers.get('date')
      if (!date) return skipped(check, 'it sends no Date')
      const ahead = Math.round((Date.parse(date) - Date.now()) / 1_000)
      return expectThat(Math.abs(ahead) <= 5, {
        check,
        found: `${ahead} s ahead of this machine`,
        fix: 'Run NTP on both hosts.',
      })
    }),
  )
}
