import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Servers, serverAddress } from './servers.js'
import { text } from './texts/text.js'

const saved = z
  .object({
    webUrl: serverAddress,
    apiUrl: serverAddress,
    /** The issuer of the tokens, if it is a URL. */
    issuer: serverAddress.nullish(),
  })
  .transform((servers) => ({ ...servers, issuer: servers.issuer ?? servers.webUrl }))

/** The servers of a login, and the issuer that its tokens named: the web app, unless it is configured differently. */
export interface SavedServers extends Servers {
  readonly issuer: string
}

const folderOf = (configDir: string) => join(configDir, 'profiles')
const pathOf = (configDir: string, profile: string) => join(folderOf(configDir), `${encodeURIComponent(profile)}.json`)

/**
 * The servers of this profile's login; null if it never signed in.
 * @throws {Error} on a file that cannot be read
 */
export const readSavedServers = (configDir: string, profile: string): Promise<Servers | null> =>
  readServers(pathOf(configDir, profile))

/**
 * The one pair that older versions saved for all profiles: that of the last login. It is read but never written.
 * @throws {Error} on a file that cannot be read
 */
export const readOlderServers = (configDir: string): Promise<Servers | null> =>
  readServers(join(configDir, 'settings.json'))

/** The servers of every profile's login. */
export async function readAllServers(configDir: string): Promise<SavedServers[]> {
  const files = await readdir(folderOf(configDir)).catch(() => [])
  const paths = files.filter((file) => file.endsWith('.json')).map((file) => join(folderOf(configDir), file))
  const found = await Promise.all([...paths, join(configDir, 'settings.json')].map(readServers))
  return found.filter((servers) => servers !== null)
}

/**
 * There is one file per profile, and it is replaced atomically, so that two logins at the same time do not overwrite
 * each other.
 */
export async function saveServers(configDir: string, profile: string, servers: SavedServers): Promise<void> {
  const { webUrl, apiUrl, issuer } = servers
  await mkdir(folderOf(configDir), { recursive: true, mode: 0o700 })
  const path = pathOf(configDir, profile)
  const whole = `${path}.${process.pid}`
  await writeFile(whole, `${JSON.stringify({ webUrl, apiUrl, issuer }, null, 2)}\n`)
  await rename(whole, path)
}

async function readServers(path: string): Promise<SavedServers | null> {
  try {
    return saved.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    throw new Error(text('session.unreadableFile', { path }), { cause })
  }
}
