import { createApiClient, deviceLogin, programSession, type Scope } from '@ownlist/client'
import colours from 'picocolors'
import type { Cli } from '../cli.js'
import { CliError, exitCodes } from '../cli-error.js'
import { saveServers } from '../saved-servers.js'
import { readSession, removeSession, writeSession } from '../session-store.js'
import type { CliSettings, SessionSettings } from '../settings.js'
import { issuerOf } from '../token-servers.js'

export interface LoginOptions {
  readonly readOnly?: boolean
  /** Commander's `--no-browser`. */
  readonly browser: boolean
}

/** Signs this program in: the user confirms a code in the web app. */
export async function login(cli: Cli, { readOnly = false, browser }: LoginOptions): Promise<void> {
  const { terminal, signal } = cli
  const settings = ofSession(cli.settings)
  const { webUrl, apiUrl, profile, configDir } = settings
  const scopes: Scope[] = readOnly ? ['tasks:read'] : ['tasks:read', 'tasks:write']
  const session = await deviceLogin({
    webUrl,
    program: profile === 'default' ? 'Ownlist command line' : profile,
    scopes,
    signal,
    onCode({ userCode, verificationUriComplete }) {
      process.stderr.write(
        `Open ${colours.underline(verificationUriComplete)}\nand authorize it if the code there is ${colours.bold(userCode)}\n`,
      )
      if (browser && terminal.interactive) void openBrowser(verificationUriComplete)
    },
  })
  const place = await writeSession(settings, session, apiUrl)
  const tokens = programSession({ webUrl, session })
  const issuer = await tokens.get(signal).then(issuerOf, () => null)
  await saveServers(configDir, profile, { webUrl, apiUrl, issuer: issuer ?? webUrl })
  const client = createApiClient({ url: apiUrl, token: tokens })
  const { userId } = await client.account.whoami.query(undefined, { signal })
  terminal.result(
    { userId, webUrl, apiUrl },
    () => `You are signed in at ${webUrl}. The session is saved in ${place}. \`ownlist logout\` ends it.`,
  )
}

/** Loads what it needs only here, so that other commands start quickly. */
const openBrowser = (url: string) => import('open').then(({ default: open }) => open(url)).catch(() => undefined)

/** Ends the session, also at the web app. */
export async function logout(cli: Cli): Promise<void> {
  const { terminal, signal } = cli
  const settings = ofSession(cli.settings)
  const { webUrl } = settings
  const kept = await readSession(settings)
  if (kept === null) throw new CliError(exitCodes.signedOut, `You are not signed in at ${webUrl}.`)
  const response = await fetch(`${webUrl}/api/auth/sign-out`, {
    method: 'POST',
    headers: { authorization: `Bearer ${kept.session}`, 'content-type': 'application/json' },
    body: '{}',
    signal,
  }).catch(() => null)
  await removeSession(settings)
  const ended = response?.ok === true
  terminal.result({ ended }, () =>
    ended
      ? 'Signed out.'
      : `Signed out here, but ${webUrl} could not be reached. Revoke the session on your account page there.`,
  )
}

/** @throws {CliError} if the environment's token would be used instead of the session */
function ofSession(settings: CliSettings): SessionSettings {
  if (settings.token === null) return settings
  throw new CliError(exitCodes.usage, 'OWNLIST_TOKEN is set, so it is used instead of a session. Unset it first.')
}
