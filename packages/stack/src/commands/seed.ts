// domain: tasks
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { command } from '../command.js'
import { readEnv, readStackSettings, type StackSettings } from '../env.js'
import { startSystem } from '../system.js'

const day = (fromToday: number) => new Date(Date.now() + fromToday * 86_400_000).toISOString().slice(0, 10)

const people = [
  {
    name: 'Ada',
    email: 'ada@example.com',
    lists: ['Garden', 'Household', 'Work'],
    tasks: [
      { list: null, title: 'Read chapter four', completedAt: new Date().toISOString() },
      { list: 'Work', title: 'Send the quarterly report', priority: 'medium', dueOn: day(0) },
      {
        list: 'Household',
        title: 'Renew passport',
        priority: 'high',
        dueOn: day(14),
        notes: 'Two photos, and the old one',
      },
      { list: 'Garden', title: 'Water the ferns' },
    ],
  },
  {
    name: 'Bob',
    email: 'bob@example.com',
    lists: ['Errands', 'Work'],
    tasks: [
      { list: null, title: 'Call the dentist', dueOn: day(-3) },
      { list: 'Errands', title: 'Buy coffee' },
    ],
  },
] as const

const purpose = { command: 'pnpm db:seed', serving: false }

await command(async () => {
  const settings = readStackSettings()
  // The demo users sign up like everybody else, so this needs a running system. If there is none, one is started temporarily.
  await using _system = (await isUp(settings.webUrl))
    ? undefined
    : await startSystem({ settings, mode: 'built', env: readEnv(), purpose })
  for (const person of people) {
    const password = randomBytes(12).toString('base64url')
    const added = await seed(person, password, settings)
    process.stdout.write(added ? `${person.email}  password ${password}\n` : `${person.email} already exists\n`)
  }
  process.stdout.write(`Sign in at ${settings.webUrl}\n`)
})

/**
 * Signs a user up and adds lists and tasks, through the web app and the API, like any other user.
 * @returns false if the user already exists
 */
async function seed(person: (typeof people)[number], password: string, { webUrl, apiUrl }: StackSettings) {
  const { name, email, lists, tasks } = person
  const send = () =>
    fetch(`${webUrl}/api/auth/sign-up/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: webUrl },
      body: JSON.stringify({ name, email, password }),
    })
  let signUp = await send()
  // It waits as long as the limit on sign-ups requires.
  while (signUp.status === 429) {
    await sleep(Number(signUp.headers.get('x-retry-after') ?? 1) * 1_000)
    signUp = await send()
  }
  if (signUp.status === 422) return false
  if (!signUp.ok) throw new Error(`The web app answered ${signUp.status} to the sign-up of a demo user.`)
  if (signUp.headers.getSetCookie().length === 0) {
    throw new Error(
      'With SMTP_URL set, users have to confirm their address first, which the demo users cannot do. Run this command without SMTP_URL.',
    )
  }
  const cookie = signUp.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
  const token = async () => {
    const { token } = (await (await fetch(`${webUrl}/api/auth/token`, { headers: { cookie } })).json()) as {
      token: string
    }
    return token
  }
  const create = (procedure: string, row: object) => createRow(`${apiUrl}/trpc/${procedure}`, token, row)
  const listIds = new Map<string | null, string>()
  for (const title of lists) listIds.set(title, await create('list.create', { title }))
  for (const { list, ...task } of tasks) await create('task.create', { ...task, listId: listIds.get(list) ?? null })
  return true
}

/**
 * This uses plain HTTP: with the typed client, every command of this package would wait until the whole contract is
 * compiled.
 */
async function createRow(url: string, token: () => Promise<string>, row: object): Promise<string> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await token()}` }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(row) })
  if (!answer.ok) throw new Error(`The API answered ${answer.status} to ${url}.`)
  return ((await answer.json()) as { result: { data: { id: string } } }).result.data.id
}

async function isUp(webUrl: string): Promise<boolean> {
  try {
    return (await fetch(`${webUrl}/healthz`)).ok
  } catch {
    return false
  }
}
