import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readEnv, readStackSettings, startSystem } from '@ownlist/stack'
import getPort from 'get-port'

/** A person with an account. */
interface Person {
  token(): Promise<string>
  /** Authorizes the app that shows this code, for only one list if one is given. */
  authorize(userCode: string, listId?: string): Promise<void>
}

/** The whole built system, with its own ports and data folder. */
export interface RunningSystem extends AsyncDisposable {
  readonly webUrl: string
  readonly apiUrl: string
  signUp(name: string): Promise<Person>
}

export async function openSystem(): Promise<RunningSystem> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ownlist-examples-'))
  const ports = { WEB_PORT: String(await getPort()), API_PORT: String(await getPort()) }
  const settings = readStackSettings({ DATA_DIR: dataDir, ...ports })
  const system = await startSystem({ settings, mode: 'built', env: readEnv() })
  const { webUrl, apiUrl } = settings
  return {
    webUrl,
    apiUrl,
    signUp: (name) => signUp(`${webUrl}/api/auth`, webUrl, name),
    async [Symbol.asyncDispose]() {
      await system[Symbol.asyncDispose]()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function signUp(authUrl: string, origin: string, name: string): Promise<Person> {
  const ask = async (path: string, headers: Record<string, string>, body?: object) => {
    const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    const send = () =>
      fetch(`${authUrl}${path}`, { ...sent, headers: { ...headers, origin, 'content-type': 'application/json' } })
    let response = await send()
    // Waits for as long as the limit on sign-ups requires.
    while (response.status === 429) {
      await sleep(Number(response.headers.get('x-retry-after') ?? 1) * 1_000)
      response = await send()
    }
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    return response
  }
  const email = `${name.toLowerCase()}@example.com`
  const { headers } = await ask('/sign-up/email', {}, { name, email, password: randomUUID() })
  const cookie = headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
  return {
    async token() {
      const { token } = (await (await ask('/token', { cookie })).json()) as { token: string }
      return token
    },
    async authorize(userCode, listId) {
      await ask(`/device?${new URLSearchParams({ user_code: userCode })}`, { cookie })
      if (listId !== undefined) await ask('/device/narrow', { cookie }, { userCode, listId })
      await ask('/device/approve', { cookie }, { userCode })
    },
  }
}
