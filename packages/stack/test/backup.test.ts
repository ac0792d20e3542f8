// domain: tasks
import { join } from 'node:path'
import { provisionDatabases } from '@ownlist/postgres'
import { describe, expect, test } from 'vitest'
import { done, type Env, embedded, migratedFolder, newFolder, run, says, upText } from './running.js'

const system = { timeout: 120_000 }
const web = (env: Env) => `http://localhost:${env.WEB_PORT}`
const api = (env: Env) => `http://localhost:${env.API_PORT}`

describe('backup and restore', () => {
  test('bring sessions, rows and keys into a new folder', system, async () => {
    const { env } = await migratedFolder()
    const first = run(env, 'start')
    await says(first, upText)
    const cookie = await signUp(env)
    await addTask(env, cookie)
    const keys = await (await fetch(`${web(env)}/api/auth/jwks`)).text()
    const other = await newFolder()
    const backup = join(other.folder, 'backup')
    expect(await done(run(env, 'backup', backup))).toMatchObject({ code: 0, output: expect.stringContaining(backup) })
    first.kill('SIGTERM')
    await first.ended

    const fresh = { ...other.env, DATA_DIR: join(other.folder, 'data') }
    expect(await done(run(fresh, 'restore', backup))).toMatchObject({
      code: 0,
      output: expect.stringContaining('Restored'),
    })
    const again = await done(run(fresh, 'restore', backup))
    expect(again).toMatchObject({ code: 1, output: expect.stringContaining('already has rows') })
    const second = run(fresh, 'start')
    await says(second, upText)
    expect(await (await fetch(`${web(fresh)}/api/auth/jwks`)).text()).toBe(keys)
    const answer = await fetch(`${api(fresh)}/trpc/task.list`, { headers: await bearer(fresh, cookie) })
    expect(await answer.text()).toContain('Renew passport')
    second.kill('SIGTERM')
    await second.ended
  })

  test('bring embedded data to your own server, and ask for the secret in the other direction', system, async () => {
    const { env } = await migratedFolder()
    const other = await newFolder()
    const backup = join(other.folder, 'backup')
    expect((await done(run(env, 'backup', backup))).code).toBe(0)
    await done(run(other.env, 'migrate'))
    // A second embedded server, which is addressed by its URLs, takes the place of your own server.
    await done(run(other.env, 'reset', '--yes'))
    const server = await embedded(other.folder)
    try {
      const own = { ...env, DATA_DIR: join(other.folder, 'own'), ...(await provisionDatabases(server.adminUrl)) }
      const wrong = { ...own, BETTER_AUTH_SECRET: 'another secret that is long enough' }
      expect(await done(run(wrong, 'restore', backup))).toMatchObject({
        code: 1,
        output: expect.stringContaining('created with another BETTER_AUTH_SECRET'),
      })
      expect(await done(run(own, 'restore', backup))).toMatchObject({ code: 0 })
      expect(await done(run({ ...own, DATABASE_BACKUP_URL: '' }, 'backup'))).toMatchObject({
        code: 1,
        output: expect.stringContaining('Set DATABASE_BACKUP_URL'),
      })
      expect(await done(run(own, 'backup', join(other.folder, 'second')))).toMatchObject({ code: 0 })
    } finally {
      await server[Symbol.asyncDispose]()
    }
  })
})

async function signUp(env: Env): Promise<string> {
  const answer = await fetch(`${web(env)}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: web(env) },
    body: JSON.stringify({ name: 'Ada', email: 'ada@example.com', password: 'a long enough password' }),
  })
  expect(answer.status).toBe(200)
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
}

async function bearer(env: Env, cookie: string): Promise<Record<string, string>> {
  const answer = await fetch(`${web(env)}/api/auth/token`, { headers: { cookie } })
  expect(answer.status).toBe(200)
  const { token } = (await answer.json()) as { token: string }
  return { authorization: `Bearer ${token}` }
}

async function addTask(env: Env, cookie: string): Promise<void> {
  const answer = await fetch(`${api(env)}/trpc/task.create`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(await bearer(env, cookie)) },
    body: JSON.stringify({ title: 'Renew passport' }),
  })
  expect(answer.status).toBe(200)
}
