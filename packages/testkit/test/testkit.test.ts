import { createKeySet, createTokenVerifier } from '@ownlist/auth'
import { callerFor, createTestDatabase, execute, newUserId, startTestIssuer } from '@ownlist/testkit'
import { expect, test } from 'vitest'
import { rowsOf } from '../../postgres/test/rows.js'

test('each test database is separate, migrated, and removed when disposed of', async () => {
  const userId = newUserId()
  let url: string
  {
    await using one = await createTestDatabase()
    await using two = await createTestDatabase()
    url = one.url
    await callerFor(one.database, userId).account.erase()
    const tombstones = (url: string) => rowsOf(url, 'select user_id from erasure')
    expect(await tombstones(one.adminUrl)).toEqual([{ user_id: userId }])
    expect(await tombstones(two.adminUrl)).toEqual([])
  }
  await expect(execute(url, ['select 1'])).rejects.toThrow('does not exist')
})

test('a caller without a user is refused, as over HTTP', async () => {
  await using test = await createTestDatabase()
  await expect(callerFor(test.database, null).account.whoami()).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
})

test('the real verifier accepts the issuer’s tokens, before and after a rotation, and refuses damaged ones', async () => {
  await using issuer = await startTestIssuer({ audience: 'another-api' })
  using keys = createKeySet({ url: issuer.jwksUrl })
  const verifier = createTokenVerifier({ issuer: issuer.issuer, audience: 'another-api', keys })
  const before = await issuer.token('ada')
  expect(await verifier.verify(`Bearer ${before}`)).toMatchObject({ userId: 'ada' })
  await issuer.rotate()
  await keys.reload()
  expect(await verifier.verify(`Bearer ${before}`)).toMatchObject({ userId: 'ada' })
  expect(await verifier.verify(`Bearer ${await issuer.token('bob')}`)).toMatchObject({ userId: 'bob' })
  for (const claims of [{ exp: 1 }, { aud: 'ownlist-api' }, { sub: undefined }]) {
    await expect(verifier.verify(`Bearer ${await issuer.token('ada', claims)}`)).rejects.toThrow()
  }
})
