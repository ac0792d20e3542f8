import { spawnSync } from 'node:child_process'
import { chown } from 'node:fs/promises'

const isRoot = process.getuid?.() === 0

/** The user id of `nobody` on every Linux. PostgreSQL refuses to run as root. */
const nobody = 65534

/**
 * A command in the form in which PostgreSQL can run: unchanged for an ordinary user, and as `nobody` for root on Linux.
 * The process keeps the one capability to pass through folders that only root may enter, since a checkout and its
 * `.data` are often in one.
 * @param whenParentEnds the signal that Linux sends it when its parent has ended in any way, including `kill -9`
 */
export function unprivileged(
  program: string,
  args: readonly string[],
  whenParentEnds: 'INT' | 'KILL',
): [program: string, args: string[]] {
  const death = isLinuxWithSetpriv() ? [`--pdeathsig=${whenParentEnds}`] : []
  if (!isRoot) return death.length === 0 ? [program, [...args]] : ['setpriv', [...death, program, ...args]]
  if (process.platform !== 'linux') throw new Error('PostgreSQL does not run as root. Start it as an ordinary user.')
  const user = [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups']
  // no_setuid_fixup is set because access(2), with which PostgreSQL looks for its own program, must honour the
  // capability too.
  const reach = ['--securebits=+no_setuid_fixup', '--inh-caps=-all,+dac_override', '--ambient-caps=-all,+dac_override']
  return ['setpriv', [...user, ...reach, ...death, program, ...args]]
}

let hasSetpriv: boolean | undefined

/** Other systems have no such signal. There, the next command stops a server whose keeper was killed. */
function isLinuxWithSetpriv(): boolean {
  hasSetpriv ??= process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig=INT', 'true']).status === 0
  return hasSetpriv
}

/** Makes the user that `unprivileged` runs as the owner of a folder. */
export async function ownedByPostgres(folder: string): Promise<void> {
  if (isRoot) await chown(folder, nobody, nobody)
}
