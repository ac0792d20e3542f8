import './as-production'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { toNodeHandler } from 'better-auth/node'
import pg from 'pg'
import { SMTPServer } from 'smtp-server'
import { expect } from 'vitest'
import { answer } from '../src/auth/answer'
import { type Auth, createAuth } from '../src/auth/create-auth'
import { parseSettings } from '../src/env'
import { createSmtpMailer } from '../src/mail/mailer'
import { createAuthDatabase } from './auth-database'
import { cheapPasswords } from './cheap-passwords'

// Better Auth as this app configures it, over HTTP, on a real database and with a real mail server.

export const password = 'correct horse battery staple'
export const otherPassword = 'another long password'
export const newEmail = (): string => `${randomUUID()}@example.com`

/** A mail as it arrived. */
interface ReceivedMail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** A browser with its own cookies and address. */
export type TestBrowser = ReturnType<Awaited<ReturnType<typeof startAuth>>['browser']>

interface AppOptions {
  readonly mail?: boolean
  readonly env?: Readonly<Record<string, string>>
}

/** A separate database and mail server; close them with `stop`. */
export async function startAuth() {
  const authDatabaseUrl = await createAuthDatabase()
  const database = new pg.Client({ connectionString: authDatabaseUrl })
  await database.connect()
  const mails: ReceivedMail[] = []
  const smtp = receiveMail(mails)
  smtp.listen(0, '127.0.0.1')
  await once(smtp.server, 'listening')
  const smtpUrl = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`
  const servers: Server[] = []

  /** One web app. Another one on the same database acts as a restart, or as a second process. */
  async function open({ mail = true, env = {} }: AppOptions = {}) {
    const server = createServer()
    servers.push(server)
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const webUrl = `http://localhost:${(server.address() as AddressInfo).port}`
    const settings = parseSettings({
      AUTH_DATABASE_URL: authDatabaseUrl,
      BETTER_AUTH_SECRET: 'a secret that is long enough for this',
      WEB_URL: webUrl,
      ...(mail ? { SMTP_URL: smtpUrl } : {}),
      ...env,
    })
    const mailer = mail ? createSmtpMailer(smtpUrl, settings.mailFrom) : null
    const auth = createAuth({ settings, mailer, eraseRows: async () => undefined, passwords: cheapPasswords })
    const handle = toNodeHandler((request: Request) => answer(auth, request))
    server.on('request', (request, response) => void handle(request, response))
    return { auth, webUrl }
  }

  let addresses = 0
  /** @param app where its requests go; the cookies are valid at every app on this database */
  function browser({ webUrl }: { readonly webUrl: string }) {
    const address = `198.51.${100 + Math.floor(++addresses / 250)}.${(addresses % 250) + 1}`
    const cookies = new Map<string, string>()
    async function send(path: string, body?: object, headers: Record<string, string> = {}): Promise<Response> {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const response = await fetch(`${webUrl}/api/auth${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        redirect: 'manual',
        headers: {
          'x-client-address': address,
          ...(cookie ? { cookie } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json', origin: webUrl }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (value === '') cookies.delete(name)
        else cookies.set(name, value)
      }
      return response
    }
    const codeOf = async (path: string, body?: object): Promise<string> => {
      const response = await send(path, body)
      const text = await response.text()
      return response.ok ? 'ok' : `${response.status} ${text === '' ? '' : JSON.parse(text).code}`
    }
    return { send, codeOf, cookies, isSignedIn: async () => (await send('/token')).ok }
  }

  const mailsTo = (email: string, subject: string) =>
    mails.filter((mail) => mail.to === email && mail.subject === subject)

  /**
   * The token in the link of the newest mail to this address.
   * @param count how many mails to expect
   */
  async function tokenMailedTo(email: string, subject: string, count = 1): Promise<string> {
    await expect.poll(() => mailsTo(email, subject).length).toBe(count)
    return /[?&]token=([\w-]+)/.exec(mailsTo(email, subject).at(-1)?.text ?? '')?.[1] ?? ''
  }

  async function stop(): Promise<void> {
    for (const server of servers) {
      server.close()
      server.closeAllConnections()
    }
    await database.end()
    await new Promise<void>((resolve) => smtp.close(resolve))
  }

  return { open, browser, database, mails, mailsTo, tokenMailedTo, stop }
}

export type AuthSystem = Awaited<ReturnType<typeof startAuth>>
export type TestApp = { readonly auth: Auth; readonly webUrl: string }

export const confirmSubject = 'Confirm your e-mail address'
export const resetSubject = 'Choose a new password'
export const existingSubject = 'You already have an account'

/** A user whose address is confirmed, signed in with a browser. */
export async function confirmedPerson(system: AuthSystem, app: TestApp, email = newEmail()) {
  const person = system.browser(app)
  expect(await person.codeOf('/sign-up/email', { name: 'Ada', email, password })).toBe('ok')
  const token = await system.tokenMailedTo(email, confirmSubject)
  expect(await person.codeOf('/confirm-email', { token, password })).toBe('ok')
  expect(await person.codeOf('/sign-in/email', { email, password })).toBe('ok')
  return { ...person, email }
}

function receiveMail(mails: ReceivedMail[]): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      let mail = ''
      stream.on('data', (chunk) => {
        mail += chunk
      })
      stream.on('end', () => {
        const [head = '', ...body] = mail.split('\r\n\r\n')
        mails.push({
          to: session.envelope.rcptTo[0]?.address ?? '',
          subject: /^Subject: (.*)$/m.exec(head)?.[1]?.trim() ?? '',
          text: decode(body.join('\r\n\r\n'), head),
        })
        done()
      })
    },
  })
}

function decode(body: string, head: string): string {
  if (/^content-transfer-encoding: base64/im.test(head)) return Buffer.from(body, 'base64').toString()
  if (!/^content-transfer-encoding: quoted-printable/im.test(head)) return body
  const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => `%${hex}`)
  return decodeURIComponent(bytes.replace(/%(?![0-9A-F]{2})/g, '%25'))
}
