import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTestDatabase } from '@ownlist/testkit'
import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createPool } from '../src/pool.js'

const connectionError = expect.objectContaining({ name: 'ConnectionError' })

async function openPool(url: string): Promise<pg.Pool> {
  const pool = createPool(url, { max: 2, program: 'test' })
  onTestFinished(() => pool.end())
  return pool
}

/** Ends the server's side of every connection to that database except its own. */
async function terminateOthers(adminUrl: string): Promise<void> {
  const killer = new pg.Client({ connectionString: adminUrl })
  await killer.connect()
  await killer.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  await killer.end()
}

describe('a connection that breaks does not end the process', () => {
  test('while nobody uses it', async () => {
    await using own = await createTestDatabase()
    const pool = await openPool(own.url)
    await pool.query('select 1')
    await terminateOthers(own.adminUrl)
    await sleep(100)
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })

  test('while it is checked out, before its first statement', async () => {
    await using own = await createTestDatabase()
    const pool = await openPool(own.url)
    const client = await pool.connect()
    await terminateOthers(own.adminUrl)
    await sleep(100)
    await expect(client.query('select 1')).rejects.toEqual(connectionError)
    client.release()
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })

  test('when it is checked out for the second time', async () => {
    await using own = await createTestDatabase()
    const pool = await openPool(own.url)
    ;(await pool.connect()).release()
    const client = await pool.connect()
    expect(client.emit('error', new Error('broken'))).toBe(true)
    client.release(true)
  })

  test('in the same turn in which it is handed out', async () => {
    await using own = await createTestDatabase()
    const pool = await openPool(own.url)
    pool.on('acquire', (client) => setImmediate(() => client.emit('error', new Error('broken'))))
    await (await pool.connect()).release(true)
  })

  test('within a transaction, and between two', async () => {
    await using own = await createTestDatabase()
    const pool = await openPool(own.url)
    const client = await pool.connect()
    await client.query('begin')
    await terminateOthers(own.adminUrl)
    await expect(client.query('select 1').then(() => client.query('select 2'))).rejects.toBeInstanceOf(Error)
    client.release()
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })
})

describe('an error that is not the answer of the server is a ConnectionError', () => {
  test('a server that is not there', async () => {
    const gone = createServer()
    await once(gone.listen(0, '127.0.0.1'), 'listening')
    const { port } = gone.address() as AddressInfo
    gone.close()
    const pool = await openPool(`postgresql://api@127.0.0.1:${port}/ownlist`)
    await expect(pool.query('select 1')).rejects.toEqual(connectionError)
    await expect(pool.connect()).rejects.toEqual(connectionError)
  })

  test.each([
    ['says nothing', () => undefined],
    ['hangs up', 'end'],
    ['talks nonsense', 'nonsense'],
  ])('a server that %s', async (_what, does) => {
    const odd = createServer((socket) => {
      socket.on('error', () => undefined)
      if (does === 'end') socket.end()
      if (does === 'nonsense') socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')
    })
    onTestFinished(() => void odd.close())
    await once(odd.listen(0, '127.0.0.1'), 'listening')
    const pool = await openPool(`postgresql://api@127.0.0.1:${(odd.address() as AddressInfo).port}/ownlist`)
    await expect(pool.connect()).rejects.toEqual(connectionError)
  })

  test('a pool with no connection left, after the timeout', async () => {
    await using own = await createTestDatabase()
    const pool = await openPool(own.url)
    const held = [await pool.connect(), await pool.connect()]
    await expect(pool.query('select 1')).rejects.toEqual(connectionError)
    for (const client of held) client.release()
  })

  test('an error of the server keeps its code', async () => {
    await using own = await createTestDatabase()
    const pool = await openPool(own.url)
    await expect(pool.query('select 1/0')).rejects.toMatchObject({ code: '22012' })
    await expect(pool.query('select nothing')).rejects.toMatchObject({ code: '42703' })
    const wrong = new URL(own.url)
    wrong.pathname = '/nowhere'
    await expect((await openPool(wrong.href)).query('select 1')).rejects.toMatchObject({ code: '3D000' })
  })
})
