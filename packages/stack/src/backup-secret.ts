import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { StackSettings } from './env.js'
import { type LocalSecrets, localSecrets } from './secrets.js'

// Sessions and signing keys in a backup are useless without the secret that they were created with.

const file = 'secret.json'

interface BackupSecret {
  /** Checks whether a secret is the right one, without revealing it. */
  readonly fingerprint: string
  /** Only for a secret in `secrets.json`: a secret from the environment is managed by the operator who sets it. */
  readonly betterAuthSecret?: string
  // domain: tasks {
  /**
   * The key pair in `secrets.json`. With another pair, push services refuse reminders to browsers that have already
   * subscribed.
   */
  readonly vapid?: LocalSecrets['vapid']
  // domain: tasks }
}

const fingerprintOf = (secret: string) => createHash('sha256').update(`ownlist backup ${secret}`).digest('hex')

/** The files of a backup about the secret, by file name. */
export async function secretForBackup({ betterAuthSecret, dataDir }: StackSettings): Promise<Record<string, string>> {
  const secrets = await localSecrets(dataDir)
  const local = betterAuthSecret === undefined ? secrets.betterAuthSecret : undefined
  const secret: BackupSecret = {
    fingerprint: fingerprintOf(betterAuthSecret ?? local ?? ''),
    ...(local === undefined ? {} : { betterAuthSecret: local }),
    // domain: tasks {
    vapid: secrets.vapid,
    // domain: tasks }
  }
  return { [file]: `${JSON.stringify(secret, null, 2)}\n` }
}

/**
 * Makes sure that the apps will use the secret of the backup. In a new data folder, it writes the secret there.
 * @throws {Error} that says which secret has to be set, before anything is restored
 */
export async function adoptSecret({ betterAuthSecret, dataDir }: StackSettings, folder: string): Promise<void> {
  const backup: BackupSecret = JSON.parse(await readFile(join(folder, file), 'utf8'))
  const random = () => randomBytes(32).toString('base64url')
  const adopted = {
    postgresPassword: random(),
    betterAuthSecret: backup.betterAuthSecret ?? random(),
    // domain: tasks {
    vapid: backup.vapid,
    // domain: tasks }
  }
  if (betterAuthSecret === undefined && backup.betterAuthSecret === undefined) {
    throw new Error(
      'Set BETTER_AUTH_SECRET to the secret that was set when the backup was made: it is not in the backup.',
    )
  }
  const local = await localSecrets(dataDir, () => adopted)
  const secret = betterAuthSecret ?? local.betterAuthSecret
  if (fingerprintOf(secret) === backup.fingerprint) return
  const remedy =
    backup.betterAuthSecret === undefined
      ? 'Set BETTER_AUTH_SECRET to the one that was set then.'
      : `Set BETTER_AUTH_SECRET to the one in ${join(folder, file)}, or choose a new folder with DATA_DIR.`
  throw new Error(
    `The backup was created with another BETTER_AUTH_SECRET, so its sessions and keys could not be used. ${remedy}`,
  )
}
