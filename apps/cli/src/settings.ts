import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import envPaths from 'env-paths'
import { z } from 'zod'
import type { CliEnv } from './env.js'

const saved = z.object({ webUrl: z.url(), apiUrl: z.url() })

/** Where this program talks to, and where it keeps things. */
export interface CliSettings extends z.output<typeof saved> {
  /** Absolute. */
  readonly configDir: string
  readonly token: string | undefined
  /** Which of several sessions. */
  readonly profile: string
}

/** The environment, then what `login` saved, then this machine's own `pnpm start`. */
export async function readCliSettings(env: CliEnv, profile: string): Promise<CliSettings> {
  const configDir = resolve(env.configDir ?? envPaths('ownlist', { suffix: '' }).config)
  const before = await readSaved(join(configDir, 'settings.json'))
  return {
    configDir,
    token: env.token,
    profile,
    webUrl: env.webUrl ?? before?.webUrl ?? 'http://localhost:3000',
    apiUrl: env.apiUrl ?? before?.apiUrl ?? 'http://localhost:4000',
  }
}

export async function saveCliSettings({ configDir, webUrl, apiUrl }: CliSettings): Promise<void> {
  await mkdir(configDir, { recursive: true, mode: 0o700 })
  await writeFile(join(configDir, 'settings.json'), `${JSON.stringify({ webUrl, apiUrl }, null, 2)}\n`)
}

async function readSaved(path: string): Promise<z.output<typeof saved> | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    return saved.parse(JSON.parse(text))
  } catch (cause) {
    throw new Error(`${path} cannot be read. Remove it, and run \`ownlist login\` again.`, { cause })
  }
}
