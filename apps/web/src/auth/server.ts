import 'server-only'
import { cache } from 'react'
import { readSettings } from '../env'
import { passTraceOn } from '../front-door/pass-trace-on'
import { log } from '../log'
import { createOutbox, createSmtpMailer, type Mailer, type Outbox } from '../mail/mailer'
import { requestLocale } from '../texts/request-locale'
import { type AuthConnections, openAuthDatabase } from './auth-connections'
import { type Auth, createAuth, keepHouse, proveSigningKey } from './create-auth'
import { eraseRows } from './erase-rows'
import { shareFor } from './share-for'

interface AuthStore {
  readonly database: AuthConnections
  readonly auth: Auth
  /** Null if mail is really sent, or cannot be sent. */
  readonly outbox: Outbox | null
  readonly sendsMail: boolean
}

// Kept on globalThis: in development, modules are loaded again, and each load would open another pool.
const held = globalThis as { ownlistAuth?: AuthStore }

function store(): AuthStore {
  held.ownlistAuth ??= open()
  return held.ownlistAuth
}

function open(): AuthStore {
  const settings = readSettings()
  const { smtpUrl, mailFrom, isLocal } = settings
  // Anybody who can read the outbox can take over any account, so it is only for an app that is reachable from this
  // machine alone.
  const outbox = smtpUrl === null && isLocal ? createOutbox() : null
  const mailer: Mailer | null = smtpUrl === null ? outbox : createSmtpMailer(smtpUrl, mailFrom)
  const database = openAuthDatabase(settings.authDatabaseUrl)
  const auth = createAuth({
    settings,
    mailer,
    database,
    language: requestLocale,
    eraseRows: async (headers) => eraseRows(await tokenFor(headers), passTraceOn(headers)),
  })
  return { database, auth, outbox, sendsMail: mailer !== null }
}

/** Better Auth: it alone issues tokens and uses the auth database. */
export const auth = (): Auth => store().auth

/** The mail of a machine without a mail server; null otherwise. */
export const outbox = (): Outbox | null => store().outbox

/** Whether the user can reset a forgotten password. */
export const sendsMail = (): boolean => store().sendsMail

/** The user of these request headers; null if nobody is signed in. The result is cached while a page is rendered. */
export const sessionOf = cache((headers: Headers) => auth().api.getSession({ headers }))

/**
 * What the link with this token would confirm: the address, and whether its account has a password. Null if the link is
 * invalid.
 */
export const confirmationOf = (token: string) => auth().api.readConfirmation({ body: { token } })

/**
 * A token for the user of these request headers.
 * @throws if nobody is signed in
 */
async function tokenFor(headers: Headers): Promise<string> {
  return (await auth().api.getToken({ headers })).token
}

/**
 * Called at the start of the app.
 * @throws {Error} that says what to do
 */
export async function assertCanStart(): Promise<void> {
  await store().database.assertReachable()
  await proveSigningKey(auth())
}

/** The auth database's connections, for metrics and for the names of requests. */
export const authDatabase = (): Pick<AuthConnections, 'usage' | 'onUnavailable' | 'named'> => store().database

/** What is needed so that users can sign in and get tokens. */
interface Readiness {
  readonly database: boolean
  readonly signingKey: boolean
}

const succeeds = (attempt: Promise<unknown>): Promise<boolean> =>
  attempt.then(
    () => true,
    () => false,
  )

// Anybody may call this, so it asks the database at most once a second.
const shared = shareFor(1_000, async (): Promise<Readiness> => {
  const database = await succeeds(store().database.ping())
  return { database, signingKey: database && (await succeeds(auth().api.getJwks())) }
})

/** Whether the auth database answers and a signing key exists; at most one second old. */
export const readiness = (): Promise<Readiness> => shared.get()

const housekeepingMs = 10_000

/** Runs the housekeeping now and every ten seconds. If it keeps failing, it logs that once. */
export function startHousekeeping(): void {
  let failed = false
  const run = async () => {
    try {
      await keepHouse(auth())
      failed = false
    } catch (error) {
      if (!failed) log().error({ name: nameOf(error) }, 'the housekeeping of the auth database failed')
      failed = true
    }
    setTimeout(run, housekeepingMs).unref()
  }
  void run()
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : typeof error)
