import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { createTestDatabase, describeWith, pgBouncer, startPgBouncer } from '@ownlist/testkit'
import type pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createPool } from '../src/pool.js'

const shown = `select current_setting('application_name') as name, current_setting('statement_timeout') as statement,
  current_setting('idle_in_transaction_session_timeout') as idle`
const limits = { statement: '5s', idle: '10s' }

function open(url: string, nameNow: () => string | undefined = () => undefined, max = 2): pg.Pool {
  const pool = createPool(url, { max, program: 'test-program', nameNow })
  onTestFinished(() => pool.end())
  return pool
}

/** What a transaction sees, started as Prisma does. */
async function inTransaction(pool: pg.Pool, sql = shown) {
  const client = await pool.connect()
  await client.query({ text: 'BEGIN', values: [] })
  const { rows } = await client.query(sql)
  await client.query('COMMIT')
  client.release()
  return rows
}

describe('a single statement and a transaction', () => {
  test('have their time limits and the current name', async () => {
    await using own = await createTestDatabase()
    let name: string | undefined
    const pool = open(own.url, () => name)
    for (name of ['first', undefined, 'second']) {
      const expected = [{ ...limits, name: name ?? 'test-program' }]
      expect((await pool.query(shown)).rows).toEqual(expected)
      expect(await inTransaction(pool)).toEqual(expected)
    }
  })

  test.each([
    ["x'; drop table erasure; --", "x'; drop table erasure; --"],
    ['back\\slash\\', 'back\\slash\\'],
    ['two\nlines\0', 'two?lines?'],
    ['naïve 😀', 'na?ve ??'],
    ['x'.repeat(10_000), 'x'.repeat(63)],
    ['$1 %s "quoted"', '$1 %s "quoted"'],
    ['', ''],
  ])('have their exact name, whatever it contains: %#', async (name, expected) => {
    await using own = await createTestDatabase()
    const pool = open(own.url, () => name)
    expect((await pool.query(shown)).rows).toEqual([{ ...limits, name: expected }])
    expect(await inTransaction(pool)).toEqual([{ ...limits, name: expected }])
    expect((await pool.query('select count(*)::int as rows from erasure')).rows).toEqual([{ rows: 0 }])
  })

  test('of several simultaneous callers each have their own name', async () => {
    await using own = await createTestDatabase()
    let next = 0
    const pool = open(own.url, () => `caller-${next++}`)
    const rows = await Promise.all(Array.from({ length: 20 }, async () => (await pool.query(shown)).rows[0]?.name))
    expect([...new Set(rows)]).toHaveLength(20)
  })

  test('may have an isolation level', async () => {
    await using own = await createTestDatabase()
    const client = await open(own.url, () => 'named').connect()
    await client.query({ text: 'BEGIN', values: [] })
    await client.query('set transaction isolation level serializable')
    expect((await client.query('show transaction_isolation')).rows).toEqual([{ transaction_isolation: 'serializable' }])
    await client.query('ROLLBACK')
    client.release()
  })

  test('that fail change nothing, say why, and leave the pool working', async () => {
    await using own = await createTestDatabase()
    const pool = open(own.adminUrl)
    await pool.query('create table number (n int unique deferrable initially deferred)')
    for (const [statement, code] of [
      ['insert into number values (1), (1)', '23505'],
      ['insert into number select 1/(2 - n) from generate_series(1, 2) n', '22012'],
      ['insert into nothing values (1)', '42P01'],
      ['select pg_terminate_backend(pg_backend_pid())', '57P01'],
    ] as const) {
      await expect(pool.query(statement)).rejects.toMatchObject({ code })
    }
    expect((await pool.query('select * from number')).rows).toEqual([])
  })
})

test('limits and name cost no round trips: a single statement has one, a transaction has one per statement', async () => {
  await using own = await createTestDatabase()
  const target = new URL(own.url)
  const latencyMs = 100
  const proxy = createServer((client) => {
    const server = connect(Number(target.port), target.hostname)
    client.on('data', (chunk) => server.write(chunk))
    server.on('data', (chunk) => setTimeout(() => client.write(chunk), latencyMs))
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const)
      from.on('error', () => undefined).on('close', () => to.destroy())
  })
  onTestFinished(() => void proxy.close())
  await once(proxy.listen(0, '127.0.0.1'), 'listening')
  const through = new URL(own.url)
  through.hostname = '127.0.0.1'
  through.port = String((proxy.address() as AddressInfo).port)
  const pool = open(through.href, () => 'named', 1)
  await pool.query('select 1')
  /** The number of round trips to the server. */
  const roundTrips = async (work: () => Promise<unknown>) => {
    const start = performance.now()
    await work()
    return Math.floor((performance.now() - start) / latencyMs)
  }
  expect(await roundTrips(() => pool.query('select $1::int', [1]))).toBe(1)
  // Start, statement, commit.
  expect(await roundTrips(() => inTransaction(pool))).toBe(3)
})

describeWith(pgBouncer(), 'two programs that share one connection of PgBouncer', (program) => {
  test('nobody gets the limits or the name of another client', async () => {
    await using own = await createTestDatabase()
    await using bouncer = await startPgBouncer(program, own.url)
    const pool = open(bouncer.url, () => 'a-request')
    const plain = open(bouncer.url)
    const { Client } = (await import('pg')).default
    const stranger = new Client({ connectionString: bouncer.url, application_name: 'stranger' })
    await stranger.connect()
    for (let n = 0; n < 3; n++) {
      expect((await pool.query(shown)).rows).toEqual([{ ...limits, name: 'a-request' }])
      expect((await stranger.query(shown)).rows).toEqual([{ name: 'stranger', statement: '0', idle: '0' }])
      expect(await inTransaction(pool)).toEqual([{ ...limits, name: 'a-request' }])
      expect((await plain.query(shown)).rows).toEqual([{ ...limits, name: 'test-program' }])
      await expect(pool.query('select 1/0')).rejects.toMatchObject({ code: '22012' })
      expect((await stranger.query(shown)).rows).toEqual([{ name: 'stranger', statement: '0', idle: '0' }])
    }
    await stranger.end()
  })
})
