// domain: tasks
// Shows the app of docs/client.md in a simulated page: `node run-app.mjs API_URL TOKEN APP`. Its network can
// be switched off.
import 'fake-indexeddb/auto'
import { setTimeout as wait } from 'node:timers/promises'
import { createApiClient } from '@ownlist/client'
import { Window } from 'happy-dom'
import { createElement } from 'react'

const [url = '', token = '', app = ''] = process.argv.slice(2)
const userId = JSON.parse(atob(token.split('.')[1] ?? '')).sub
const network = globalThis.fetch
const elsewhere = createApiClient({ url, token, fetch: network })
let isOnline = true

const page = new Window({ url: 'https://app.example.com' })
const globals = {
  window: page,
  document: page.document,
  // The lock manager of the simulated page exists but provides no locks.
  navigator: { userAgent: page.navigator.userAgent },
  addEventListener: page.addEventListener.bind(page),
  removeEventListener: page.removeEventListener.bind(page),
  fetch: async (address, init) => {
    if (!isOnline) throw new TypeError('There is no network')
    if (address === '/api/auth/token') return Response.json({ token })
    return await network(String(address).replace('https://api.example.com', url), init)
  },
}
// Newer versions of Node have their own navigator, which cannot be assigned.
for (const [name, value] of Object.entries(globals)) Object.defineProperty(globalThis, name, { value, writable: true })

/** Waits until the value that is read equals the expected one. */
async function until(read, expected) {
  for (let attempt = 0; attempt < 1_000; attempt++) {
    if (JSON.stringify(await read()) === JSON.stringify(expected)) return expected
    await wait(10)
  }
  throw new Error(`Not ${JSON.stringify(expected)}, but ${JSON.stringify(await read())}`)
}

const buttons = () => [...page.document.querySelectorAll('button')]
const shown = () => buttons().map(({ textContent }) => textContent)
const open = async () => (await elsewhere.task.list.query({ status: 'open' })).items.map(({ title }) => title)

await elsewhere.task.create.mutate({ title: 'Water the ferns' })
const { createRoot } = await import('react-dom/client')
const { App } = await import(app)
createRoot(page.document.body.appendChild(page.document.createElement('main'))).render(createElement(App, { userId }))
await until(shown, ['Water the ferns'])
await elsewhere.task.create.mutate({ title: 'Buy bulbs' })
const live = await until(shown, ['Buy bulbs', 'Water the ferns'])
isOnline = false
buttons()[1]?.click()
const offline = await until(shown, ['Buy bulbs'])
const unsent = await open()
isOnline = true
page.dispatchEvent(new page.Event('online'))
const sent = await until(open, ['Buy bulbs'])
process.stdout.write(JSON.stringify({ live, offline, unsent, sent }))
process.exit(0)
