// domain: tasks
import { execFile, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { execute, onDatabase } from '@ownlist/postgres'
import getPort from 'get-port'
import { onTestFinished } from 'vitest'
import type { Env } from './running.js'

/** What to do if there is none. */
export const howToInstall = 'PostgreSQL 15 or newer is not installed: run `apt-get install postgresql`.'

const versions = '/usr/lib/postgresql'
/** The oldest version that the docs name. */
const oldest = 15
const isRoot = process.getuid?.() === 0
/** PostgreSQL refuses to run as the superuser. */
const user = isRoot ? { uid: 65_534, gid: 65_534 } : {}

const run = (program: string, ...args: string[]) => spawnSync(program, args, { stdio: 'ignore' })

/**
 * The folder with the programs of the oldest installed PostgreSQL, from version 15 on. If there is none, it is installed
 * from the system's packages if possible: version 15 if available, and otherwise their version.
 * @returns null if there is none
 */
export function installPostgres(): string | null {
  const found = findPostgres()
  if (found !== null || !isRoot || !existsSync('/etc/debian_version')) return found
  run('apt-get', 'update', '-qq')
  for (const name of [`postgresql-${oldest}`, 'postgresql']) {
    run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', name)
    if (findPostgres() !== null) break
  }
  return findPostgres()
}

function findPostgres(): string | null {
  if (!existsSync(versions)) return null
  const known = readdirSync(versions)
    .map(Number)
    .filter((version) => version >= oldest)
  const programs = known.sort((a, b) => a - b).map((version) => join(versions, String(version), 'bin'))
  return programs.find((folder) => existsSync(join(folder, 'initdb'))) ?? null
}

/** Starts an empty server. @param programs what `installPostgres` returned @returns the superuser's URL */
export async function startOwnPostgres(programs: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ownlist-own-postgres-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  if (isRoot) await chown(folder, 65_534, 65_534)
  const password = join(folder, 'password')
  await writeFile(password, 'superuser', { mode: 0o644 })
  const data = join(folder, 'data')
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${password}`]
  await promisify(execFile)(join(programs, 'initdb'), [`--pgdata=${data}`, '--no-sync', ...access], user)
  const port = await getPort()
  const settings = ['-k', folder, '-p', String(port), '-F']
  const server = spawn(join(programs, 'postgres'), ['-D', data, ...settings], { ...user, stdio: 'ignore' })
  const ended = once(server, 'exit')
  onTestFinished(async () => {
    server.kill('SIGINT')
    await ended
  })
  const url = `postgresql://postgres:superuser@127.0.0.1:${port}/postgres`
  for (const giveUp = Date.now() + 20_000; ; await sleep(100)) {
    const error = await execute(url, ['select 1']).catch((cause: unknown) => cause)
    if (error === undefined) return url
    if (Date.now() > giveUp) throw error
  }
}

/** Creates roles and databases with the statements in docs/own-server.md. @returns the settings that it then names */
export async function prepareAsDocumented(adminUrl: string): Promise<Env> {
  const guide = await readFile(new URL('../../../docs/own-server.md', import.meta.url), 'utf8')
  const [, sql = ''] = /```sql\n(.*?)```/s.exec(guide) ?? []
  const statements = sql
    .replaceAll("'…'", "'a password'")
    .replaceAll(/--.*$/gm, '')
    .split(';')
    .filter((statement) => statement.trim() !== '')
  await execute(adminUrl, statements)
  const urlOf = (role: string, database: string) => {
    const url = new URL(onDatabase(adminUrl, database))
    url.username = role
    url.password = 'a password'
    return url.href
  }
  return {
    DATABASE_URL: urlOf('ownlist_api', 'ownlist_tasks'),
    DATABASE_ADMIN_URL: urlOf('ownlist_tasks', 'ownlist_tasks'),
    AUTH_DATABASE_URL: urlOf('ownlist_auth', 'ownlist_auth'),
    DATABASE_BACKUP_URL: urlOf('ownlist_backup', 'ownlist_tasks'),
    DATABASE_BACKGROUND_URL: urlOf('ownlist_background', 'ownlist_tasks'),
  }
}
