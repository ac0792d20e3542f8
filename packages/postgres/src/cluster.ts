import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { PostgresBinaries } from './binaries.js'
import { ownedByPostgres, unprivileged } from './unprivileged.js'

const run = promisify(execFile)

/** One PostgreSQL data folder and the password of its superuser. */
export interface Cluster {
  /** Absolute path of the data folder. */
  readonly dataDir: string
  readonly password: string
  /** False for a temporary cluster: faster, but not safe against a power cut. */
  readonly lasting: boolean
}

/** The address of a running cluster: the superuser's URL, on the loopback address. */
export const adminUrl = ({ password }: Pick<Cluster, 'password'>, port: number): string =>
  `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`

/** Whether the folder contains data. */
export const hasData = (dataDir: string): boolean => existsSync(join(dataDir, 'PG_VERSION'))

/**
 * Creates the data folder if it does not exist. It is created under another name and renamed when it is complete, so
 * that an interrupted one is never mistaken for data. Only for the holder of the folder's lock.
 * @throws {Error} with the end of initdb's output, or if it takes more than two minutes; if the data was written by another
 * major version of PostgreSQL
 */
export async function initialise(cluster: Cluster, binaries: PostgresBinaries, signal: AbortSignal): Promise<void> {
  const { dataDir, password, lasting } = cluster
  const prefix = `${dataDir}.new-`
  await removeUnfinished(prefix)
  if (hasData(dataDir)) return await refuseOtherVersion(dataDir, binaries)
  const folder = await mkdtemp(prefix)
  const passwordFile = `${folder}.password`
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  try {
    await ownedByPostgres(folder)
    await writeFile(passwordFile, password, { mode: 0o600 })
    const args = [`--pgdata=${folder}`, ...locale, ...access, ...(lasting ? [] : ['--no-sync'])]
    await run(...unprivileged(binaries.initdb, args, 'KILL'), { signal, timeout: 120_000 })
    // An empty folder with that name is replaced. A folder that is not empty is left alone, and the rename fails.
    await rename(folder, dataDir)
    if (lasting) await syncFolder(dirname(dataDir))
  } catch (cause) {
    const { killed, stderr = '' } = cause as { killed?: boolean; stderr?: string }
    const why = killed ? 'initdb took more than 2 minutes' : stderr.trim().split('\n').slice(-5).join('\n')
    throw new Error(`The data folder ${dataDir} could not be created: ${why || (cause as Error).message}`, { cause })
  } finally {
    await rm(passwordFile, { force: true })
    await removeFolder(folder)
  }
}

/** A major version of PostgreSQL can only read its own data. */
async function refuseOtherVersion(dataDir: string, { postgres }: PostgresBinaries): Promise<void> {
  const written = (await readFile(join(dataDir, 'PG_VERSION'), 'utf8')).trim()
  const { stdout } = await run(postgres, ['--version'])
  const [, own] = /(\d+)/.exec(stdout) ?? []
  if (written === own) return
  throw new Error(
    `The data in ${dataDir} was written by PostgreSQL ${written}, and PostgreSQL ${own} cannot read it. With the release that wrote it, run pnpm backup. Then run pnpm restore with this release and a new DATA_DIR.`,
  )
}

/** It retries, because a process that a killed initdb had started may still write for a moment. */
const removeFolder = (path: string) => rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })

/** Removes what a killed initdb has left. */
async function removeUnfinished(prefix: string): Promise<void> {
  for (const name of await readdir(dirname(prefix))) {
    if (name.startsWith(basename(prefix))) await removeFolder(join(dirname(prefix), name))
  }
}

/** Ensures that a new name in the folder survives a power cut. Windows does not support this. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
