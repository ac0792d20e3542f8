import { createTestDatabase, describeWith, execute, pgBouncer, startPgBouncer } from '@ownlist/testkit'
import type pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createPool, runReads, runTransaction, type Transaction } from '../src/pool.js'
import type { PreparedStatement } from '../src/prepared-query.js'

function open(url: string): pg.Pool {
  const pool = createPool(url, {
    max: 1,
    program: 'test-program',
    nameNow: () => 'a-request',
    settings: { enable_sort: 'off' },
  })
  onTestFinished(() => pool.end())
  return pool
}

const one = { name: 'one', text: 'select $1::int as one', values: [1] }
const division = { name: 'division', text: 'select 1 / $1::int', values: [0] }
const pid = { name: 'pid', text: 'select pg_backend_pid()', values: [] }
const names = {
  name: 'names',
  text: "select name from pg_prepared_statements where name <> '' order by name",
  values: [],
}

/** A setting as the first statement of a transaction, in both forms. */
const setting = (name: string, value: string) => ({
  first: [{ name: 'setting', text: 'select set_config($1, $2, true)', values: [name, value] }],
  firstAsText: () => `set local ${name} = '${value}'`,
})

const run = async (pool: pg.Pool, statement: PreparedStatement, others: Omit<Transaction, 'statements'> = {}) =>
  (await runTransaction(pool, { ...others, statements: [statement] }))[0]

const show = (...settings: readonly string[]): PreparedStatement => ({
  name: `show_${settings.join('_')}`.replaceAll('.', '_').slice(0, 63),
  text: `select ${settings.map((name) => `current_setting('${name}', true)`).join(', ')}`,
  values: [],
})

/** Each of these statements needs the results of those before it. */
async function expectSeveral(pool: pg.Pool): Promise<void> {
  const insert = { name: 'insert', text: 'insert into number values ($1::int) returning n', values: [7] }
  const sum = { name: 'sum', text: "select sum(n), current_setting('app.user_id') from number", values: [] }
  const nothing = { name: 'nothing', text: 'delete from number where n = $1::int', values: [0] }
  const several = { ...setting('app.user_id', 'ada'), statements: [insert, nothing, sum] }
  expect(await runTransaction(pool, several)).toEqual([[['7']], [], [['7', 'ada']]])
  const failing = { ...several, statements: [insert, division, sum] }
  await expect(runTransaction(pool, failing)).rejects.toMatchObject({ code: '22012' })
  expect(await runTransaction(pool, several)).toEqual([[['7']], [], [['14', 'ada']]])
}

/** A database with an empty table that the API's role may use. */
async function createNumbers() {
  const own = await createTestDatabase()
  await execute(own.ownerUrl, ['create table number (n int)', `grant all on number to ${new URL(own.url).username}`])
  return own
}

describe('a connection to PostgreSQL itself', () => {
  test('runs several statements in order as one transaction, and returns the rows of each', async () => {
    await using own = await createNumbers()
    await expectSeveral(open(own.url))
  })

  test('prepares each statement once, alone and after others', async () => {
    await using own = await createTestDatabase()
    const pool = open(own.url)
    for (let n = 0; n < 3; n++) {
      expect(await run(pool, one)).toEqual([['1']])
      expect(await run(pool, { ...one, name: 'two', values: [n] }, setting('app.user_id', 'ada'))).toEqual([
        [String(n)],
      ])
    }
    expect((await run(pool, names))?.flat()).toEqual(['names', 'one', 'setting', 'two'])
  })

  test('returns values as PostgreSQL writes them', async () => {
    await using own = await createTestDatabase()
    const text =
      "select $1, $2::int, $3::boolean, $4::text, date '2026-11-26', '{\"a\":1}'::json from generate_series(1, 2)"
    const row = ['“é” 🌍', '-7', 't', null, '2026-11-26', '{"a":1}']
    const rows = await run(open(own.url), { name: 'values', text, values: ['“é” 🌍', -7, true, null] })
    expect(rows).toEqual([row, row])
  })

  test('limits the time of a statement without a transaction, and has the settings of the pool', async () => {
    await using own = await createTestDatabase()
    expect(await run(open(own.url), show('statement_timeout', 'enable_sort'))).toEqual([['5s', 'off']])
  })

  test('keeps no change of a transaction in which a statement fails', async () => {
    await using own = await createTestDatabase()
    const pool = open(own.ownerUrl)
    await pool.query('create table number (n int)')
    const insert = { name: 'insert', text: 'insert into number select $1::int', values: [1] }
    await expect(run(pool, division, { first: [insert] })).rejects.toMatchObject({ code: '22012' })
    expect((await pool.query('select from number')).rowCount).toBe(0)
    await run(pool, one, { first: [insert] })
    expect((await pool.query('select from number')).rowCount).toBe(1)
  })

  test('is used again after an error of a statement, without any of its changes', async () => {
    await using own = await createTestDatabase()
    const pool = open(own.url)
    const same = await run(pool, pid)
    const late = { name: 'late', text: 'select pg_sleep(5)', values: [] }
    const nonsense = { name: 'nonsense', text: 'select nonsense', values: [] }
    for (const [failing, code] of [
      [() => run(pool, division), '22012'],
      [() => run(pool, division), '22012'],
      [() => run(pool, nonsense), '42703'],
      [() => run(pool, one, { first: [nonsense] }), '42703'],
      [() => run(pool, division, setting('app.user_id', 'ada')), '22012'],
      [() => run(pool, one, setting('statement_timeout', 'nonsense')), '22023'],
      [() => run(pool, late, setting('statement_timeout', '10')), '57014'],
    ] as const) {
      await expect(failing()).rejects.toMatchObject({ code })
      expect(await run(pool, pid)).toEqual(same)
      const [[owner, limit] = []] = (await run(pool, show('app.user_id', 'statement_timeout'))) ?? []
      expect([owner ?? '', limit]).toEqual(['', '5s'])
    }
    expect(await run(pool, { ...division, values: [1] })).toEqual([['1']])
  })

  test('is replaced if its prepared statements no longer fit the schema', async () => {
    await using own = await createTestDatabase()
    const pool = open(own.ownerUrl)
    await pool.query('create table number (n int)')
    const all = { name: 'all', text: 'select * from number', values: [] }
    await run(pool, all)
    await pool.query('alter table number add m int')
    await expect(run(pool, all)).rejects.toMatchObject({ code: '0A000' })
    expect(await run(pool, all)).toEqual([])
  })

  test('is replaced if the server has ended it', async () => {
    await using own = await createTestDatabase()
    const pool = open(own.url)
    const end = { name: 'end', text: 'select pg_terminate_backend(pg_backend_pid())', values: [] }
    await expect(run(pool, end)).rejects.toMatchObject({ code: '57P01' })
    expect(await run(pool, one)).toEqual([['1']])
  })
})

test('several reads return the rows of each, and take one connection, whether they are prepared or not', async () => {
  await using own = await createTestDatabase()
  const numbers = { name: 'numbers', text: 'select n from generate_series(1, $1::int) n' }
  const reads = [2, 0, 1].map((count) => ({ ...numbers, values: [count] }))
  for (const settings of [{ enable_sort: 'off' }, undefined]) {
    const pool = createPool(own.url, {
      max: 5,
      program: 'test-program',
      ...(settings === undefined ? {} : { settings }),
    })
    onTestFinished(() => pool.end())
    expect(await runReads(pool, reads)).toMatchObject([[['1'], ['2']], [], [['1']]])
    expect(pool.totalCount).toBe(1)
    await expect(runReads(pool, [...reads, division])).rejects.toMatchObject({ code: '22012' })
    expect((await runReads(pool, reads))[2]).toEqual([['1']])
  }
})

test('with Citus, settings are SET LOCAL in a transaction, and statements without settings are prepared', async () => {
  await using own = await createNumbers()
  await execute(own.adminUrl, ["create function citus_version() returns text language sql return '13.2'"])
  const pool = open(own.url)
  const sent = { name: 'sent', text: 'select $1::text, current_setting($2, true)', values: ['x', 'app.user_id'] }
  expect(await run(pool, sent, setting('app.user_id', 'ada'))).toEqual([['x', 'ada']])
  expect(await run(pool, one)).toEqual([['1']])
  expect((await run(pool, names))?.flat()).toEqual(['names', 'one'])
  await expectSeveral(pool)
})

describeWith(pgBouncer(), 'the pool behind PgBouncer in transaction mode', (program) => {
  test('no statement is prepared, and each has its own transaction with its limits and its name', async () => {
    await using own = await createNumbers()
    await using bouncer = await startPgBouncer(program, own.url)
    const [pool, other] = [open(bouncer.url), open(bouncer.url)]
    const shown = show('statement_timeout', 'application_name', 'enable_sort')
    for (let n = 0; n < 3; n++) {
      for (const each of [pool, other]) {
        expect(await run(each, one)).toEqual([['1']])
        expect(await run(each, show('app.user_id'), setting('app.user_id', 'ada'))).toEqual([['ada']])
        expect(await run(each, shown)).toEqual([['5s', 'a-request', 'off']])
      }
    }
    expect(await run(pool, names)).toEqual([])
    await expectSeveral(pool)
  })
})
