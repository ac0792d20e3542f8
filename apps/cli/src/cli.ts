import { type ApiClient, type ApiClientOptions, createApiClient, programSession } from '@ownlist/client'
import { CliError, exitCodes } from './cli-error.js'
import { readOlderServers } from './saved-servers.js'
import { readSession } from './session-store.js'
import type { CliSettings, SessionSettings, TokenSettings } from './settings.js'
import type { Terminal } from './terminal.js'
import { text } from './texts/text.js'

/** What every command receives. */
export interface Cli {
  readonly settings: CliSettings
  readonly terminal: Terminal
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
  /**
   * The API, as the signed-in user.
   * @throws {CliError} if nobody is signed in
   */
  connect(): Promise<ApiClient>
  /** The same, for a client with other links. */
  apiOptions(): Promise<ApiClientOptions>
}

export function createCli(settings: CliSettings, terminal: Terminal, signal: AbortSignal): Cli {
  const apiOptions = async () => (settings.token === null ? await sessionOptions(settings) : tokenOptions(settings))
  const connect = async () => createApiClient(await apiOptions())
  return { settings, terminal, signal, connect, apiOptions }
}

const tokenOptions = ({ apiUrl, token }: TokenSettings): ApiClientOptions => ({ url: apiUrl, token })

/** A session is only used with the API that it was created for. */
async function sessionOptions(settings: SessionSettings): Promise<ApiClientOptions> {
  const { webUrl, apiUrl } = settings
  const kept = await readSession(settings)
  if (kept === null) throw signedOut(text('session.notSignedInYet', { webUrl }))
  const madeFor = kept.apiUrl ?? (await olderApiUrl(settings))
  if (madeFor === apiUrl) return { url: apiUrl, token: programSession({ webUrl, session: kept.session }) }
  throw signedOut(
    madeFor === null
      ? text('session.withoutApi', { webUrl, apiUrl })
      : text('session.otherApi', { webUrl, madeFor, apiUrl }),
  )
}

/** An older version saved sessions without their API, and one pair of addresses. */
async function olderApiUrl({ configDir, webUrl }: SessionSettings): Promise<string | null> {
  const older = await readOlderServers(configDir)
  return older?.webUrl === webUrl ? older.apiUrl : null
}

const signedOut = (message: string) => new CliError(exitCodes.signedOut, message)
