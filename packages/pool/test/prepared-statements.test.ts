import { createTestDatabase, describeWith, pgBouncer, startPgBouncer } from '@ownlist/testkit'
import type pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createPool, runAlone, runInTransaction } from '../src/pool.js'

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

const prepared = "select name from pg_prepared_statements where name <> ''"
const one = { name: 'one', text: 'select $1::int as one', values: [1] }

describe('a connection to PostgreSQL itself', () => {
  test('prepares statements that have a name, alone and in a transaction', async () => {
    await using own = await createTestDatabase()
    const pool = open(own.url)
    expect((await runAlone(pool, one)).rows).toEqual([{ one: 1 }])
    expect((await runInTransaction(pool, { ...one, name: 'two' })).rows).toEqual([{ one: 1 }])
    expect((await pool.query(`${prepared} order by name`)).rows).toEqual([{ name: 'one' }, { name: 'two' }])
  })

  test('limits the time of a statement without a transaction, and has the settings of the pool', async () => {
    await using own = await createTestDatabase()
    const limits = `select current_setting('statement_timeout') as statement, current_setting('enable_sort') as sort`
    expect((await runAlone(open(own.url), { text: limits })).rows).toEqual([{ statement: '5s', sort: 'off' }])
  })

  test('is used again after an error of a statement, with nothing left of it', async () => {
    await using own = await createTestDatabase()
    const pool = open(own.url)
    const pid = { text: 'select pg_backend_pid() as pid' }
    const { rows } = await runAlone(pool, pid)
    const division = { name: 'division', text: 'select 1 / $1::int as one', values: [0] }
    const late = { text: 'select pg_sleep(5)' }
    for (const [failing, code] of [
      [() => runAlone(pool, division), '22012'],
      [() => runInTransaction(pool, division, "set local app.user_id = 'ada'"), '22012'],
      [() => runInTransaction(pool, one, 'set local nonsense = 1'), '42704'],
      [() => runInTransaction(pool, late, 'set local statement_timeout = 10'), '57014'],
    ] as const) {
      await expect(failing()).rejects.toMatchObject({ code })
      expect((await runAlone(pool, pid)).rows).toEqual(rows)
      const left =
        "select coalesce(current_setting('app.user_id', true), '') as owner, current_setting('statement_timeout') as limit"
      expect((await runAlone(pool, { text: left })).rows).toEqual([{ owner: '', limit: '5s' }])
    }
    expect((await runAlone(pool, { ...division, values: [1] })).rows).toEqual([{ one: 1 }])
  })

  test('is replaced if what it has prepared no longer fits the schema', async () => {
    await using own = await createTestDatabase()
    const pool = open(own.ownerUrl)
    await pool.query('create table number (n int)')
    const all = { name: 'all', text: 'select * from number' }
    await runAlone(pool, all)
    await pool.query('alter table number add m int')
    await expect(runAlone(pool, all)).rejects.toMatchObject({ code: '0A000' })
    expect((await runAlone(pool, all)).rows).toEqual([])
  })

  test('is replaced if the server has ended it', async () => {
    await using own = await createTestDatabase()
    const pool = open(own.url)
    await expect(runAlone(pool, { text: 'select pg_terminate_backend(pg_backend_pid())' })).rejects.toMatchObject({
      code: '57P01',
    })
    expect((await runInTransaction(pool, one)).rows).toEqual([{ one: 1 }])
  })
})

describeWith(pgBouncer(), 'the pool behind PgBouncer in transaction mode', (program) => {
  test('no statement is prepared, and each has its limits and its name in a transaction of its own', async () => {
    await using own = await createTestDatabase()
    await using bouncer = await startPgBouncer(program, own.url)
    const [pool, other] = [open(bouncer.url), open(bouncer.url)]
    const shown = `select current_setting('statement_timeout') as statement, current_setting('application_name') as name,
      current_setting('enable_sort') as sort`
    for (let n = 0; n < 3; n++) {
      for (const each of [pool, other]) {
        expect((await runAlone(each, one)).rows).toEqual([{ one: 1 }])
        expect((await runInTransaction(each, one)).rows).toEqual([{ one: 1 }])
        expect((await runAlone(each, { text: shown })).rows).toEqual([
          { statement: '5s', name: 'a-request', sort: 'off' },
        ])
      }
    }
    expect((await pool.query(prepared)).rows).toEqual([])
  })
})
