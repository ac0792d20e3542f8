import { openDatabase, ownerOf } from '@ownlist/db'
import { createTestDatabase, describeWith, newUserId, pgBouncer, startPgBouncer } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { connect } from '../src/connections.js'
import { asOwner } from '../src/owner-scope.js'
import { createProbeTable, probeRows } from './probe-table.js'

describeWith(pgBouncer(), 'the database package behind PgBouncer in transaction mode', (program) => {
  const start = async (url: string, options?: Parameters<typeof startPgBouncer>[2]) =>
    await startPgBouncer(program, url, options)

  test('the API starts, writes and reads, and two users on one connection see their own rows', async () => {
    await using own = await createTestDatabase()
    await using bouncer = await start(own.url)
    await using database = openDatabase(bouncer.url)
    await database.assertRestrictedRole()
    await database.ping()
    await createProbeTable(own)
    const connections = connect(bouncer.url)
    const users = ['Alice', 'Bob'].map((name) => ({ name, rows: probeRows(connections, newUserId()) }))
    await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        for (const { name, rows } of users) await rows.add(`${name} ${n}`)
      }),
    )
    for (const { name, rows } of users) {
      const titles = await rows.titles()
      expect(titles).toHaveLength(20)
      expect(titles.filter((title) => !title.startsWith(name))).toEqual([])
    }
    await connections[Symbol.asyncDispose]()
  })

  // domain: tasks {
  test('tasks are created, changed, listed and found, and each user only sees their own', async () => {
    await using own = await createTestDatabase()
    await using bouncer = await start(own.url)
    await using database = openDatabase(bouncer.url)
    const { tasks } = database
    await Promise.all(
      ['Alice', 'Bob'].map(async (title) => {
        const owner = ownerOf(newUserId())
        const fields = { title, notes: '', priority: 'none', dueOn: null, completedAt: null, listId: null } as const
        for (let n = 0; n < 10; n++) {
          const { id } = await tasks.create(owner, { ...fields, id: uuidv7() })
          await tasks.update(owner, id, { changes: { notes: title } })
          await tasks.delete(owner, id)
          expect(await tasks.restore(owner, id)).toEqual(await tasks.get(owner, id))
        }
        const all = { limit: 200, status: 'all', after: null } as const
        for (const search of ['', title]) {
          const { items } = await tasks.list(owner, { ...all, search })
          expect(items.map(({ title, notes }) => [title, notes])).toEqual(Array(10).fill([title, title]))
        }
      }),
    )
  })
  // domain: tasks }

  test('a statement that takes too long is canceled', async () => {
    await using own = await createTestDatabase()
    await using bouncer = await start(own.url)
    const connections = connect(bouncer.url)
    const began = performance.now()
    await expect(
      asOwner(connections, ownerOf(newUserId()), ({ db }) => db.$executeRaw`select pg_sleep(7)`),
    ).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    })
    expect(performance.now() - began).toBeLessThan(6_500)
    await connections[Symbol.asyncDispose]()
  }, 20_000)

  test('calls are unavailable after PgBouncer has ended', async () => {
    await using own = await createTestDatabase()
    const bouncer = await start(own.url)
    await using database = openDatabase(bouncer.url)
    await database.ping()
    await bouncer[Symbol.asyncDispose]()
    await expect(database.ping()).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    await expect(database.eraseOwner(newUserId())).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  })

  test('if it requires TLS, a URL without TLS is refused with an explanation, and one with TLS works', async () => {
    await using own = await createTestDatabase()
    await using bouncer = await start(own.url, { tls: true })
    await using without = openDatabase(bouncer.url)
    await expect(without.assertRestrictedRole()).rejects.toThrow(/SSL required[\s\S]*sslmode=verify-full/)
    await using unknown = openDatabase(`${bouncer.url}?sslmode=verify-full`)
    await expect(unknown.assertRestrictedRole()).rejects.toThrow(/self-signed certificate[\s\S]*sslrootcert=/)
    await using database = openDatabase(`${bouncer.url}?sslmode=verify-full&sslrootcert=${bouncer.authority}`)
    await database.assertRestrictedRole()
    expect(await database.eraseOwner(newUserId())).toBe(0)
  })
})
