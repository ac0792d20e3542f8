import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { PostgresBinaries } from './binaries.js'
import { adminUrl, type Cluster } from './cluster.js'
import { startByPgCtl, untilEnded } from './pg-ctl.js'
import { identify, isRunning, type ProcessIdentity } from './process-identity.js'
import { unprivileged } from './unprivileged.js'

/** The log of a data folder's server, next to it. */
export const logPath = (dataDir: string): string => `${dataDir}.log`

/** The superuser's password is not the one that the data folder was created with. */
export class WrongPasswordError extends Error {
  override readonly name = 'WrongPasswordError'
}

/** A server process that this process started. */
export interface Server {
  readonly identity: ProcessIdentity
  readonly port: number
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<void>
}

/**
 * Starts a server process. It is detached: a Ctrl-C in the terminal does not reach it, so that its users can finish
 * first. On Linux it shuts itself down when this process ends in any way.
 */
export async function spawnServer(cluster: Cluster, binaries: PostgresBinaries, port: number): Promise<Server> {
  const quick = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    // Statements and rows are not logged, since both contain users' data.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(cluster.lasting ? {} : quick),
  }
  const flags = ['-p', String(port), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  const log = logPath(cluster.dataDir)
  if (process.platform === 'win32') {
    const identity = await startByPgCtl(binaries, cluster.dataDir, { log, flags })
    return { identity, port, ended: untilEnded(identity) }
  }
  const output = openSync(log, 'a')
  const args = ['-D', cluster.dataDir, ...flags]
  const child = spawn(...unprivileged(binaries.postgres, args, 'INT'), {
    detached: true,
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await once(child, 'spawn')
  child.unref()
  return { identity: identityOf(child), port, ended }
}

const identityOf = ({ pid = 0 }: ChildProcess): ProcessIdentity => identify(pid) ?? { pid, startedAt: null }

/**
 * Resolves when the server accepts connections.
 * @throws {WrongPasswordError}, {Error} with the end of the server's log, if the server ends, does not answer for a
 * minute, or recovers from a crash for more than ten
 */
export async function untilReady(cluster: Cluster, { identity, port }: Server, signal: AbortSignal): Promise<void> {
  const begin = Date.now()
  for (;;) {
    const answer = await greet(cluster, port)
    if (answer.state === 'ready') return
    if (answer.state === 'wrong password') {
      throw new WrongPasswordError(`The data in ${cluster.dataDir} was created with another superuser password.`)
    }
    const seconds = (Date.now() - begin) / 1_000
    if (!isRunning(identity)) throw new Error(`PostgreSQL did not start.\n${await endOfLog(cluster)}`)
    if (seconds > (answer.state === 'recovering' ? 600 : 60)) {
      throw new Error(
        `PostgreSQL did not answer for ${Math.round(seconds)} s: ${answer.why}\n${await endOfLog(cluster)}`,
      )
    }
    await sleep(25, undefined, { signal })
  }
}

/** Shuts a server down in order: it ends open connections, and rolls back what they did not commit. */
export async function stopServer(server: ProcessIdentity): Promise<void> {
  // These are pg_ctl's fast and then immediate shutdown. The data is safe after any of the three.
  for (const [signal, seconds] of [
    ['SIGINT', 30],
    ['SIGQUIT', 10],
    ['SIGKILL', 5],
  ] as const) {
    if (!isRunning(server)) return
    process.kill(server.pid, signal)
    const giveUp = Date.now() + seconds * 1_000
    while (isRunning(server) && Date.now() < giveUp) await sleep(20)
  }
}

/** Whether the last server of the folder ended without removing its own lock. */
export function wasKilled(dataDir: string): boolean {
  const path = join(dataDir, 'postmaster.pid')
  return existsSync(path) && identify(Number(readFileSync(path, 'utf8').split('\n')[0])) === null
}

type Greeting =
  | { readonly state: 'ready' }
  | { readonly state: 'wrong password' }
  | { readonly state: 'recovering' | 'silent'; readonly why: string }

async function greet(cluster: Cluster, port: number): Promise<Greeting> {
  const client = new pg.Client({ connectionString: adminUrl(cluster, port), connectionTimeoutMillis: 2_000 })
  // A server that goes away between connect and end must not end this process.
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query("select current_setting('data_directory') as folder")
    // On Windows PostgreSQL writes `/` in its own path, so both paths are normalized.
    return resolve(rows[0].folder) === resolve(cluster.dataDir)
      ? { state: 'ready' }
      : { state: 'silent', why: `another server answers on port ${port}` }
  } catch (error) {
    return greetingOf(error)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/**
 * SQLSTATE: wrong password; cannot connect now (starting, recovering); too many connections, which only a running
 * server has.
 */
function greetingOf(error: unknown): Greeting {
  const { code, message } = error as { code?: string; message: string }
  if (code === '28P01') return { state: 'wrong password' }
  if (code === '53300') return { state: 'ready' }
  return { state: code === '57P03' ? 'recovering' : 'silent', why: message }
}

const endOfLog = async ({ dataDir }: Cluster) =>
  (await readFile(logPath(dataDir), 'utf8').catch(() => '')).trim().split('\n').slice(-5).join('\n')
