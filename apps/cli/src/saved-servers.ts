import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Servers, serverAddress } from './servers.js'

const saved = z
  .object({
    webUrl: serverAddress,
    apiUrl: serverAddress,
    /** What the tokens call their issuer, where it is an address. */
    issuer: serverAddress.nullish(),
  })
  .transform((servers) => ({ ...servers, issuer: servers.issuer ?? servers.webUrl }))

/** The servers that a login was at, and what its tokens called their issuer: the web app, unless it is configured otherwise. */
export interface SavedServers extends Servers {
  readonly issuer: string
}

const folderOf = (configDir: string) => join(configDir, 'profiles')
const pathOf = (configDir: string, profile: string) => join(folderOf(configDir), `${encodeURIComponent(profile)}.json`)

/** The servers that this profile signed in at; null if it never did. @throws {Error} on a file that cannot be read */
export const readSavedServers = (configDir: string, profile: string): Promise<Servers | null> =>
  readServers(pathOf(configDir, profile))

/**
 * The one pair that older versions kept for all profiles: that of whichever signed in last. It is read and never written.
 * @throws {Error} on a file that cannot be read
 */
export const readOlderServers = (configDir: string): Promise<Servers | null> =>
  readServers(join(configDir, 'settings.json'))

/** All that any profile signed in at. */
export async function readAllServers(configDir: string): Promise<SavedServers[]> {
  const files = await readdir(folderOf(configDir)).catch(() => [])
  const paths = files.filter((file) => file.endsWith('.json')).map((file) => join(folderOf(configDir), file))
  const found = await Promise.all([...paths, join(configDir, 'settings.json')].map(readServers))
  return found.filter((servers) => servers !== null)
}

/** A file for each profile, replaced whole: two that sign in at the same time do not overwrite each other. */
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
    throw new Error(`${path} cannot be read. Remove it, and run \`ownlist login\` again.`, { cause })
  }
}
