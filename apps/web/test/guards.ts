import { randomUUID } from 'node:crypto'
import { betterAuth } from 'better-auth'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { answer } from '../src/auth/answer'
import { type Auth, type AuthParts, createAuth } from '../src/auth/create-auth'
import { parseSettings } from '../src/env'
import { createAuthDatabase } from './auth-database'
import { cheapPasswords } from './cheap-passwords'

// Options of Better Auth that protect people. Each has a weaker value, and the promise that must notice it.

export const webUrl = 'https://app.example.com'
export const password = 'correct horse battery staple'

export type Options = Auth['options']
export type App = Pick<Auth, 'handler' | 'options'>

/** A promise that the app keeps, and options that break it. */
export interface Guard {
  readonly promise: (app: App) => Promise<void>
  readonly weaker: Readonly<Record<string, (options: Options) => Options>>
}

type Parts = Partial<Pick<AuthParts, 'mailer' | 'eraseRows'>>

/** The app as it is configured, on its own database. With a mailer, it asks people to confirm their addresses. */
export async function openGuarded({ mailer = null, eraseRows = async () => undefined }: Parts = {}) {
  const databaseUrl = await createAuthDatabase()
  const database = new pg.Client({ connectionString: databaseUrl })
  await database.connect()
  const settings = parseSettings({
    AUTH_DATABASE_URL: databaseUrl,
    BETTER_AUTH_SECRET: 'a secret that is long enough for this',
    WEB_URL: webUrl,
    ...(mailer === null ? {} : { SMTP_URL: 'smtp://mail.example.com' }),
  })
  return { auth: createAuth({ settings, mailer, eraseRows, passwords: cheapPasswords }), database, databaseUrl }
}

/** Checks that the app keeps each promise, and breaks it with each of the weaker options. */
export function testGuards(guards: Readonly<Record<string, Guard>>, auth: () => Auth): void {
  describe.each(Object.entries(guards))('%s', (_name, { promise, weaker }) => {
    test('as the app is configured', () => promise(auth()))

    test.each(Object.entries(weaker))('but not with %s', async (_option, change) => {
      await expect(promise(betterAuth(change(auth().options)))).rejects.toThrow()
    })
  })
}

/** Better Auth without the app's own checks before it: each layer has to work without the other. */
export const alone = (app: App, request: Request) => app.handler(request)

let addresses = 0
/** The address of the client that was created last. */
export const newestAddress = () => `203.0.113.${addresses}`

/** A client with its own address. */
export function client(app: App, answerer: (app: App, request: Request) => Promise<Response> = answer) {
  addresses++
  const address = newestAddress()
  return (path: string, body?: object, headers: Record<string, string> = {}) =>
    answerer(
      app,
      new Request(`${webUrl}/api/auth${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'content-type': 'application/json', origin: webUrl, 'x-client-address': address, ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
}

export const attempt = () => ({ email: `${randomUUID()}@example.com`, password })
export const newPerson = () => ({ name: 'Ada', ...attempt() })

export const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')

export async function signUp(app: App) {
  const person = newPerson()
  const response = await client(app)('/sign-up/email', person)
  expect(response.status).toBe(200)
  return { ...person, response, cookie: cookieOf(response) }
}

export const withPasswords = (rules: object) => (options: Options) => ({
  ...options,
  emailAndPassword: { ...options.emailAndPassword, ...rules },
})
