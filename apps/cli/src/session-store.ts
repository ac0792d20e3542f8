import { join } from 'node:path'
import { AsyncEntry } from '@napi-rs/keyring'
import { sessionFile } from '@ownlist/client/node'
import { z } from 'zod'
import { serverAddress } from './servers.js'
import { text } from './texts/text.js'

/** Identifies a session: there is one per profile and web app. */
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
  /** Null if an older version saved it, which did not record the API. */
  readonly apiUrl: string | null
}

/**
 * @returns null if there is none
 * @throws {Error} if it cannot be read
 */
export async function readSession(key: SessionKey): Promise<KeptSession | null> {
  const { keychain, file } = placesOf(key)
  const found = (await keychain.getPassword().catch(() => null)) ?? (await file.read())
  if (found === null) return null
  if (!found.startsWith('{')) return { session: found, apiUrl: null }
  try {
    return stored.parse(JSON.parse(found))
  } catch (cause) {
    throw new Error(text('session.unreadable', { webUrl: key.webUrl }), { cause })
  }
}

/** @returns where it was saved, to be shown: `the keychain`, or the path of the file */
export async function writeSession(key: SessionKey, session: string, apiUrl: string): Promise<string> {
  const { keychain, file, path } = placesOf(key)
  const whole = JSON.stringify({ session, apiUrl })
  try {
    await keychain.setPassword(whole)
    await file.remove()
    return text('session.keychain')
  } catch {
    await file.write(whole)
    return path
  }
}

/** Resolves also if there is none. */
export async function removeSession(key: SessionKey): Promise<void> {
  const { keychain, file } = placesOf(key)
  await keychain.deletePassword().catch(() => undefined)
  await file.remove()
}

/**
 * The system's keychain or, if there is none that can be written, a file that only its owner can read. A keychain that
 * answers slowly is preferred to the file.
 */
function placesOf({ configDir, webUrl, profile }: SessionKey) {
  const name = profile === 'default' ? webUrl : `${profile} ${webUrl}`
  const path = join(configDir, 'sessions', encodeURIComponent(name))
  return { keychain: new AsyncEntry('ownlist', name), file: sessionFile(path), path }
}
