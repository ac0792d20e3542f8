import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { runningPostgres } from '@ownlist/postgres'
import { readStackSettings, type System, startSystem } from '@ownlist/stack'
import getPort from 'get-port'
import pg from 'pg'
import { defineDrill, promise } from './drill.js'
import { seconds, until } from './wait.js'

/** The whole system, with the web app as the issuer, and one person who is signed in. */
interface WholeSystem extends AsyncDisposable {
  readonly system: System
  token(): Promise<string>
  /** What the API answers to a token. */
  statusWith(token: string): Promise<number>
  readyStatus(): Promise<number>
  /** Changes the auth database behind the web app's back. */
  query(sql: string): Promise<void>
  /** Tells the API to fetch the keys now. */
  reloadKeys(): Promise<void>
}

async function openWholeSystem(): Promise<WholeSystem> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ownlist-drill-'))
  const env = {
    DATA_DIR: dataDir,
    WEB_PORT: String(await getPort()),
    API_PORT: String(await getPort()),
    RATE_LIMIT_CALLS: '0',
    RATE_LIMIT_REFUSALS: '0',
    TRUSTED_PROXIES: '127.0.0.1,::1',
  }
  const settings = readStackSettings(env)
  const system = await startSystem(settings, 'built', env)
  const { webUrl, apiUrl } = settings
  const signUp = await fetch(`${webUrl}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: webUrl },
    body: JSON.stringify({ name: 'Ada', email: 'ada@example.com', password: randomUUID() }),
  })
  const cookie = signUp.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
  let asked = 0
  return {
    system,
    async token() {
      // From an address of its own each time, or it would be too often.
      const from = `198.51.100.${asked++ % 250}`
      const answer = await fetch(`${webUrl}/api/auth/token`, { headers: { cookie, 'x-forwarded-for': from } })
      if (!answer.ok) throw new Error(`The web app answered ${answer.status} when asked for a token`)
      return ((await answer.json()) as { token: string }).token
    },
    statusWith: async (token) =>
      (await fetch(`${apiUrl}/trpc/account.whoami`, { headers: { authorization: `Bearer ${token}` } })).status,
    readyStatus: async () => (await fetch(`${apiUrl}/readyz`)).status,
    async query(sql) {
      const { postgresPassword } = JSON.parse(await readFile(join(dataDir, 'secrets.json'), 'utf8'))
      const url = new URL(
        (await runningPostgres({ dataDir: join(dataDir, 'postgres'), password: postgresPassword })) ?? '',
      )
      url.pathname = 'ownlist_auth'
      const client = new pg.Client({ connectionString: url.href })
      await client.connect()
      await client.query(sql)
      await client.end()
    },
    async reloadKeys() {
      const log = await readFile(join(dataDir, 'logs', 'api.log'), 'utf8')
      process.kill(JSON.parse(log.split('\n')[0] ?? '').pid, 'SIGHUP')
    },
    async [Symbol.asyncDispose]() {
      await system[Symbol.asyncDispose]()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

const kidOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid

/** Lets the signing key expire while people call: the web app makes the next at once. */
export const rotate = defineDrill({
  summary: 'rotation of the signing key under load',
  sizes: { rotations: 5, everyMs: 6_000 },
  async run({ rotations, everyMs }) {
    await using whole = await openWholeSystem()
    const kids = new Set<string>()
    const old = await whole.token()
    let [calls, failed] = [0, 0]
    let over = false
    const load = async () => {
      while (!over) {
        await sleep(50)
        const token = await whole.token()
        kids.add(kidOf(token))
        calls += 2
        for (const shown of [token, old]) if ((await whole.statusWith(shown)) !== 200) failed++
      }
    }
    const loading = load()
    for (let n = 0; n < rotations; n++) {
      await sleep(everyMs)
      await whole.query('update jwks set expires_at = now() where expires_at is null or expires_at > now()')
    }
    await sleep(1_000)
    over = true
    await loading
    return {
      promises: [
        promise('no request fails, with new tokens or old', failed === 0, `${failed} of ${calls} failed`),
        promise('the key was rotated', kids.size === rotations + 1, `${kids.size} keys seen`),
      ],
    }
  },
})

/** Removes a key at the issuer, and tells the API. */
export const removeKey = defineDrill({
  summary: 'removal of a leaked signing key',
  sizes: {},
  async run() {
    await using whole = await openWholeSystem()
    const leaked = await whole.token()
    const before = await whole.statusWith(leaked)
    await whole.query('delete from jwks')
    const fresh = await whole.token()
    await whole.reloadKeys()
    const ms = await until('the leaked key is refused', async () => (await whole.statusWith(leaked)) === 401)
    const after = await whole.statusWith(fresh)
    return {
      promises: [
        promise('before, its tokens are good', before === 200, `${before}`),
        promise('refused within a second of SIGHUP', ms <= 1_000, seconds(ms)),
        promise('tokens of the new key are good', after === 200, `${after}`),
      ],
    }
  },
})

/** Stops the web app: the API goes on with the keys it has. */
export const issuerDown = defineDrill({
  summary: 'the web app is down',
  sizes: { downMs: 20_000 },
  async run({ downMs }) {
    await using whole = await openWholeSystem()
    const token = await whole.token()
    await whole.statusWith(token)
    await whole.system.web.stop()
    const start = performance.now()
    let [calls, failed, notReady] = [0, 0, 0]
    while (performance.now() - start < downMs) {
      calls++
      if ((await whole.statusWith(token)) !== 200) failed++
      if ((await whole.readyStatus()) !== 200) notReady++
      await sleep(50)
    }
    await whole.system.web.start()
    const back = await until('a new token is good', async () => (await whole.statusWith(await whole.token())) === 200)
    return {
      promises: [
        promise('tokens that people have go on', failed === 0, `${failed} of ${calls} failed`),
        promise('the API stays ready', notReady === 0, `${notReady} of ${calls} not`),
        promise('sign-ins are back with it', back <= 5_000, seconds(back)),
      ],
    }
  },
})
