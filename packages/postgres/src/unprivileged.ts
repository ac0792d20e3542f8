import { spawnSync } from 'node:child_process'
import { chown } from 'node:fs/promises'

const isRoot = process.getuid?.() === 0

/** The user id of `nobody` on every Linux; Postgres refuses to run as root. */
const nobody = 65534

/**
 * A command as PostgreSQL can run it: as it is for an ordinary user; for root on Linux, as `nobody`. The process keeps the one
 * capability to pass folders that only root may enter, since a checkout and its `.data` often lie in one.
 * @param whenParentEnds the signal that Linux sends it when its parent has ended in any way, `kill -9` included
 */
export function unprivileged(
  program: string,
  args: readonly string[],
  whenParentEnds: 'INT' | 'KILL',
): [program: string, args: string[]] {
  const death = isLinuxWithSetpriv() ? [`--pdeathsig=${whenParentEnds}`] : []
  if (!isRoot) return death.length === 0 ? [program, [...args]] : ['setpriv', [...death, program, ...args]]
  if (process.platform !== 'linux') throw new Error('PostgreSQL does not run as root. Start as an ordinary user.')
  const user = [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups']
  // no_setuid_fixup: access(2), with which Postgres looks for its own program, honours the capability too.
  const reach = ['--securebits=+no_setuid_fixup', '--inh-caps=-all,+dac_override', '--ambient-caps=-all,+dac_override']
  return ['setpriv', [...user, ...reach, ...death, program, ...args]]
}

let hasSetpriv: boolean | undefined

/** Other systems have no such signal; there, the next command takes care of a server whose keeper was killed. */
function isLinuxWithSetpriv(): boolean {
  hasSetpriv ??= process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig=INT', 'true']).status === 0
  return hasSetpriv
}

/** Gives a folder to the user that `unprivileged` runs as. */
export async function ownedByPostgres(folder: string): Promise<void> {
  if (isRoot) await chown(folder, nobody, nobody)
}
