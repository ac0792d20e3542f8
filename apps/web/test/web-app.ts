import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { toNodeHandler } from 'better-auth/node'
import pg from 'pg'
import { expect } from 'vitest'
import { answer } from '../src/auth/answer'
import { createAuth } from '../src/auth/create-auth'
import { parseSettings } from '../src/env'
import type { Mailer } from '../src/mail/mailer'
import { createAuthDatabase } from './auth-database'
import { cheapPasswords } from './cheap-passwords'

export const password = 'correct horse battery staple'

interface Options {
  readonly mailer?: Mailer | null
  readonly env?: Readonly<Record<string, string>>
}

/** A web app's auth endpoints over real HTTP, on a separate database. */
export async function openWebApp({ mailer = null, env = {} }: Options = {}) {
  const authDatabaseUrl = await createAuthDatabase()
  const database = new pg.Client({ connectionString: authDatabaseUrl })
  await database.connect()
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const webUrl = `http://127.0.0.1:${port}`
  const settings = parseSettings({
    AUTH_DATABASE_URL: authDatabaseUrl,
    BETTER_AUTH_SECRET: 'a secret that is long enough for this',
    WEB_URL: webUrl,
    ...env,
  })
  // Two processes of one web app take turns.
  const open = () => createAuth({ settings, mailer, eraseRows: async () => undefined, passwords: cheapPasswords })
  const [auth, other] = [open(), open()]
  let turn = 0
  const handle = toNodeHandler({ handler: (request) => answer(turn++ % 2 === 0 ? auth : other, request) })
  server.on('request', (request, response) => {
    request.headers['x-client-address'] ??= newAddress()
    void handle(request, response)
  })

  async function send(path: string, body?: object, headers: Record<string, string> = {}): Promise<Response> {
    const response = await fetch(`${webUrl}/api/auth${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'manual',
    })
    expect(response.headers.get('set-auth-token')).toBeNull()
    return response
  }

  /** A user who is signed in with a browser. */
  async function person(email = `${randomUUID()}@example.com`, way: 'sign-up' | 'sign-in' = 'sign-up') {
    const body = { email, password, ...(way === 'sign-up' ? { name: 'Ada' } : {}) }
    const jar = cookieJar()
    const response = await send(`/${way}/email`, body, { origin: webUrl })
    expect(response.status).toBe(200)
    jar.keep(response)
    const as = async (path: string, body?: object, headers: Record<string, string> = { origin: webUrl }) => {
      const answer = await send(path, body, { cookie: jar.text(), ...headers })
      jar.keep(answer)
      return answer
    }
    return { email, as, cookie: jar.text }
  }

  return {
    webUrl,
    auth,
    port,
    database,
    send,
    person,
    /** Another connection to the database. */
    async connect() {
      const client = new pg.Client({ connectionString: authDatabaseUrl })
      await client.connect()
      return client
    },
    async close() {
      server.close()
      server.closeAllConnections()
      await database.end()
    },
  }
}

export type WebApp = Awaited<ReturnType<typeof openWebApp>>
export type Person = Awaited<ReturnType<WebApp['person']>>

let addresses = 0
/** An address that nothing else in this file uses. */
export const newAddress = () => `198.51.${Math.floor(++addresses / 250)}.${(addresses % 250) + 1}`

export const statusOf = async (response: Promise<Response>) => (await response).status

/** What a browser stores between its requests. */
export function cookieJar() {
  const cookies = new Map<string, string>()
  return {
    text: () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    keep(response: Response) {
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (value === '') cookies.delete(name)
        else cookies.set(name, value)
      }
    },
  }
}
