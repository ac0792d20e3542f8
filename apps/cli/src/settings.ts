import { resolve } from 'node:path'
import envPaths from 'env-paths'
import { CliError, exitCodes } from './cli-error.js'
import type { CliEnv } from './env.js'
import { readOlderServers, readSavedServers } from './saved-servers.js'
import { chooseServers, type Servers } from './servers.js'
import { readSession } from './session-store.js'
import { text } from './texts/text.js'
import { checkTokenServers } from './token-servers.js'

/** The API and the credentials: a session of a profile, or a token from the environment. */
export type CliSettings = SessionSettings | TokenSettings

interface KeptSettings {
  /** Absolute. */
  readonly configDir: string
}

export interface SessionSettings extends KeptSettings, Servers {
  /** Which of several sessions. */
  readonly profile: string
  readonly token: null
}

export interface TokenSettings extends KeptSettings {
  readonly token: string
  readonly apiUrl: string
}

/**
 * With OWNLIST_TOKEN, the environment must also name the API. Without it, the servers come from the environment, from
 * the profile's login, or are those of this machine.
 * @throws {CliError} if it is not certain that these servers belong together
 */
export async function readCliSettings(env: CliEnv, profile: string): Promise<CliSettings> {
  if (profile.trim() === '') throw new CliError(exitCodes.usage, text('servers.emptyProfile'))
  const configDir = resolve(env.configDir ?? envPaths('ownlist', { suffix: '' }).config)
  if (env.token !== undefined) return { configDir, ...(await checkTokenServers(env, env.token, configDir)) }
  const saved = (await readSavedServers(configDir, profile)) ?? (await olderServers(configDir, profile))
  return { configDir, profile, token: null, ...chooseServers(env, profile, saved) }
}

/** The pair that an older version saved for all profiles belongs to this profile if it is signed in there. */
async function olderServers(configDir: string, profile: string): Promise<Servers | null> {
  const older = await readOlderServers(configDir)
  if (older === null) return null
  return (await readSession({ configDir, profile, webUrl: older.webUrl })) === null ? null : older
}
