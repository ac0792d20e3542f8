import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { hasData, syncFolder } from '@ownlist/postgres'
import { z } from 'zod'

const schema = z.object({ postgresPassword: z.string(), betterAuthSecret: z.string() })

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
  await writeOnce(path, `${JSON.stringify(make(), null, 2)}\n`)
  // This is not necessarily what was created here: another command may have been first.
  return parseSecrets(dataDir, await readFile(path, 'utf8'))
}

function randomSecrets(): LocalSecrets {
  const random = () => randomBytes(32).toString('base64url')
  return { postgresPassword: random(), betterAuthSecret: random() }
}

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

/** Writes the file atomically and to the disk. An existing file does not change. */
async function writeOnce(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}`
  try {
    const file = await open(temporary, 'wx', 0o600)
    await file.writeFile(text)
    await file.sync()
    await file.close()
    await link(temporary, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(temporary, { force: true })
  }
  await syncFolder(dirname(path))
}
