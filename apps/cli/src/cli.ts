import { type ApiClient, createApiClient, programSession } from '@ownlist/client'
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
}

export function createCli(settings: CliSettings, terminal: Terminal, signal: AbortSignal): Cli {
  const store = cliSessionStore(settings)
  return {
    settings,
    store,
    terminal,
    signal,
    async connect() {
      const { webUrl, apiUrl } = settings
      if (settings.token !== undefined) return createApiClient({ url: apiUrl, token: settings.token })
      const session = await store.read()
      if (session === null) {
        throw new CliError(exitCodes.signedOut, `You are not signed in at ${webUrl}. Run \`ownlist login\`.`)
      }
      return createApiClient({ url: apiUrl, token: programSession({ webUrl, session }) })
    },
  }
}
