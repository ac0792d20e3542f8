// domain: tasks
// The same in CommonJS.

test('the client is there, with its fake', async () => {
  const { createFakeClient } = await import('@ownlist/client/testing')
  const client = createFakeClient({ account: { whoami: () => ({ userId: 'nobody' }) } })
  expect(await client.account.whoami.query()).toEqual({ userId: 'nobody' })
})
