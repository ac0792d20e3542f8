import { chown } from 'node:fs/promises'

const isRoot = process.getuid?.() === 0

/** The user id of `nobody` on every Linux; Postgres refuses to run as root. */
const nobody = 65534

/**
 * A command as PostgreSQL can run it: as it is for an ordinary user; for root on Linux, as `nobody`. The process keeps the one
 * capability to pass folders that only root may enter, since a checkout and its `.data` often lie in one.
 */
export function unprivileged(program: string, args: readonly string[]): [program: string, args: string[]] {
  if (!isRoot) return [program, [...args]]
  if (process.platform !== 'linux') throw new Error('PostgreSQL does not run as root. Start as an ordinary user.')
  const user = [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups']
  // no_setuid_fixup: access(2), with which Postgres looks for its own program, honours the capability too.
  const reach = ['--securebits=+no_setuid_fixup', '--inh-caps=-all,+dac_override', '--ambient-caps=-all,+dac_override']
  return ['setpriv', [...user, ...reach, program, ...args]]
}

/** Gives a folder to the user that `unprivileged` runs as. */
export async function ownedByPostgres(folder: string): Promise<void> {
  if (isRoot) await chown(folder, nobody, nobody)
}
