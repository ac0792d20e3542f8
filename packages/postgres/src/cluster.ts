import { execFile, spawn } from 'node:child_process'
import { existsSync, openSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import getPort from 'get-port'
import pg from 'pg'
import type { PostgresBinaries } from './binaries.js'
import { ownedByPostgres, unprivileged } from './unprivileged.js'

const run = promisify(execFile)

/** One PostgreSQL data folder and the password of its superuser. */
export interface Cluster {
  /** Absolute path of the data folder. */
  readonly dataDir: string
  readonly password: string
}

/** Where a running cluster answers: the superuser's URL, on the loopback address. */
export const adminUrl = ({ password }: Cluster, port: number): string =>
  `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`

/** Makes the data folder, unless it is there already. */
export async function initialise({ dataDir, password }: Cluster, { initdb }: PostgresBinaries): Promise<void> {
  if (existsSync(join(dataDir, 'PG_VERSION'))) return
  await mkdir(dataDir, { recursive: true })
  await ownedByPostgres(dataDir)
  const passwordFile = `${dataDir}.password`
  await writeFile(passwordFile, password, { mode: 0o600 })
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  try {
    await run(...unprivileged(initdb, [`--pgdata=${dataDir}`, ...locale, ...access, '--no-sync']))
  } finally {
    await rm(passwordFile)
  }
}

/**
 * Starts the server on a free loopback port and returns the port, once it answers. The server is detached: a Ctrl-C in the
 * terminal does not reach it, so that those who use it can finish first.
 * @param lasting false for a throwaway cluster: faster, and not safe against a power cut
 * @throws {Error} with the end of the server's own log, if it does not start
 */
export async function start(cluster: Cluster, binaries: PostgresBinaries, lasting: boolean): Promise<number> {
  // A server that was killed outright leaves its lock, and Postgres refuses until the last of its workers is gone.
  const giveUp = Date.now() + (isLocked(cluster) ? 10_000 : 0)
  for (;;) {
    try {
      return await tryStart(cluster, binaries, lasting)
    } catch (error) {
      if (Date.now() >= giveUp) throw error
      await sleep(200)
    }
  }
}

async function tryStart(cluster: Cluster, { postgres }: PostgresBinaries, lasting: boolean): Promise<number> {
  const port = await getPort({ host: '127.0.0.1' })
  const log = `${cluster.dataDir}.log`
  const quick = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    // Neither statements nor rows in the log: both hold people's words.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(lasting ? {} : quick),
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const output = openSync(log, 'a')
  const server = spawn(...unprivileged(postgres, ['-D', cluster.dataDir, '-p', String(port), ...flags]), {
    detached: true,
    stdio: ['ignore', output, output],
  })
  let failed: Error | undefined
  server.on('error', (error) => {
    failed = error
  })
  server.unref()
  while (!(await answers(cluster, port))) {
    if (failed !== undefined || server.exitCode !== null || server.signalCode !== null) {
      const lines = (await readFile(log, 'utf8')).trim().split('\n').slice(-5)
      throw new Error(`PostgreSQL did not start.\n${lines.join('\n')}`, { cause: failed })
    }
    await sleep(25)
  }
  return port
}

/** Ends open connections and stops the server. Does nothing if it is not running. */
export async function stop(cluster: Cluster, { pg_ctl }: PostgresBinaries): Promise<void> {
  if (!isLocked(cluster)) return
  await run(...unprivileged(pg_ctl, ['stop', '-D', cluster.dataDir, '-m', 'fast', '-w', '-t', '30'])).catch(
    () => undefined,
  )
}

const lockFile = ({ dataDir }: Cluster) => join(dataDir, 'postmaster.pid')
const isLocked = (cluster: Cluster) => existsSync(lockFile(cluster))

/** The port on which this very data folder is being served now, or null. */
export async function runningPort(cluster: Cluster): Promise<number | null> {
  const lock = await readFile(lockFile(cluster), 'utf8').catch(() => '')
  const port = Number(lock.split('\n')[3])
  return port && (await answers(cluster, port)) ? port : null
}

async function answers(cluster: Cluster, port: number): Promise<boolean> {
  const client = new pg.Client({ connectionString: adminUrl(cluster, port), connectionTimeoutMillis: 2_000 })
  // A server that goes away between connect and end must not take this process with it.
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query("select current_setting('data_directory') as folder")
    return rows[0].folder === cluster.dataDir
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}
