// domain: tasks
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execute, provisionDatabases } from '@ownlist/postgres'
import { expect, test } from 'vitest'
import { type Env, embedded, newFolder, run, says, upText } from './running.js'

// Databases from version 0.1.0 (fixtures/README.md), which `pnpm start` updates and serves.

interface Row {
  readonly id: string
  readonly version: number
}

interface Task extends Row {
  readonly title: string
  readonly notes: string
  readonly priority: string
  readonly dueOn: string | null
  readonly completedAt: string | null
  readonly listId: string | null
}

interface Person {
  readonly email: string
  readonly password: string
  readonly cookie: string
  readonly userId: string
  readonly tasks: readonly Task[]
  readonly lists: readonly Row[]
  readonly deletedTask: Task
  readonly deletedList: string
}

interface Recording {
  readonly recordedAt: string
  readonly secret: string
  readonly people: readonly [ada: Person, bob: Person]
  readonly programToken: string
  readonly keys: readonly { readonly kid: string }[]
}

const read = (name: string) => readFile(new URL(`fixtures/c1d68f5/${name}`, import.meta.url), 'utf8')

/** Moves every instant in a database, as if it had been recorded now, so that sessions and keys have not expired. */
const asIfRecordedNow = (recordedAt: string) => `do $$
  declare col record;
  begin
    for col in select table_name, column_name from information_schema.columns
      where table_schema = 'public' and data_type = 'timestamp with time zone'
    loop
      execute format('update public.%I set %2$I = %2$I + (now() - %3$L)', col.table_name, col.column_name, '${recordedAt}'::timestamptz);
    end loop;
  end $$`

/** Restores the recorded databases into a data folder. */
async function restore(folder: string, { recordedAt, secret }: Recording): Promise<void> {
  const secrets = { postgresPassword: 'a password for this test', betterAuthSecret: secret }
  await writeFile(join(folder, 'secrets.json'), JSON.stringify(secrets))
  await using postgres = await embedded(folder)
  const urls = await provisionDatabases(postgres.adminUrl)
  await execute(urls.DATABASE_ADMIN_URL, [await read('tasks.sql')])
  await execute(urls.AUTH_DATABASE_URL, [await read('auth.sql'), asIfRecordedNow(recordedAt)])
}

interface Asking {
  readonly cookie?: string
  readonly token?: string
  readonly body?: object
}

/** The answers of the apps, as far as this test reads them. */
interface Answer {
  readonly token: string
  readonly keys: readonly object[]
  readonly result: { readonly data: { readonly items: readonly object[] } }
}

function clientOf({ WEB_PORT, API_PORT }: Env) {
  const web = `http://localhost:${WEB_PORT}`
  const ask = async (url: string, { cookie = '', token, body }: Asking) => {
    const response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        origin: web,
        cookie,
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const answer = (await response.json()) as Answer
    return { status: response.status, answer, cookies: response.headers.getSetCookie() }
  }
  const auth = (path: string, asking: Asking = {}) => ask(`${web}/api/auth/${path}`, asking)
  const callApi = (token: string, procedure: string, body?: object) =>
    ask(`http://localhost:${API_PORT}/trpc/${procedure}`, { token, ...(body === undefined ? {} : { body }) })
  const call = async (...args: Parameters<typeof callApi>) => {
    const { status, answer } = await callApi(...args)
    expect(status, JSON.stringify(answer)).toBe(200)
    return answer.result.data
  }
  return { auth, callApi, call }
}

type Client = ReturnType<typeof clientOf>

const everything = `?input=${encodeURIComponent('{"limit":200}')}`
const keyOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid

/** Everything that a user had still exists, and can be used. */
async function checkRows({ call }: Client, token: string, person: Person): Promise<void> {
  expect(await call(token, 'account.whoami')).toEqual({ userId: person.userId })
  expect((await call(token, `task.list${everything}`)).items).toMatchObject(person.tasks)
  expect((await call(token, `list.list${everything}`)).items).toMatchObject(person.lists)
  // If a program of the older version repeats a create, it is the same create.
  const [task] = person.tasks
  if (task === undefined) throw new Error('There is no task')
  const { id, title, notes, priority, dueOn, completedAt, listId } = task
  const create = { id, title, notes, priority, dueOn, completedAt, listId }
  expect(await call(token, 'task.create', create)).toMatchObject(task)
  const changed = {
    ...task,
    title: 'Changed by the new version',
    version: task.version + 1,
    updatedAt: expect.any(String),
  }
  const changes = { id, version: task.version, title: changed.title }
  expect(await call(token, 'task.update', changes)).toMatchObject(changed)
  expect((await call(token, `task.list${everything}`)).items).toContainEqual(expect.objectContaining(changed))
  const { deletedAt: _, updatedAt: __, version, ...deleted } = person.deletedTask as Task & Record<string, unknown>
  expect(await call(token, 'task.restore', { id: deleted.id })).toMatchObject({
    ...deleted,
    version: Number(version) + 1,
  })
  expect(await call(token, 'list.restore', { id: person.deletedList })).toMatchObject({ deletedAt: null })
}

test('the data of version 0.1.0 survives an update: sessions, passwords, apps, keys, and every row as it was', {
  timeout: 240_000,
}, async () => {
  const recorded: Recording = JSON.parse(await read('recorded.json'))
  const { folder, env } = await newFolder()
  await restore(folder, recorded)
  const start = run(env, 'start')
  await says(start, upText)
  const client = clientOf(env)
  const { auth } = client
  const tokenOf = async (asking: Asking) => (await auth('token', asking)).answer.token
  const keys = recorded.keys.map(({ kid }) => expect.objectContaining({ kid }))
  expect((await auth('jwks')).answer.keys).toEqual(expect.arrayContaining(keys))

  const [ada, bob] = recorded.people
  // The session cookie, and the key that was used for signing before.
  const token = await tokenOf({ cookie: ada.cookie })
  expect(keyOf(token)).toBe(recorded.keys[0]?.kid)
  await checkRows(client, token, ada)
  // The password.
  const { email, password } = bob
  const signIn = await auth('sign-in/email', { body: { email, password } })
  expect(signIn.status).toBe(200)
  const cookie = signIn.cookies.map((line) => line.split(';')[0]).join('; ')
  await checkRows(client, await tokenOf({ cookie }), bob)
  // The app has the same access as before.
  const ofApp = await tokenOf({ token: recorded.programToken })
  expect((await client.call(ofApp, `task.list${everything}`)).items).toHaveLength(ada.tasks.length + 1)
  expect((await client.callApi(ofApp, 'task.create', { title: 'Not allowed' })).status).toBe(403)

  start.kill('SIGTERM')
  expect(await start.ended).toEqual([0, null])
})
