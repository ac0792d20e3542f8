import 'server-only'
import { readSettings } from '../env'
import { createOutbox, createSmtpMailer, type Mailer, type Outbox } from '../mail/mailer'
import { type Auth, createAuth, keepHouse, proveSigningKey } from './create-auth'
import { eraseRows } from './erase-rows'

interface AuthStore {
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
  const auth = createAuth({ settings, mailer, eraseRows: async (headers) => eraseRows(await tokenFor(headers)) })
  return { auth, outbox, sendsMail: mailer !== null }
}

/** Better Auth: the only issuer of tokens, and the only one to touch the auth database. */
export const auth = (): Auth => store().auth

/** The mail of a machine without a mail server; null elsewhere. */
export const outbox = (): Outbox | null => store().outbox

/** Whether a forgotten password can be replaced. */
export const sendsMail = (): boolean => store().sendsMail

/** Who is signed in by these request headers; null for nobody. */
export const sessionOf = (headers: Headers) => auth().api.getSession({ headers })

/** A token for whoever is signed in by these request headers. @throws if nobody is */
export async function tokenFor(headers: Headers): Promise<string> {
  return (await auth().api.getToken({ headers })).token
}

/** For the start of the app. @throws {Error} that says what to do */
export const assertCanSign = (): Promise<void> => proveSigningKey(auth())

const housekeepingMs = 10_000

/** Keeps house now and every ten seconds. While that fails it says so once. */
export function startHousekeeping(): void {
  let failed = false
  const run = async () => {
    try {
      await keepHouse(auth())
      failed = false
    } catch (error) {
      if (!failed) process.stderr.write(`The auth database could not be tidied up: ${nameOf(error)}\n`)
      failed = true
    }
    setTimeout(run, housekeepingMs).unref()
  }
  void run()
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : typeof error)
