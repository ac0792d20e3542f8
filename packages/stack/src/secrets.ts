import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const schema = z.object({ postgresPassword: z.string(), betterAuthSecret: z.string() })

/** What the embedded default needs and nobody should have to think of. */
export type LocalSecrets = z.output<typeof schema>

/**
 * Reads the data folder's `secrets.json`, or makes it, readable by its owner only. They belong to the data: with another
 * password the database stays shut, with another secret the signing keys in it cannot be decrypted.
 */
export async function localSecrets(dataDir: string): Promise<LocalSecrets> {
  const path = join(dataDir, 'secrets.json')
  const stored = await readFile(path, 'utf8').catch(() => null)
  if (stored !== null) return schema.parse(JSON.parse(stored))
  const random = () => randomBytes(32).toString('base64url')
  const secrets = { postgresPassword: random(), betterAuthSecret: random() }
  await mkdir(dataDir, { recursive: true })
  await writeFile(path, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  return secrets
}
