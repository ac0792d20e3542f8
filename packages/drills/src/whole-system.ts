import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runningPostgres } from '@ownlist/postgres'
import { readStackSettings, type System, startSystem } from '@ownlist/stack'
import getPort from 'get-port'
import pg from 'pg'

/** The whole system, with the web app as the issuer, and one signed-in user. */
export interface WholeSystem extends AsyncDisposable {
  readonly system: System
  /** The signed-in user. */
  readonly email: string
  /** Posts JSON to the web app, each time from a different address, so that the limits do not apply. */
  post(path: string, body: object): Promise<Response>
  token(): Promise<string>
  /** What the API answers to a token. */
  statusWith(token: string): Promise<number>
  readyStatus(): Promise<number>
  /** Changes the auth database directly, without the web app. */
  query(sql: string): Promise<readonly unknown[]>
  /** Tells the API to fetch the keys now. */
  reloadKeys(): Promise<void>
}

export async function openWholeSystem(): Promise<WholeSystem> {
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
  const system = await startSystem({ settings, mode: 'built', env })
  const { webUrl, apiUrl } = settings
  const email = 'ada@example.com'
  let asked = 0
  const elsewhere = () => ({ 'x-forwarded-for': `198.18.${(asked >> 8) % 256}.${asked++ % 256}` })
  const post = (path: string, body: object) =>
    fetch(`${webUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: webUrl, ...elsewhere() },
      body: JSON.stringify(body),
    })
  const signUp = await post('/api/auth/sign-up/email', { name: 'Ada', email, password: randomUUID() })
  const cookie = signUp.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
  return {
    system,
    email,
    post,
    async token() {
      const answer = await fetch(`${webUrl}/api/auth/token`, { headers: { cookie, ...elsewhere() } })
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
      try {
        return (await client.query(sql)).rows
      } finally {
        await client.end()
      }
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
