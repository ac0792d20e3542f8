import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { ownerOf } from '@ownlist/db'
import { usageOf } from '@ownlist/pool'
import { createTestDatabase, newUserId } from '@ownlist/testkit'
import { expect, test } from 'vitest'
import { connect } from '../src/connections.js'
import { asOwner } from '../src/owner-scope.js'
import { read, readStatement, write } from '../src/statements.js'

const unavailable = expect.objectContaining({ name: 'StoreError', code: 'UNAVAILABLE' })

test('in each transaction, a statement may take 5 seconds and the client may be idle for 10 seconds', async () => {
  await using own = await createTestDatabase()
  const connections = connect(own.url)
  const settings = await asOwner(
    connections,
    ownerOf(newUserId()),
    ({ db }) => db.$queryRaw`
      select current_setting('statement_timeout') as statement,
        current_setting('idle_in_transaction_session_timeout') as idle`,
  )
  expect(settings).toEqual([{ statement: '5s', idle: '10s' }])
  await connections[Symbol.asyncDispose]()
})

test('a server that accepts connections but never answers is reported as unavailable', async () => {
  const mute = createServer()
  await once(mute.listen(0, '127.0.0.1'), 'listening')
  const connections = connect(`postgresql://api@127.0.0.1:${(mute.address() as AddressInfo).port}/ownlist`)
  await expect(asOwner(connections, ownerOf(newUserId()), async () => undefined)).rejects.toEqual(unavailable)
  await connections[Symbol.asyncDispose]()
  mute.close()
})

test('a caller that gets no connection in time is told so, whatever it wants, and the next caller is served', async () => {
  await using own = await createTestDatabase()
  const connections = connect(own.url)
  const user = newUserId()
  const holders = Array.from({ length: 10 }, () =>
    asOwner(connections, ownerOf(newUserId()), ({ db }) => db.$executeRaw`select pg_sleep(4)`),
  )
  await expect.poll(() => usageOf(connections.pool)).toMatchObject({ open: 10, idle: 0 })
  const statement = readStatement('one', 'select 1 as n limit 1')
  const wanted = [
    asOwner(connections, ownerOf(user), async () => undefined),
    read(connections, ownerOf(newUserId()), { statement, values: [] }),
    write(connections, ownerOf(newUserId()), []),
  ]
  for (const refused of await Promise.allSettled(wanted)) expect(refused).toMatchObject({ reason: unavailable })
  await Promise.all(holders)
  await expect(asOwner(connections, ownerOf(user), async () => 'served')).resolves.toBe('served')
  await connections[Symbol.asyncDispose]()
})
