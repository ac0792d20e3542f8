// domain: tasks
// The same test in CommonJS.

test('the client and its fake can be imported', async () => {
  const { createFakeClient } = await import('@ownlist/client/testing')
  const client = createFakeClient({ account: { whoami: () => ({ userId: 'nobody' }) } })
  expect(await client.account.whoami.query()).toEqual({ userId: 'nobody' })
})
