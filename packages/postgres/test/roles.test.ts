import { execute, onDatabase, prismaFolder, provisionDatabases, schemaDrift } from '@ownlist/postgres'
import { expect, inject, test } from 'vitest'

const { adminUrl, template } = inject('testPostgres')
const { DATABASE_URL: api, DATABASE_ADMIN_URL: tasksOwner, AUTH_DATABASE_URL: auth } = template
const authDatabase = new URL(auth).pathname.slice(1)
const tasksDatabase = new URL(api).pathname.slice(1)

test('the auth tables exist and their owner can read them, so the refusals below are meaningful', async () => {
  await execute(auth, ['select from "user"', 'select from session', 'select from jwks'])
})

test.each([
  ['the API’s role', onDatabase(api, authDatabase), 'ownlist_auth'],
  ['the owner of the API’s tables', onDatabase(tasksOwner, authDatabase), 'ownlist_auth'],
  ['Better Auth’s role', onDatabase(auth, tasksDatabase), 'ownlist_tasks'],
])('%s cannot connect to the other database', async (_who, url, database) => {
  await expect(execute(url, ['select 1'])).rejects.toThrow(`permission denied for database "${database}"`)
})

test.each([
  ['read an auth table by its full name', `select from ${authDatabase}.public."user"`],
  ['reach another database from within its own', 'create extension dblink'],
  ['reach another server', 'create extension postgres_fdw'],
  ['become the owner of the tables', 'set role ownlist_tasks'],
  ['become Better Auth', 'set role ownlist_auth'],
  ['become the superuser', 'set role postgres'],
  ['make a table', 'create table mine (id int)'],
  ['make a schema', 'create schema mine'],
  ['make a database', 'create database mine'],
  ['make a role', 'create role mine'],
  ['turn row-level security off', 'alter table erasure disable row level security'],
  ['drop its policy', 'drop policy erasure_owner on erasure'],
  ['truncate a table', 'truncate erasure'],
  [
    'add a trigger to a table',
    'create trigger mine after insert on erasure execute function suppress_redundant_updates_trigger()',
  ],
  ['read the migrations', 'select from _prisma_migrations'],
  ['read files of the server', "select pg_read_file('postgresql.conf')"],
  ['run programs on the server', "copy erasure to program 'true'"],
])('the API’s role cannot %s', async (_what, statement) => {
  await expect(execute(api, [statement])).rejects.toThrow(
    /permission denied|must be (able|owner)|cross-database references|Only roles with/,
  )
})

test('a role that cannot create the scratch database for new migrations is told what it lacks', async () => {
  await expect(schemaDrift(prismaFolder('tasks'), tasksOwner)).rejects.toThrow('Grant the role CREATEDB')
})

test('provisioning twice returns the same URLs, and locks nobody out', async () => {
  const again = await provisionDatabases(adminUrl)
  expect(again).toEqual(template)
  for (const url of Object.values(again)) await execute(url, ['select 1'])
})
