// domain: tasks
// A Jest test of somebody else's, which the README shows the settings for.

import { createFakeClient } from '@ownlist/client/testing'

test('the client is there, with its fake', async () => {
  const client = createFakeClient({ account: { whoami: () => ({ userId: 'nobody' }) } })
  expect(await client.account.whoami.query()).toEqual({ userId: 'nobody' })
})
