import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PostgresBinaries } from './binaries.js'
import { identify, isRunning, type ProcessIdentity } from './process-identity.js'
import { unprivileged } from './unprivileged.js'

/** How long `pg_ctl` waits, in seconds: recovery from a crash can take minutes. */
const patience = '600'

/**
 * Starts a server with `pg_ctl`, which first drops administrator rights. On Windows PostgreSQL refuses to run with
 * them, and a terminal or a CI runner often has them. The server is not a child of this process.
 * @throws {Error} if it does not start; the server's log says why
 */
export async function startByPgCtl(
  { pg_ctl }: PostgresBinaries,
  dataDir: string,
  options: { readonly log: string; readonly flags: readonly string[] },
): Promise<ProcessIdentity> {
  const args = ['start', '-D', dataDir, '-l', options.log, '-o', options.flags.join(' '), '-w', '-t', patience]
  // There are no pipes: the server would inherit them and keep them open.
  const [code] = await once(spawn(...unprivileged(pg_ctl, args, 'KILL'), { stdio: 'ignore' }), 'exit')
  if (code !== 0) throw new Error(`PostgreSQL did not start. See ${options.log}.`)
  const [pid] = (await readFile(join(dataDir, 'postmaster.pid'), 'utf8')).split('\n')
  return identify(Number(pid)) ?? { pid: Number(pid), startedAt: null }
}

/** Resolves when a process that is not a child of this one has ended. */
export async function untilEnded(process: ProcessIdentity): Promise<void> {
  while (isRunning(process)) await sleep(500, undefined, { ref: false })
}
