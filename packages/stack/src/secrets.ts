// domain: tasks {
// domain: tasks }
import { createECDH, randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { hasData, syncFolder } from '@ownlist/postgres'
import { z } from 'zod'

const schema = z.object({
  postgresPassword: z.string(),
  betterAuthSecret: z.string(),
  // domain: tasks {
  /** A folder from an older version has none at first. */
  vapid: z.object({ publicKey: z.string(), privateKey: z.string() }).optional(),
  // domain: tasks }
})

/** The secrets of the embedded default setup, which nobody should have to think about. */
export type LocalSecrets = z.output<typeof schema>

/** The path of a data folder's secrets. */
const secretsPath = (dataDir: string): string => join(dataDir, 'secrets.json')

/** The folder in which the embedded PostgreSQL stores its data. */
export const postgresFolder = (dataDir: string): string => join(dataDir, 'postgres')

const remedy = (dataDir: string) =>
  `Restore ${secretsPath(dataDir)} from a backup. To start without the data, move ${postgresFolder(dataDir)} away.`

/**
 * Reads the data folder's `secrets.json`, or creates it, readable by its owner only. The secrets belong to the data:
 * with another password the database cannot be opened, and with another secret its signing keys cannot be decrypted.
 * @param make creates the content of a new file; by default random secrets
 * @throws {Error} if the file cannot be read, or is missing although there is data; it is never replaced
 */
export async function localSecrets(dataDir: string, make: () => LocalSecrets = randomSecrets): Promise<LocalSecrets> {
  const path = secretsPath(dataDir)
  if (existsSync(path)) return parseSecrets(dataDir, await readFile(path, 'utf8'))
  if (hasData(postgresFolder(dataDir))) {
    throw new Error(`${path} is missing, and the data next to it cannot be opened without it. ${remedy(dataDir)}`)
  }
  await mkdir(dataDir, { recursive: true })
  await writeFile(path, make(), linkOnce)
  // This is not necessarily what was created here: another command may have been first.
  return parseSecrets(dataDir, await readFile(path, 'utf8'))
}

function randomSecrets(): LocalSecrets {
  const random = () => randomBytes(32).toString('base64url')
  return {
    postgresPassword: random(),
    betterAuthSecret: random(),
    // domain: tasks {
    vapid: newVapidKeys(),
    // domain: tasks }
  }
}

// domain: tasks {
/** A key pair with which push services recognize the sender of reminders: P-256, in base64url (RFC 8292). */
export type VapidKeys = NonNullable<LocalSecrets['vapid']>

/**
 * The data folder's VAPID keys. Browsers subscribe with the public key, so the keys never change. A folder from an older
 * version gets a pair; its other secrets stay.
 * @throws as `localSecrets`
 */
export async function localVapidKeys(dataDir: string): Promise<VapidKeys> {
  const secrets = await localSecrets(dataDir)
  if (secrets.vapid !== undefined) return secrets.vapid
  const vapid = newVapidKeys()
  await writeFile(secretsPath(dataDir), { ...secrets, vapid }, rename)
  return vapid
}

function newVapidKeys(): VapidKeys {
  const keys = createECDH('prime256v1')
  const publicKey = keys.generateKeys('base64url')
  // Node omits leading zeros.
  const privateKey = Buffer.from(keys.getPrivateKey('hex').padStart(64, '0'), 'hex').toString('base64url')
  return { publicKey, privateKey }
}
// domain: tasks }

/** The error for secrets that belong to other data. */
export const wrongSecrets = (dataDir: string, cause: unknown): Error =>
  new Error(
    `The postgresPassword in ${secretsPath(dataDir)} is not the one that the data was created with. ${remedy(dataDir)}`,
    { cause },
  )

function parseSecrets(dataDir: string, text: string): LocalSecrets {
  try {
    return schema.parse(JSON.parse(text))
  } catch (cause) {
    const path = secretsPath(dataDir)
    throw new Error(`${path} cannot be read, and the data next to it cannot be opened without it. ${remedy(dataDir)}`, {
      cause,
    })
  }
}

/** Gives a new file its name. An existing file is not changed. */
const linkOnce = (temporary: string, path: string) =>
  link(temporary, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })

/** Writes the file to the disk under another name, and then renames it, so that an incomplete file never has its name. */
async function writeFile(path: string, secrets: LocalSecrets, name: typeof linkOnce): Promise<void> {
  const temporary = `${path}.${randomUUID()}`
  try {
    const file = await open(temporary, 'wx', 0o600)
    await file.writeFile(`${JSON.stringify(secrets, null, 2)}\n`)
    await file.sync()
    await file.close()
    await name(temporary, path)
  } finally {
    await rm(temporary, { force: true })
  }
  await syncFolder(dirname(path))
}
