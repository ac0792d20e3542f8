// domain: tasks
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeWith } from '@ownlist/testkit'
import { expect, onTestFinished, test } from 'vitest'
import { howToInstall, installPostgres, prepareAsDocumented, startOwnPostgres } from './own-postgres.js'
import { done, type Env, newFolder, run, says, upText } from './running.js'

const system = { timeout: 240_000 }
const web = (env: Env) => `http://localhost:${env.WEB_PORT}`

type Browser = (path: string, body?: object) => Promise<unknown>

/** A browser, which keeps the session’s cookie. */
function openBrowser(): (env: Env) => Browser {
  let cookie = ''
  return (env) => async (path, body) => {
    const response = await fetch(`${web(env)}/api/auth/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { origin: web(env), 'content-type': 'application/json', cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    cookie = response.headers.getSetCookie().map((line) => line.split(';')[0])[0] ?? cookie
    expect(response.status, path).toBe(200)
    return await response.json()
  }
}

async function caller(env: Env, browser: Browser) {
  const { token } = (await browser('token')) as { token: string }
  return async (procedure: string, input?: object) => {
    const query = procedure.endsWith('.list') ? `?input=${encodeURIComponent(JSON.stringify(input ?? {}))}` : ''
    const response = await fetch(`http://localhost:${env.API_PORT}/trpc/${procedure}${query}`, {
      method: query === '' ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(query === '' ? { body: JSON.stringify(input) } : {}),
    })
    expect(response.status, procedure).toBe(200)
    const { result } = (await response.json()) as { result: { data: { id: string; items: object[] } } }
    return result.data
  }
}

async function started(env: Env) {
  const command = run(env, 'start')
  await says(command, upText)
  return async () => {
    command.kill('SIGTERM')
    expect(await command.ended).toEqual([0, null])
  }
}

describeWith(
  { program: installPostgres(), howToInstall },
  'pnpm start on a PostgreSQL server of your own',
  (programs) => {
    test(
      'with the documented roles everything works, and a backup moves sessions, rows and keys to another server',
      system,
      async () => {
        const { env: ports } = await newFolder()
        const env: Env = { ...ports, ...(await prepareAsDocumented(await startOwnPostgres(programs))) }
        const ada = openBrowser()
        const stop = await started(env)
        const account = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' }
        await ada(env)('sign-up/email', account)
        await ada(env)('device/code', { client_id: 'cli', scope: 'tasks:read' })
        const call = await caller(env, ada(env))
        const { id: listId } = await call('list.create', { title: 'Garden' })
        const { id } = await call('task.create', { title: 'Water the ferns', listId })
        await call('task.update', { id, title: 'Water all ferns' })
        await call('task.delete', { id })
        await call('task.restore', { id })
        for (const query of [{ search: 'ferns' }, { search: 'fenrs' }, { status: 'open' }, { listId }, { limit: 1 }]) {
          expect((await call('task.list', query)).items, JSON.stringify(query)).toHaveLength(1)
        }
        const rows = await call('task.list')
        const keys = await ada(env)('jwks')

        const parent = await mkdtemp(join(tmpdir(), 'ownlist-own-backup-'))
        onTestFinished(() => rm(parent, { recursive: true, force: true }))
        const backup = join(parent, 'backup')
        expect(await done(run(env, 'backup', backup))).toMatchObject({ code: 0 })
        await stop()

        // A new folder, and another server without the secrets of the first one.
        const fresh = await newFolder()
        const elsewhere: Env = { ...fresh.env, ...(await prepareAsDocumented(await startOwnPostgres(programs))) }
        const restored = await done(run(elsewhere, 'restore', backup))
        expect(restored, restored.output).toMatchObject({ code: 0 })
        const stopAgain = await started(elsewhere)
        expect(await ada(elsewhere)('jwks')).toEqual(keys)
        expect(await (await caller(elsewhere, ada(elsewhere)))('task.list')).toEqual(rows)
        await stopAgain()
      },
    )
  },
)
