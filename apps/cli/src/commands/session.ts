import { deviceLogin, type Scope } from '@ownlist/client'
import open from 'open'
import colours from 'picocolors'
import type { Cli } from '../cli.js'
import { CliError, exitCodes } from '../cli-error.js'
import { saveCliSettings } from '../settings.js'

export interface LoginOptions {
  readonly readOnly?: boolean
  /** Commander's `--no-browser`. */
  readonly browser: boolean
}

/** Lets this program in: a person confirms a code in the web app. */
export async function login(cli: Cli, { readOnly = false, browser }: LoginOptions): Promise<void> {
  const { settings, store, terminal, signal } = cli
  const scopes: Scope[] = readOnly ? ['tasks:read'] : ['tasks:read', 'tasks:write']
  const session = await deviceLogin({
    webUrl: settings.webUrl,
    program: settings.profile === 'default' ? 'Ownlist command line' : settings.profile,
    scopes,
    signal,
    onCode({ userCode, verificationUriComplete }) {
      process.stderr.write(
        `Open ${colours.underline(verificationUriComplete)}\nand let it in if the code there is ${colours.bold(userCode)}\n`,
      )
      if (browser && terminal.interactive) void open(verificationUriComplete).catch(() => undefined)
    },
  })
  await store.write(session)
  await saveCliSettings(settings)
  const { userId } = await cli.connect().then((client) => client.account.whoami.query(undefined, { signal }))
  terminal.result(
    { userId, webUrl: settings.webUrl, apiUrl: settings.apiUrl },
    () => `You are in. The session is kept in ${store.place()}; \`ownlist logout\` ends it.`,
  )
}

/** Ends the session, at the web app too. */
export async function logout({ settings, store, terminal, signal }: Cli): Promise<void> {
  const session = await store.read()
  if (session === null) throw new CliError(exitCodes.signedOut, 'You are not signed in.')
  const response = await fetch(`${settings.webUrl}/api/auth/sign-out`, {
    method: 'POST',
    headers: { authorization: `Bearer ${session}`, 'content-type': 'application/json' },
    body: '{}',
    signal,
  }).catch(() => null)
  await store.remove()
  const ended = response?.ok === true
  terminal.result({ ended }, () =>
    ended
      ? 'Signed out.'
      : `Forgotten here, but ${settings.webUrl} could not be told. End the session on your account page there.`,
  )
}
