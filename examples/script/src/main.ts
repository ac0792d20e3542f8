import { createApiClient, deviceLogin, programSession } from '@ownlist/client'

const { WEB_URL: webUrl = 'http://localhost:3000', API_URL: url = 'http://localhost:4000' } = process.env

const session = await deviceLogin({
  webUrl,
  program: 'Example script',
  scopes: ['tasks:read', 'tasks:write'],
  onCode: ({ userCode, verificationUriComplete }) =>
    console.log(`Open ${verificationUriComplete} and compare ${userCode}`),
})

const api = createApiClient({ url, token: programSession({ webUrl, session }) })
await api.task.create.mutate({ title: 'Water the ferns', dueOn: '2026-11-30' })
const { items } = await api.task.list.query({ status: 'open' })
for (const { title, dueOn } of items) console.log(dueOn === null ? title : `${title}, due ${dueOn}`)
