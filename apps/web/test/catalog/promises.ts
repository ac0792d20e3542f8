import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { expect } from 'vitest'

/** What must hold of the auth database, whatever statement reaches it. Each throws where it does not. */
type Promises = Readonly<Record<string, (client: pg.Client) => Promise<unknown>>>

const soon = "now() + interval '1 hour'"

/** A new person, without an account of any provider. */
async function newUser(client: pg.Client): Promise<string> {
  const id = randomUUID()
  await client.query('insert into "user" (id, name, email) values ($1, $1, $1)', [id])
  return id
}

const addSession = (client: pg.Client, userId: string) =>
  client.query(`insert into session (id, token, user_id, expires_at, updated_at) values ($1, $1, $2, ${soon}, now())`, [
    randomUUID(),
    userId,
  ])

const addAccount = (client: pg.Client, userId: string, password: string | null) =>
  client.query(
    `insert into account (id, account_id, provider_id, user_id, password, updated_at) values ($1, $1, 'x', $2, $3, now())`,
    [randomUUID(), userId, password],
  )

/** A link that could sign the person in. */
const addLink = (client: pg.Client, userId: string) =>
  client.query(`insert into verification (id, identifier, value, expires_at) values ($1, $1, $2, ${soon})`, [
    randomUUID(),
    userId,
  ])

const addCode = (client: pg.Client, userId: string) =>
  client.query(
    `insert into device_code (id, device_code, user_code, user_id, expires_at, status) values ($1, $1, $1, $2, ${soon}, 'approved')`,
    [randomUUID(), userId],
  )

const valuesOf = async (client: pg.Client, sql: string, userId: string): Promise<unknown[]> =>
  (await client.query<{ value: unknown }>(sql, [userId])).rows.map(({ value }) => value)

const linksOf = (client: pg.Client, userId: string) =>
  valuesOf(client, 'select value from verification where value = $1', userId)
const codesOf = (client: pg.Client, userId: string) =>
  valuesOf(client, 'select status as value from device_code where user_id = $1 or device_code = $1', userId)

/** Expects that a change, which is given a person, ends the links that were mailed to them. */
const endsLinks = (prepare: readonly string[], change: string) => async (client: pg.Client) => {
  const userId = await newUser(client)
  for (const sql of prepare) await client.query(sql, [userId])
  await addLink(client, userId)
  await client.query(change, [userId])
  expect(await linksOf(client, userId)).toEqual([])
}

const account = `insert into account (id, account_id, provider_id, user_id, password, updated_at)
  values (gen_random_uuid(), 'a', 'x', $1, 'old', now())`

/** Expects that the same row cannot be added twice. */
const isUnique = (sql: string) => async (client: pg.Client) => {
  await client.query(sql)
  await expect(client.query(sql)).rejects.toMatchObject({ code: '23505' })
}

export const authPromises: Promises = {
  'a session that ends revokes the tokens that were made from it, and those being made': async (client) => {
    const userId = await newUser(client)
    await addSession(client, userId)
    const [sessionId] = await valuesOf(client, 'select id as value from session where user_id = $1', userId)
    await client.query('delete from session where user_id = $1', [userId])
    const revoked = `select not_before > clock_timestamp() + interval '4 seconds' as value from revocation where session_id = $1`
    expect(await valuesOf(client, revoked, String(sessionId))).toEqual([true])
  },

  'an account that ends revokes its tokens, and those being made': async (client) => {
    const userId = await newUser(client)
    await client.query('delete from "user" where id = $1', [userId])
    const revoked = `select not_before > clock_timestamp() + interval '4 seconds' as value from revocation where subject = $1`
    expect(await valuesOf(client, revoked, userId)).toEqual([true])
  },

  'a password that is set ends links': endsLinks([], account),
  'a password that changes ends links': endsLinks([account], "update account set password = 'new' where user_id = $1"),
  'a password that is removed ends links': endsLinks([account], 'delete from account where user_id = $1'),
  'a second factor that changes ends links': endsLinks([], 'update "user" set two_factor_enabled = true where id = $1'),
  'an address that is confirmed ends links': endsLinks([], 'update "user" set email_verified = true where id = $1'),
  'an address that changes ends links': endsLinks([], `update "user" set email = 'other' where id = $1`),
  'an account that ends has no links left': endsLinks([], 'delete from "user" where id = $1'),

  'a session that ends denies the codes of its person': async (client) => {
    const userId = await newUser(client)
    await addSession(client, userId)
    await addCode(client, userId)
    await client.query('delete from session where user_id = $1', [userId])
    expect(await codesOf(client, userId)).toEqual(['denied'])
  },

  'a password that is set denies the codes of its person': async (client) => {
    const userId = await newUser(client)
    await addCode(client, userId)
    await addAccount(client, userId, 'new')
    expect(await codesOf(client, userId)).toEqual(['denied'])
  },

  'a password that changes denies the codes of its person': async (client) => {
    const userId = await newUser(client)
    await addAccount(client, userId, null)
    await addCode(client, userId)
    await client.query("update account set password = 'new' where user_id = $1", [userId])
    expect(await codesOf(client, userId)).toEqual(['denied'])
  },

  'an account that ends denies its codes, and they stay to be asked for': async (client) => {
    const userId = await newUser(client)
    await addCode(client, userId)
    const [code] = await valuesOf(client, 'select device_code as value from device_code where user_id = $1', userId)
    await client.query('delete from "user" where id = $1', [userId])
    expect(await codesOf(client, String(code))).toEqual(['denied'])
    expect(await codesOf(client, userId)).toEqual([])
  },

  'a code that was denied stays denied': async (client) => {
    const userId = await newUser(client)
    await addCode(client, userId)
    for (const status of ['denied', 'approved']) {
      await client.query('update device_code set status = $2 where user_id = $1', [userId, status])
    }
    expect(await codesOf(client, userId)).toEqual(['denied'])
  },

  'with an account everything of its person ends': async (client) => {
    const userId = await newUser(client)
    await addSession(client, userId)
    await addAccount(client, userId, null)
    await client.query(`insert into two_factor (id, secret, backup_codes, user_id) values ($1, '', '', $1)`, [userId])
    await client.query(
      `insert into passkey (id, public_key, user_id, credential_id, counter, device_type, backed_up)
        values ($1, '', $1, '', 0, '', false)`,
      [userId],
    )
    await client.query('delete from "user" where id = $1', [userId])
    for (const table of ['session', 'account', 'two_factor', 'passkey']) {
      const left = `select user_id as value from ${table} where user_id = $1`
      expect(await valuesOf(client, left, userId), table).toEqual([])
    }
  },

  'an address stands for one account': isUnique(
    `insert into "user" (id, name, email) values (gen_random_uuid(), '', 'same')`,
  ),
  'a session token stands for one session': async (client) => {
    const userId = await newUser(client)
    const insert = `insert into session (id, token, user_id, expires_at, updated_at)
      values (gen_random_uuid(), 'same', $1, ${soon}, now())`
    await client.query(insert, [userId])
    await expect(client.query(insert, [userId])).rejects.toMatchObject({ code: '23505' })
  },
  'a device code stands for one request': isUnique(
    `insert into device_code (id, device_code, user_code, expires_at, status)
      values (gen_random_uuid(), 'same', gen_random_uuid(), ${soon}, 'pending')`,
  ),
  'a code that is typed stands for one request': isUnique(
    `insert into device_code (id, device_code, user_code, expires_at, status)
      values (gen_random_uuid(), gen_random_uuid(), 'same', ${soon}, 'pending')`,
  ),
  'requests are counted once for each key': isUnique(
    `insert into rate_limit (id, key, count, last_request) values (gen_random_uuid(), 'same', 1, 1)`,
  ),
}
