import { createHmac } from 'node:crypto'
import pg from 'pg'
import { withClient } from './connect.js'

/** The URLs that the two apps and the migrations connect with. Each has its own role. */
export interface DatabaseUrls {
  /** The API's: reads and writes rows, owns nothing, and cannot bypass row-level security. */
  readonly DATABASE_URL: string
  /** Migrations of the API's database: owns its tables. */
  readonly DATABASE_ADMIN_URL: string
  /** Better Auth's: owns the auth database, and has no access to the other one. */
  readonly AUTH_DATABASE_URL: string
  /** The background program's second role: it reads in the API's database when something is due for whom, and nothing else. */
  readonly DATABASE_BACKGROUND_URL?: string | undefined
}

/** The embedded server's URLs. On it, every role exists. */
export interface ProvisionedUrls extends DatabaseUrls {
  readonly DATABASE_BACKGROUND_URL: string
  /** For backups of the API's database: reads every user's rows, and writes none. No app receives it. */
  readonly DATABASE_BACKUP_URL: string
}

const roles = {
  api: 'ownlist_api',
  tasksOwner: 'ownlist_tasks',
  authOwner: 'ownlist_auth',
  backup: 'ownlist_backup',
  background: 'ownlist_background',
} as const

/** Runs statements one after another, with the role and on the database of the URL. */
export async function execute(url: string, statements: readonly string[]): Promise<void> {
  await withClient(url, async (client) => {
    for (const statement of statements) await client.query(statement)
  })
}

/** The same server and login, but another database. */
export function onDatabase(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}

/**
 * Creates the five roles and the two databases on a server if they do not exist, and returns their URLs. The passwords of
 * the roles are derived from the superuser's. So no password is stored, and a second call does not lock out users of the
 * first one.
 * @param adminUrl a superuser's
 * @throws {Error} if the server does not answer within 30 seconds
 */
export async function provisionDatabases(adminUrl: string): Promise<ProvisionedUrls> {
  const passwordOf = (role: string) => createHmac('sha256', new URL(adminUrl).password).update(role).digest('base64url')
  const make = async (client: pg.Client) => {
    // Only one command at a time: two commands that change the same role at once would fail.
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', ['ownlist provision'])
    for (const role of Object.values(roles)) {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
      if (rowCount === 0) await client.query(`create role ${role} login nosuperuser nobypassrls`)
      await client.query(`alter role ${role} password '${passwordOf(role)}'`)
    }
    await makeDatabase(client, 'ownlist_tasks', roles.tasksOwner)
    await makeDatabase(client, 'ownlist_auth', roles.authOwner)
    await client.query(`grant connect on database ownlist_tasks to ${roles.api}, ${roles.backup}, ${roles.background}`)
    await client.query(`alter role ${roles.backup} bypassrls`)
    await client.query(`grant pg_read_all_data to ${roles.backup}`)
  }
  await withClient(adminUrl, make, { queryMs: 30_000 })
  const urlOf = (role: string, database: string) => {
    const url = new URL(onDatabase(adminUrl, database))
    url.username = role
    url.password = passwordOf(role)
    return url.href
  }
  return {
    DATABASE_URL: urlOf(roles.api, 'ownlist_tasks'),
    DATABASE_ADMIN_URL: urlOf(roles.tasksOwner, 'ownlist_tasks'),
    AUTH_DATABASE_URL: urlOf(roles.authOwner, 'ownlist_auth'),
    DATABASE_BACKUP_URL: urlOf(roles.backup, 'ownlist_tasks'),
    DATABASE_BACKGROUND_URL: urlOf(roles.background, 'ownlist_tasks'),
  }
}

async function makeDatabase(client: pg.Client, name: string, owner: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
  if (rowCount === 0) await client.query(`create database ${name} owner ${owner}`)
  await client.query(`revoke all on database ${name} from public`)
}

/** Removes everything from a database, as the role that owns it: tables, rows, types, functions and the history. */
export async function emptyDatabase(url: string): Promise<void> {
  await execute(url, ['drop schema public cascade', 'create schema public'])
}

/**
 * Allows the API's role to use the rows of the API's database, and nothing else there, and the background program's role to
 * read the table `due`. Run it after each migration; it can be repeated. The migrations do not do this, because they do not
 * know the names of your roles.
 */
export async function grantPrivileges(urls: Omit<DatabaseUrls, 'AUTH_DATABASE_URL'>): Promise<void> {
  const role = pg.escapeIdentifier(roleOf(urls.DATABASE_URL))
  await execute(urls.DATABASE_ADMIN_URL, [
    `grant usage on schema public to ${role}`,
    `grant select, insert, update, delete on all tables in schema public to ${role}`,
    `revoke all on _prisma_migrations from ${role}`,
  ])
  const { DATABASE_BACKGROUND_URL: url } = urls
  if (url !== undefined) {
    await withClient(urls.DATABASE_ADMIN_URL, (client) => grantToBackground(client, pg.escapeIdentifier(roleOf(url))))
  }
}

const roleOf = (url: string) => decodeURIComponent(new URL(url).username)

/**
 * The policy is only replaced if it is for another role, because replacing it waits for every transaction that uses the
 * table.
 */
async function grantToBackground(client: pg.Client, role: string): Promise<void> {
  await client.query(`grant usage on schema public to ${role}`)
  await client.query(`grant select on due to ${role}`)
  const { rowCount } = await client.query(
    `select from pg_policy where polrelid = 'due'::regclass and polname = 'due_background'
       and polroles = array[$1::regrole::oid]`,
    [role],
  )
  if (rowCount === 1) return
  await client.query('begin')
  await client.query('drop policy if exists due_background on due')
  await client.query(`create policy due_background on due for select to ${role} using (true)`)
  await client.query('commit')
}
