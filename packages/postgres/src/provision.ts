import { createHmac } from 'node:crypto'
import pg from 'pg'

/** The URLs the two apps and the migrations connect with. Each names another role. */
export interface DatabaseUrls {
  /** The API's: reads and writes rows, owns nothing, and cannot get round row-level security. */
  readonly DATABASE_URL: string
  /** Migrations of the tasks database: owns its tables. */
  readonly DATABASE_ADMIN_URL: string
  /** Better Auth's: owns the auth database, and cannot enter the other. */
  readonly AUTH_DATABASE_URL: string
}

const roles = { api: 'ownlist_api', tasksOwner: 'ownlist_tasks', authOwner: 'ownlist_auth' } as const

/** Runs statements one after the other, as the role and on the database that the URL names. */
export async function execute(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

/** The same server and login, another database. */
export function onDatabase(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}

/**
 * Makes the three roles and the two databases on a server, unless they are there, and returns how to reach them. The roles'
 * passwords follow from the superuser's, so that none is stored and a second call does not lock out the users of the first.
 * @param adminUrl a superuser's
 */
export async function provisionDatabases(adminUrl: string): Promise<DatabaseUrls> {
  const passwordOf = (role: string) => createHmac('sha256', new URL(adminUrl).password).update(role).digest('base64url')
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    for (const role of Object.values(roles)) {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
      if (rowCount === 0) await client.query(`create role ${role} login nosuperuser nobypassrls`)
      await client.query(`alter role ${role} password '${passwordOf(role)}'`)
    }
    await makeDatabase(client, 'ownlist_tasks', roles.tasksOwner)
    await makeDatabase(client, 'ownlist_auth', roles.authOwner)
    await client.query(`grant connect on database ownlist_tasks to ${roles.api}`)
  } finally {
    await client.end()
  }
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
  }
}

async function makeDatabase(client: pg.Client, name: string, owner: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
  if (rowCount === 0) await client.query(`create database ${name} owner ${owner}`)
  await client.query(`revoke all on database ${name} from public`)
}

/**
 * Lets the API's role use the rows of the tasks database, and nothing else there. Run after each migration; can be repeated.
 * The migrations do not do it themselves, since they need not know what your role is called.
 */
export async function grantToApi(urls: Pick<DatabaseUrls, 'DATABASE_URL' | 'DATABASE_ADMIN_URL'>): Promise<void> {
  const role = pg.escapeIdentifier(decodeURIComponent(new URL(urls.DATABASE_URL).username))
  await execute(urls.DATABASE_ADMIN_URL, [
    `grant usage on schema public to ${role}`,
    `grant select, insert, update, delete on all tables in schema public to ${role}`,
    `revoke all on _prisma_migrations from ${role}`,
  ])
}
