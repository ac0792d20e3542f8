import { join } from 'node:path'
import { AsyncEntry } from '@napi-rs/keyring'
import { sessionFile } from '@ownlist/client/node'
import { z } from 'zod'
import { serverAddress } from './servers.js'

/** Which session: there is one for each profile and web app. */
export interface SessionKey {
  /** Absolute. */
  readonly configDir: string
  readonly profile: string
  readonly webUrl: string
}

const stored = z.object({ session: z.string(), apiUrl: serverAddress })

/** A session, and the API that its tokens are for. */
export interface KeptSession {
  readonly session: string
  /** Null where an older version kept it, which did not note the API. */
  readonly apiUrl: string | null
}

/** @returns null where there is none @throws {Error} if there is one that cannot be read */
export async function readSession(key: SessionKey): Promise<KeptSession | null> {
  const { keychain, file } = placesOf(key)
  const text = (await keychain.getPassword().catch(() => null)) ?? (await file.read())
  if (text === null) return null
  if (!text.startsWith('{')) return { session: text, apiUrl: null }
  try {
    return stored.parse(JSON.parse(text))
  } catch (cause) {
    throw new Error(`The session at ${key.webUrl} cannot be read. Run \`ownlist login\` to replace it.`, { cause })
  }
}

/** @returns where it was put, fit to show: `the keychain`, or the file's path */
export async function writeSession(key: SessionKey, session: string, apiUrl: string): Promise<string> {
  const { keychain, file, path } = placesOf(key)
  const text = JSON.stringify({ session, apiUrl })
  try {
    await keychain.setPassword(text)
    await file.remove()
    return 'the keychain'
  } catch {
    await file.write(text)
    return path
  }
}

/** Resolves too where there is none. */
export async function removeSession(key: SessionKey): Promise<void> {
  const { keychain, file } = placesOf(key)
  await keychain.deletePassword().catch(() => undefined)
  await file.remove()
}

/**
 * The system's keychain or, where there is none that can be written, a file that only its owner can read. A keychain that
 * answers late goes before the file.
 */
function placesOf({ configDir, webUrl, profile }: SessionKey) {
  const name = profile === 'default' ? webUrl : `${profile} ${webUrl}`
  const path = join(configDir, 'sessions', encodeURIComponent(name))
  return { keychain: new AsyncEntry('ownlist', name), file: sessionFile(path), path }
}
