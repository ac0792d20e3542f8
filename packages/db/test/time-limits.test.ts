import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { ownerOf } from '@ownlist/db'
import { createTestDatabase, newUserId } from '@ownlist/testkit'
import { expect, test } from 'vitest'
import { asOwner } from '../src/owner-scope.js'
import { connectPrisma } from '../src/prisma.js'

const unavailable = expect.objectContaining({ name: 'StoreError', code: 'UNAVAILABLE' })

test('in each transaction, a statement may take 5 seconds and the client may be idle for 10 seconds', async () => {
  await using own = await createTestDatabase()
  const prisma = connectPrisma(own.url)
  const settings = await asOwner(
    prisma,
    ownerOf(newUserId()),
    ({ db }) => db.$queryRaw`
      select current_setting('statement_timeout') as statement,
        current_setting('idle_in_transaction_session_timeout') as idle`,
  )
  expect(settings).toEqual([{ statement: '5s', idle: '10s' }])
  await prisma.$disconnect()
})

test('a server that accepts connections but never answers is reported as unavailable', async () => {
  const mute = createServer()
  await once(mute.listen(0, '127.0.0.1'), 'listening')
  const prisma = connectPrisma(`postgresql://api@127.0.0.1:${(mute.address() as AddressInfo).port}/ownlist`)
  await expect(asOwner(prisma, ownerOf(newUserId()), async () => undefined)).rejects.toEqual(unavailable)
  await prisma.$disconnect()
  mute.close()
})

test('a caller that gets no connection in time is told so, and the next caller is served', async () => {
  await using own = await createTestDatabase()
  const prisma = connectPrisma(own.url)
  const user = newUserId()
  const holders = Array.from({ length: 10 }, () =>
    asOwner(prisma, ownerOf(newUserId()), ({ db }) => db.$executeRaw`select pg_sleep(4)`),
  )
  await expect(asOwner(prisma, ownerOf(user), async () => undefined)).rejects.toEqual(unavailable)
  await Promise.all(holders)
  await expect(asOwner(prisma, ownerOf(user), async () => 'served')).resolves.toBe('served')
  await prisma.$disconnect()
})
