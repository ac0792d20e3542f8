// The process that keeps one embedded PostgreSQL, for as long as the process that asked for it lives. Killed outright,
// a parent can clean nothing up; this process sees the channel to it close, and stops the server in its stead.
import { findBinaries } from './binaries.js'
import { type Cluster, initialise, runningPort, start, stop } from './cluster.js'

/** What the parent sends first. Not an argument: it holds a password, and arguments are there for every user to see. */
export interface KeeperOrder extends Cluster {
  readonly lasting: boolean
}

/** What the keeper answers, once. */
export type KeeperReport = { readonly port: number } | { readonly error: string }

const order = await new Promise<KeeperOrder>((resolve) =>
  process.once('message', (message) => resolve(message as KeeperOrder)),
)
const binaries = await findBinaries()

let stopping: Promise<void> | undefined
const end = async (code: number) => {
  stopping ??= stop(order, binaries)
  await stopping
  process.exit(code)
}
process.on('disconnect', () => end(0))
process.on('SIGTERM', () => end(0))

const report = (message: KeeperReport) => process.connected && process.send?.(message)
try {
  await initialise(order, binaries)
  // A server that outlived its keeper: its data is whole, but nobody would ever stop it.
  if ((await runningPort(order)) !== null) await stop(order, binaries)
  report({ port: await start(order, binaries, order.lasting) })
} catch (error) {
  report({ error: error instanceof Error ? error.message : String(error) })
  await end(1)
}
if (!process.connected) await end(0)
