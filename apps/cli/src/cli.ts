import { type ApiClient, type ApiClientOptions, createApiClient, programSession } from '@ownlist/client'
import { CliError, exitCodes } from './cli-error.js'
import { type CliSessionStore, cliSessionStore } from './session-store.js'
import type { CliSettings } from './settings.js'
import type { Terminal } from './terminal.js'

/** What every command is given. */
export interface Cli {
  readonly settings: CliSettings
  readonly store: CliSessionStore
  readonly terminal: Terminal
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
  /** The API, as whoever is signed in. @throws {CliError} if nobody is */
  connect(): Promise<ApiClient>
  /** The same, for links of one's own. */
  apiOptions(): Promise<ApiClientOptions>
}

export function createCli(settings: CliSettings, terminal: Terminal, signal: AbortSignal): Cli {
  const store = cliSessionStore(settings)
  async function apiOptions(): Promise<ApiClientOptions> {
    const { webUrl, apiUrl, token } = settings
    if (token !== undefined) return { url: apiUrl, token }
    const session = await store.read()
    if (session !== null) return { url: apiUrl, token: programSession({ webUrl, session }) }
    throw new CliError(exitCodes.signedOut, `You are not signed in at ${webUrl}. Run \`ownlist login\`.`)
  }
  const connect = async () => createApiClient(await apiOptions())
  return { settings, store, terminal, signal, connect, apiOptions }
}
