import { createApiClient, deviceLogin, programSession, type Scope } from '@ownlist/client'
import colours from 'picocolors'
import type { Cli } from '../cli.js'
import { CliError, exitCodes } from '../cli-error.js'
import { saveServers } from '../saved-servers.js'
import { readSession, removeSession, writeSession } from '../session-store.js'
import type { CliSettings, SessionSettings } from '../settings.js'
import { text } from '../texts/text.js'
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
    program: profile === 'default' ? text('session.program') : profile,
    scopes,
    signal,
    onCode({ userCode, verificationUriComplete }) {
      const values = { address: colours.underline(verificationUriComplete), code: colours.bold(userCode) }
      terminal.note(text('session.confirmCode', values))
      if (browser && terminal.interactive) void openBrowser(verificationUriComplete)
    },
  })
  const place = await writeSession(settings, session, apiUrl)
  const tokens = programSession({ webUrl, session })
  const issuer = await tokens.get(signal).then(issuerOf, () => null)
  await saveServers(configDir, profile, { webUrl, apiUrl, issuer: issuer ?? webUrl })
  const client = createApiClient({ url: apiUrl, token: tokens })
  const { userId } = await client.account.whoami.query(undefined, { signal })
  terminal.result({ userId, webUrl, apiUrl }, () => text('session.signedIn', { webUrl, place }))
}

/** Loads what it needs only here, so that other commands start quickly. */
const openBrowser = (url: string) => import('open').then(({ default: open }) => open(url)).catch(() => undefined)

/** Ends the session, also at the web app. */
export async function logout(cli: Cli): Promise<void> {
  const { terminal, signal } = cli
  const settings = ofSession(cli.settings)
  const { webUrl } = settings
  const kept = await readSession(settings)
  if (kept === null) throw new CliError(exitCodes.signedOut, text('session.notSignedIn', { webUrl }))
  const response = await fetch(`${webUrl}/api/auth/sign-out`, {
    method: 'POST',
    headers: { authorization: `Bearer ${kept.session}`, 'content-type': 'application/json' },
    body: '{}',
    signal,
  }).catch(() => null)
  await removeSession(settings)
  const ended = response?.ok === true
  terminal.result({ ended }, () => (ended ? text('session.signedOut') : text('session.signedOutHere', { webUrl })))
}

/** @throws {CliError} if the environment's token would be used instead of the session */
function ofSession(settings: CliSettings): SessionSettings {
  if (settings.token === null) return settings
  throw new CliError(exitCodes.usage, text('session.tokenIsSet'))
}
