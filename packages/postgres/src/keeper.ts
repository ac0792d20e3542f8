// This process supervises one embedded PostgreSQL, for as long as the process that asked for it runs. If the parent is
// killed, it cannot clean up. Then this process sees its channel close, and stops the server.
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import getPort from 'get-port'
import { findBinaries } from './binaries.js'
import { type Cluster, initialise } from './cluster.js'
import {
  acquireLock,
  FolderInUseError,
  type FolderLock,
  type LockedServer,
  lockPath,
  type Purpose,
  releaseLock,
  replaceLock,
} from './folder-lock.js'
import { isRunning, ownIdentity, type ProcessIdentity } from './process-identity.js'
import { restartLimit } from './restart-limit.js'
import { rotateCopy } from './rotate-copy.js'
import { logPath, type Server, spawnServer, stopServer, untilReady, WrongPasswordError, wasKilled } from './server.js'

/**
 * The first message of the parent. It is not an argument, because it contains a password, and every user can see
 * arguments.
 */
export interface KeeperOrder extends Cluster {
  readonly purpose: Purpose
  readonly starter: ProcessIdentity
  /** The port of the server, if others already know it; null for any free port. */
  readonly port: number | null
}

/** The messages of the keeper: first whether the server is ready, and possibly later that it is permanently gone. */
export type KeeperReport =
  | { readonly state: 'ready'; readonly port: number }
  | {
      readonly state: 'failed'
      readonly error: string
      readonly wrongPassword: boolean
      readonly holder: FolderLock | null
    }
  | { readonly state: 'gone'; readonly error: string }

const self = ownIdentity()
const ending = new AbortController()
const order = await new Promise<KeeperOrder>((resolve) =>
  process.once('message', (message) => resolve(message as KeeperOrder)),
)
const { dataDir } = order
let server: Server | undefined
let hasLock = false
let starting: Promise<void> | undefined

let stopping: Promise<void> | undefined
const end = async (code: number) => {
  ending.abort()
  stopping ??= stop()
  await stopping
  process.exit(code)
}
async function stop(): Promise<void> {
  // A server that is still starting is known once the start is abandoned.
  await starting?.catch(() => undefined)
  if (server !== undefined) await stopServer(server.identity)
  if (hasLock) await releaseLock(dataDir, self).catch(() => undefined)
}
// Listening also keeps this process alive. On Linux there is a second defence: the system signals a server whose keeper has
// ended (`unprivileged`). But the lock would remain, and on other systems the server would, too.
process.on('disconnect', () => end(0))
process.on('SIGTERM', () => end(0))
// The terminal's signals are for the parent, which decides when to stop.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined)

/** A parent that is gone needs no report; its end shows as `disconnect`. */
const report = (message: KeeperReport) => process.connected && process.send?.(message, () => undefined)

const inLock = (entry: LockedServer | null): FolderLock => ({
  purpose: order.purpose,
  starter: order.starter,
  keeper: self,
  server: entry,
})

async function start(port: number): Promise<void> {
  await rotateCopy(logPath(dataDir), mostLogBytes)
  const started = await spawnServer(order, binaries, port)
  server = started
  const entry = { ...started.identity, port }
  // This comes before the server is ready: after a crash, the lock must tell whose server it is.
  await replaceLock(lockPath(dataDir), inLock({ ...entry, ready: false }))
  await untilReady(order, started, ending.signal)
  await replaceLock(lockPath(dataDir), inLock({ ...entry, ready: true }))
}

/** A killed server leaves its lock, and PostgreSQL refuses to start until the last of its workers is gone. */
async function startPatiently(port: number): Promise<void> {
  const giveUp = Date.now() + (wasKilled(dataDir) ? 10_000 : 0)
  for (;;) {
    try {
      ending.signal.throwIfAborted()
      starting = start(port)
      return await starting
    } catch (error) {
      if (server !== undefined) await stopServer(server.identity)
      if (error instanceof WrongPasswordError || ending.signal.aborted || Date.now() >= giveUp) throw error
      await sleep(200)
    }
  }
}

/** Restarts the server on the same port whenever it crashes, until that happens too often. */
async function watch(port: number): Promise<void> {
  const mayRestart = restartLimit()
  for (;;) {
    await server?.ended
    if (ending.signal.aborted) return
    if (!mayRestart()) throw new Error(`PostgreSQL ended unexpectedly too many times. See ${logPath(dataDir)}.`)
    await startPatiently(port)
  }
}

const mostLogBytes = 10 * 1_024 * 1_024
const binaries = await findBinaries()
try {
  await mkdir(dirname(dataDir), { recursive: true })
  const previous = await acquireLock(dataDir, inLock(null))
  hasLock = true
  // This server outlived its keeper. Its data is complete, but nobody else would ever stop it.
  if (previous?.server && isRunning(previous.server)) await stopServer(previous.server)
  await initialise(order, binaries, ending.signal)
  const port = order.port ?? (await getPort({ host: '127.0.0.1' }))
  await startPatiently(port)
  report({ state: 'ready', port })
  setInterval(() => rotateCopy(logPath(dataDir), mostLogBytes), 60_000).unref()
  if (!process.connected) await end(0)
  await watch(port).catch(async (error: Error) => {
    report({ state: 'gone', error: error.message })
    await end(1)
  })
} catch (error) {
  report({
    state: 'failed',
    error: error instanceof Error ? error.message : String(error),
    wrongPassword: error instanceof WrongPasswordError,
    holder: error instanceof FolderInUseError ? error.holder : null,
  })
  await end(1)
}
