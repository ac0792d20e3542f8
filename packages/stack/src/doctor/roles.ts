import { type DatabaseUrls, onDatabase } from '@ownlist/postgres'
import pg from 'pg'
import { expectThat, type Finding, fault, skipped } from './check.js'

/** Checks what the API's role could do beyond its rows. */
export async function checkRoles(urls: DatabaseUrls): Promise<Finding[]> {
  const role = decodeURIComponent(new URL(urls.DATABASE_URL).username)
  const check = 'row-level security applies to the API’s role'
  const rights = await ask(
    urls.DATABASE_URL,
    `select (rolsuper or rolbypassrls) as free,
            exists (select from pg_class where relowner = pg_roles.oid and relkind = 'r') as owns
     from pg_roles where rolname = current_user`,
  ).catch(() => null)
  if (rights === null) {
    return [fault(check, 'DATABASE_URL cannot be reached', 'Check its host, password and database.')]
  }
  const auth = new URL(urls.AUTH_DATABASE_URL).pathname.slice(1)
  const reaches = await ask(onDatabase(urls.DATABASE_URL, auth), 'select from "user" limit 1').then(
    () => true,
    () => false,
  )
  return [
    expectThat(rights?.free === false && rights.owns === false, {
      check,
      found: `"${role}" is a superuser, has BYPASSRLS, or owns a table`,
      fix: 'Use a role that is NOSUPERUSER NOBYPASSRLS and owns nothing: docs/own-server.md has the statements.',
    }),
    expectThat(!reaches, {
      check: 'the API’s role cannot read the auth database',
      found: `"${role}" can`,
      fix: `REVOKE ALL ON DATABASE ${auth} FROM PUBLIC, and from ${role}.`,
    }),
    await checkBackgroundRole(urls),
  ]
}

/** Checks that the background program's role can read when something is due, and nothing else. */
async function checkBackgroundRole({ DATABASE_BACKGROUND_URL: url }: DatabaseUrls): Promise<Finding> {
  const check = 'the background program’s role can only read when something is due'
  if (url === undefined) return skipped(check, 'DATABASE_BACKGROUND_URL is not set, so no background work is done')
  const rights = await ask(
    url,
    `select has_table_privilege('due', 'select') as reads,
            rolsuper or rolbypassrls or has_table_privilege('due', 'insert, update, delete, truncate')
              or exists (select from pg_auth_members where member = pg_roles.oid)
              or exists (select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                and relname <> 'due' and has_any_column_privilege(pg_class.oid, 'select, insert, update')) as more
     from pg_roles where rolname = current_user`,
  ).catch(() => null)
  if (rights === null)
    return fault(check, 'DATABASE_BACKGROUND_URL cannot be used', 'Check its host, password and database.')
  if (rights?.more !== false) {
    return fault(check, 'it can do more', 'Create another role with the statements in docs/own-server.md.')
  }
  return expectThat(rights.reads === true, { check, found: 'it cannot read this', fix: 'Run `pnpm db:migrate`.' })
}

async function ask(url: string, sql: string): Promise<Record<string, unknown> | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows[0]
  } finally {
    await client.end()
  }
}
