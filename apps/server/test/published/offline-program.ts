// domain: tasks
// Two devices of one person: `node offline-program.js API_URL TOKEN`. Checked and run like program.ts. IndexedDB is simulated.
import 'fake-indexeddb/auto'
import { lists, type Offline, openOffline, tasks } from '@ownlist/client/offline'

const [url = '', token = ''] = process.argv.slice(2)
const userId = JSON.parse(atob(token.split('.')[1] ?? '')).sub as string
let isOnline = true

const kinds = { task: tasks, list: lists }
const open = (name: string, hasNetwork: () => boolean): Promise<Offline<typeof kinds>> =>
  openOffline({
    url,
    token,
    userId,
    kinds,
    name,
    attempts: 1,
    fetch: (address, init) => (hasNetwork() ? fetch(address, init) : Promise.reject(new TypeError('no network'))),
  })

const train = await open('train', () => isOnline)
const office = await open('office', () => true)
await Promise.all([train.sync(), office.sync()])

const arrived = new Promise<void>((resolve) => {
  office.subscribe(() => {
    if (office.all('task').some(({ priority }) => priority === 'high')) resolve()
  })
})
isOnline = false
const { id } = await train.create('task', { title: 'From the train' })
await train.update('task', id, { priority: 'high' })
const waiting = await train.sync()
const unsent = train.outbox().pending.length
isOnline = true
await train.sync()
// It arrives through the stream, without a request for it.
await arrived

process.stdout.write(
  JSON.stringify({
    waiting: waiting.name,
    unsent,
    left: train.outbox(),
    office: office.all('task').map(({ title, priority }) => `${title}: ${priority}`),
  }),
)
await Promise.all([train.wipe(), office.wipe()])
process.exit(0)
