// domain: tasks
import { callerFor, createTestDatabase, newUserId, type TestDatabase } from '@ownlist/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let own: TestDatabase
beforeAll(async () => {
  own = await createTestDatabase()
})
afterAll(() => own[Symbol.asyncDispose]())

const keys = { p256dh: Buffer.alloc(65, 4).toString('base64url'), auth: Buffer.alloc(16, 1).toString('base64url') }
const subscription = { endpoint: 'https://push.example.net/1', keys, timeZone: 'Europe/Berlin' }

test('a browser subscribes once, is listed without its keys, and is removed', async () => {
  const { push } = callerFor(own.database, newUserId())
  const first = await push.subscribe(subscription)
  const again = await push.subscribe({ ...subscription, timeZone: 'UTC' })
  expect(again).toMatchObject({ id: first.id, service: 'push.example.net', createdAt: first.createdAt })
  expect(again.renewedAt > first.renewedAt).toBe(true)
  expect(await push.list()).toEqual({ publicKey: null, items: [again] })
  expect(await push.unsubscribe({ id: first.id })).toEqual({ removed: 1 })
  expect(await push.unsubscribe({ id: first.id })).toEqual({ removed: 0 })
  expect(await push.list()).toEqual({ publicKey: null, items: [] })
})

test('a person has at most ten subscriptions', async () => {
  const { push } = callerFor(own.database, newUserId())
  for (let n = 0; n < 10; n++) await push.subscribe({ ...subscription, endpoint: `${subscription.endpoint}${n}` })
  await expect(push.subscribe(subscription)).rejects.toMatchObject({
    code: 'FORBIDDEN',
    message: expect.stringContaining('10 push subscriptions'),
  })
  // An existing subscription can still be renewed.
  await push.subscribe({ ...subscription, endpoint: `${subscription.endpoint}3` })
})

test('an erasure removes every subscription, and no new one is accepted', async () => {
  const { push, account } = callerFor(own.database, newUserId())
  await push.subscribe(subscription)
  expect(await account.erase()).toEqual({ rows: 1 })
  expect(await push.list()).toMatchObject({ items: [] })
  await expect(push.subscribe(subscription)).rejects.toMatchObject({ code: 'FORBIDDEN' })
})

describe('a subscription is refused', () => {
  test.each([
    'http://push.example.net/1',
    'https://localhost/1',
    'https://127.0.0.1/1',
    'https://2130706433/1',
    'https://0x7f.1/1',
    'https://10.0.0.1/1',
    'https://[::1]/1',
    'https://[fd00::1]/1',
    'https://169.254.169.254/latest/meta-data',
    'https://metadata.google.internal/1',
    'https://printer.local/1',
    'https://printer/1',
    'https://LOCALHOST./1',
    'https://ada:secret@push.example.net/1',
    'ftp://push.example.net/1',
    'push.example.net/1',
  ])('for the address %s', async (endpoint) => {
    const { push } = callerFor(own.database, newUserId())
    await expect(push.subscribe({ ...subscription, endpoint })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test.each([
    ['a key of another length', { keys: { ...keys, p256dh: keys.auth } }],
    ['a secret of another length', { keys: { ...keys, auth: keys.p256dh } }],
    ['a key that is not base64url', { keys: { ...keys, auth: '*'.repeat(22) } }],
    ['an unknown time zone', { timeZone: 'Mars/Olympus' }],
  ])('with %s', async (_what, fault) => {
    const { push } = callerFor(own.database, newUserId())
    await expect(push.subscribe({ ...subscription, ...fault })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})
