import 'server-only'
import { readSettings } from '../env'
import { passTraceOn } from '../front-door/pass-trace-on'
import { log } from '../log'
import { createOutbox, createSmtpMailer, type Mailer, type Outbox } from '../mail/mailer'
import { type AuthConnections, openAuthDatabase } from './auth-connections'
import { type Auth, createAuth, keepHouse, proveSigningKey } from './create-auth'
import { eraseRows } from './erase-rows'
import { shareFor } from './share-for'

interface AuthStore {
  readonly database: AuthConnections
  readonly auth: Auth
  /** Null where mail is really sent, or cannot be. */
  readonly outbox: Outbox | null
  readonly sendsMail: boolean
}

// Kept on globalThis: in development modules are loaded anew, and each load would open another pool.
const held = globalThis as { ownlistAuth?: AuthStore }

function store(): AuthStore {
  held.ownlistAuth ??= open()
  return held.ownlistAuth
}

function open(): AuthStore {
  const settings = readSettings()
  const { smtpUrl, mailFrom, isLocal } = settings
  // Whoever can read the outbox can become anybody, so it is for an app that only this machine can reach.
  const outbox = smtpUrl === null && isLocal ? createOutbox() : null
  const mailer: Mailer | null = smtpUrl === null ? outbox : createSmtpMailer(smtpUrl, mailFrom)
  const database = openAuthDatabase(settings.authDatabaseUrl)
  const auth = createAuth({
    settings,
    mailer,
    database,
    eraseRows: async (headers) => eraseRows(await tokenFor(headers), passTraceOn(headers)),
  })
  return { database, auth, outbox, sendsMail: mailer !== null }
}

/** Better Auth: the only issuer of tokens, and the only one to touch the auth database. */
export const auth = (): Auth => store().auth

/** The mail of a machine without a mail server; null elsewhere. */
export const outbox = (): Outbox | null => store().outbox

/** Whether a forgotten password can be replaced. */
export const sendsMail = (): boolean => store().sendsMail

/** Who is signed in by these request headers; null for nobody. */
export const sessionOf = (headers: Headers) => auth().api.getSession({ headers })

/** What the link with this token would confirm: whose address, and whether the account has a password. Null for nothing. */
export const confirmationOf = (token: string) => auth().api.readConfirmation({ body: { token } })

/** A token for whoever is signed in by these request headers. @throws if nobody is */
export async function tokenFor(headers: Headers): Promise<string> {
  return (await auth().api.getToken({ headers })).token
}

/** For the start of the app. @throws {Error} that says what to do */
export async function assertCanStart(): Promise<void> {
  await store().database.assertReachable()
  await proveSigningKey(auth())
}

/** The auth database's connections, for metrics and for the names of requests. */
export const authDatabase = (): Pick<AuthConnections, 'usage' | 'onUnavailable' | 'named'> => store().database

/** What has to be so for people to sign in and get tokens. */
interface Readiness {
  readonly database: boolean
  readonly signingKey: boolean
}

const succeeds = (attempt: Promise<unknown>): Promise<boolean> =>
  attempt.then(
    () => true,
    () => false,
  )

// Anybody may ask, so the database is asked at most once a second.
const shared = shareFor(1_000, async (): Promise<Readiness> => {
  const database = await succeeds(store().database.ping())
  return { database, signingKey: database && (await succeeds(auth().api.getJwks())) }
})

/** Whether the auth database answers and there is a signing key; at most a second old. */
export const readiness = (): Promise<Readiness> => shared.get()

const housekeepingMs = 10_000

/** Keeps house now and every ten seconds. While that fails it says so once. */
export function startHousekeeping(): void {
  let failed = false
  const run = async () => {
    try {
      await keepHouse(auth())
      failed = false
    } catch (error) {
      if (!failed) log().error({ name: nameOf(error) }, 'the auth database could not be tidied up')
      failed = true
    }
    setTimeout(run, housekeepingMs).unref()
  }
  void run()
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : typeof error)
