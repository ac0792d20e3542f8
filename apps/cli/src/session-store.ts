import { join } from 'node:path'
import { AsyncEntry } from '@napi-rs/keyring'
import { type SessionStore, sessionFile } from '@ownlist/client/node'
import type { CliSettings } from './settings.js'

/** Says where a session was put. */
export interface CliSessionStore extends SessionStore {
  /** Fit to show: `the keychain`, or the file's path. */
  readonly place: () => string
}

/**
 * Keeps a session of each profile and web app in the system's keychain or, where there is none that can be written, in a file that only
 * its owner can read. A keychain that answers late goes before the file.
 */
export function cliSessionStore({ configDir, webUrl, profile }: CliSettings): CliSessionStore {
  const name = profile === 'default' ? webUrl : `${profile} ${webUrl}`
  const path = join(configDir, 'sessions', encodeURIComponent(name))
  const file = sessionFile(path)
  const keychain = new AsyncEntry('ownlist', name)
  let place = path
  return {
    read: async () => (await keychain.getPassword().catch(() => null)) ?? (await file.read()),
    async write(session) {
      try {
        await keychain.setPassword(session)
        await file.remove()
        place = 'the keychain'
      } catch {
        await file.write(session)
        place = path
      }
    },
    async remove() {
      await keychain.deletePassword().catch(() => undefined)
      await file.remove()
    },
    place: () => place,
  }
}
