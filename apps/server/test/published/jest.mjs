// domain: tasks
// Another developer's Jest test, with the settings that the README shows.

import { createFakeClient } from '@ownlist/client/testing'

test('the client and its fake can be imported', async () => {
  const client = createFakeClient({ account: { whoami: () => ({ userId: 'nobody' }) } })
  expect(await client.account.whoami.query()).toEqual({ userId: 'nobody' })
})
