import { openDatabase, ownerOf, type Task } from '@ownlist/db'
import { createTestDatabase, howToInstall, installPgBouncer, newUserId, startPgBouncer } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, inject, test } from 'vitest'
import { asOwner } from '../src/owner-scope.js'
import { connectPrisma } from '../src/prisma.js'

declare module 'vitest' {
  export interface ProvidedContext {
    ci: boolean
  }
}

const program = installPgBouncer()
if (program === null) process.stderr.write(`${howToInstall}\n`)

test.runIf(program === null && inject('ci'))('PgBouncer is there to be tested with', () => {
  throw new Error(howToInstall)
})

const newTask = (title: string) => ({
  id: uuidv7(),
  title,
  notes: '',
  priority: 'none' as const,
  dueOn: null,
  completedAt: null,
  listId: null,
})

const titlesOf = ({ items }: { items: readonly Task[] }) => items.map(({ title }) => title)
const page = { limit: 10, after: null, status: 'all', search: '' } as const

describe.runIf(program !== null)('behind PgBouncer in transaction mode', () => {
  const start = async (url: string, options?: Parameters<typeof startPgBouncer>[2]) =>
    await startPgBouncer(program ?? '', url, options)

  test('the API starts, writes and reads, and two users on one connection see their own rows', async () => {
    await using own = await createTestDatabase()
    await using bouncer = await start(own.url)
    await using database = openDatabase(bouncer.url)
    await database.assertRestrictedRole()
    await database.ping()
    const [alice, bob] = [newUserId(), newUserId()]
    await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        await database.tasks.create(ownerOf(alice), newTask(`Alice ${n}`))
        await database.tasks.create(ownerOf(bob), newTask(`Bob ${n}`))
      }),
    )
    expect(titlesOf(await database.tasks.list(ownerOf(alice), page)).every((title) => title.startsWith('Alice'))).toBe(
      true,
    )
    expect(titlesOf(await database.tasks.list(ownerOf(bob), page)).every((title) => title.startsWith('Bob'))).toBe(true)
  })

  test('a statement that takes too long is given up', async () => {
    await using own = await createTestDatabase()
    await using bouncer = await start(own.url)
    const prisma = connectPrisma(bouncer.url)
    const began = performance.now()
    await expect(
      asOwner(prisma, ownerOf(newUserId()), ({ db }) => db.$executeRaw`select pg_sleep(7)`),
    ).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    })
    expect(performance.now() - began).toBeLessThan(6_500)
    await prisma.$disconnect()
  }, 20_000)

  test('the end of its connections is 503, and passes', async () => {
    await using own = await createTestDatabase()
    const bouncer = await start(own.url)
    await using database = openDatabase(bouncer.url)
    await database.ping()
    await bouncer[Symbol.asyncDispose]()
    await expect(database.ping()).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    await expect(database.tasks.list(ownerOf(newUserId()), page)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  })

  test('where it insists on TLS, a URL without TLS is told so, and one with TLS works', async () => {
    await using own = await createTestDatabase()
    await using bouncer = await start(own.url, { tls: true })
    await using without = openDatabase(bouncer.url)
    await expect(without.assertRestrictedRole()).rejects.toThrow(/SSL required[\s\S]*sslmode=verify-full/)
    await using unknown = openDatabase(`${bouncer.url}?sslmode=verify-full`)
    await expect(unknown.assertRestrictedRole()).rejects.toThrow(/self-signed certificate[\s\S]*sslrootcert=/)
    await using database = openDatabase(`${bouncer.url}?sslmode=verify-full&sslrootcert=${bouncer.authority}`)
    await database.assertRestrictedRole()
    await database.tasks.create(ownerOf(newUserId()), newTask('Over TLS'))
  })
})
