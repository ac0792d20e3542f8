import { openDatabase, ownerOf } from '@ownlist/db'
import { createTestDatabase, newUserId } from '@ownlist/testkit'
import { expect, test } from 'vitest'

test('the address of a calendar is read, replaced, checked and removed for one user only, even without row-level security', async () => {
  await using own = await createTestDatabase()
  await using superuser = openDatabase(own.adminUrl)
  const { feeds } = superuser
  const [alice, bob] = [ownerOf(newUserId()), ownerOf(newUserId())]
  const { secret: his } = await feeds.rotate(bob)
  expect(await feeds.get(alice)).toBeNull()
  expect(await feeds.isSecret(alice, his)).toBe(false)
  expect(await feeds.disable(alice)).toBe(false)
  const first = await feeds.rotate(alice)
  expect(first.secret).toMatch(/^[\w-]{43}$/)
  expect(await feeds.get(alice)).toEqual({ createdAt: first.createdAt })
  const second = await feeds.rotate(alice)
  expect(second.createdAt > first.createdAt).toBe(true)
  expect(await feeds.get(alice)).toEqual({ createdAt: second.createdAt })
  const known = [first.secret, his, second.secret].map((secret) => feeds.isSecret(alice, secret))
  expect(await Promise.all(known)).toEqual([false, false, true])
  expect(await feeds.disable(alice)).toBe(true)
  expect(await feeds.isSecret(alice, second.secret)).toBe(false)
  await feeds.rotate(alice)
  expect(await superuser.eraseOwner(alice.userId)).toBe(1)
  expect(await feeds.get(alice)).toBeNull()
  await expect(feeds.rotate(alice)).rejects.toMatchObject({ code: 'ERASED' })
  expect(await feeds.isSecret(bob, his)).toBe(true)
})
