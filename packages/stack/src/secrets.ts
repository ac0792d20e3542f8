import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const schema = z.object({ postgresPassword: z.string(), betterAuthSecret: z.string() })

/** What the embedded default needs and nobody should have to think of. */
export type LocalSecrets = z.output<typeof schema>

/**
 * Reads the data folder's `secrets.json`, or makes it, readable by its owner only. They belong to the data: with another
 * password the database stays shut, with another secret the signing keys in it cannot be decrypted.
 * @throws {Error} if the file is there and cannot be read; it is never replaced
 */
export async function localSecrets(dataDir: string): Promise<LocalSecrets> {
  const path = join(dataDir, 'secrets.json')
  if (existsSync(path)) return parseSecrets(path, await readFile(path, 'utf8'))
  const random = () => randomBytes(32).toString('base64url')
  const secrets = { postgresPassword: random(), betterAuthSecret: random() }
  await mkdir(dataDir, { recursive: true })
  await writeFile(path, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  return secrets
}

function parseSecrets(path: string, text: string): LocalSecrets {
  try {
    return schema.parse(JSON.parse(text))
  } catch (cause) {
    const remedy = 'Restore it from a backup, or remove the whole folder to start without data.'
    throw new Error(`${path} cannot be read, and the data beside it not be opened without it. ${remedy}`, { cause })
  }
}
