import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import getPort from 'get-port'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Command, done, isAlive, postmasterOf, run, says, status, upText } from './running.js'

// Runs the real commands on the built apps, as `pnpm start` and the other scripts do. The tests share one data folder, each
// in the state in which the test before has left it, because every start takes seconds.
describe('a data folder', { timeout: 240_000 }, () => {
  let folder: string
  let env: Record<string, string>
  let keys: unknown
  let account: { readonly email: string; readonly password: string }
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ownlist-data-folder-'))
    const [webPort, apiPort] = [await getPort(), await getPort()]
    // Without the variables of the shell that runs the tests.
    env = {
      PATH: '/usr/bin:/bin:/usr/sbin:/sbin',
      DATA_DIR: folder,
      WEB_PORT: String(webPort),
      API_PORT: String(apiPort),
    }
  })
  afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 }))

  const web = () => `http://localhost:${env.WEB_PORT}`
  const api = () => `http://localhost:${env.API_PORT}`
  const published = async (): Promise<unknown> =>
    await (await fetch(`${web()}/api/auth/jwks`, { headers: { connection: 'close' } })).json()

  async function started(name: 'start' | 'dev' = 'start'): Promise<Command> {
    const command = run(env, name)
    await says(command, upText)
    return command
  }

  /** Neither app answers, and PostgreSQL has removed its lock. */
  const whatIsLeft = async () => [
    await status(web()),
    await status(api()),
    existsSync(join(folder, 'postgres', 'postmaster.pid')),
  ]
  const nothing = ['nobody', 'nobody', false]

  async function apiProcess(): Promise<number> {
    const log = await readFile(join(folder, 'logs', 'api.log'), 'utf8')
    return JSON.parse(log.trim().split('\n').at(-1) ?? '').pid
  }

  /** The names of the variables in the environment of the API's process. */
  async function namesInEnvironment(): Promise<string[]> {
    const environment = await readFile(`/proc/${await apiProcess()}/environ`, 'utf8')
    return environment.split('\0').map((entry) => entry.split('=')[0] ?? '')
  }

  test('is created by start, which prints the addresses, and leaves nothing running after Ctrl-C', async () => {
    const command = await started()
    expect(command.output()).toContain(web())
    expect(command.output()).toContain(api())
    expect(await status(`${web()}/sign-up`)).toBe(200)
    expect(await status(`${api()}/readyz`)).toBe(200)
    expect(await status(`${api()}/trpc/account.whoami`)).toBe(401)
    keys = await published()
    const postgres = postmasterOf(folder)
    if (process.platform === 'linux') {
      const names = await namesInEnvironment()
      expect(names).toContain('DATABASE_URL')
      const secrets = /^(AUTH_DATABASE|DATABASE_ADMIN|BETTER_AUTH_SECRET)/
      expect(names.filter((name) => secrets.test(name))).toEqual([])
    }
    command.kill('SIGINT')
    expect(await command.ended).toEqual([0, null])
    expect(await whatIsLeft()).toEqual(nothing)
    await expect.poll(() => isAlive(postgres)).toBe(false)
  })

  test('has the same data in dev, which leaves nothing running when it is killed', async () => {
    const command = await started('dev')
    expect(await published()).toEqual(keys)
    command.kill('SIGKILL')
    await expect.poll(whatIsLeft).toEqual(nothing)
  })

  test('gets two users from seed, once', async () => {
    const first = await done(run(env, 'seed'))
    expect(first.code, first.output).toBe(0)
    expect(first.output.match(/^\S+@example\.com {2}password \S+$/gm)).toHaveLength(2)
    const [, email = '', password = ''] = first.output.match(/^(\S+) {2}password (\S+)$/m) ?? []
    account = { email, password }
    const second = await done(run(env, 'seed'))
    expect(second.code).toBe(0)
    expect(second.output.match(/already exists/g)).toHaveLength(2)
  })

  test('lets these users sign in with the printed passwords, and start leaves nothing running when it is killed', async () => {
    const command = await started()
    expect(await published()).toEqual(keys)
    const signIn = await fetch(`${web()}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: web() },
      body: JSON.stringify(account),
    })
    expect(signIn.status).toBe(200)
    command.kill('SIGKILL')
    await expect.poll(whatIsLeft).toEqual(nothing)
  })

  test('still has the same data, and start ends if an app ends, and says where its log is', async () => {
    const command = await started()
    expect(await published()).toEqual(keys)
    process.kill(await apiProcess(), 'SIGKILL')
    expect(await command.ended).toEqual([1, null])
    expect(command.output()).toContain('The api ended unexpectedly')
    expect(command.output()).toContain(join(folder, 'logs'))
    expect(await whatIsLeft()).toEqual(nothing)
  })

  test('is refused with a changed secret, which start explains, and works again after keys:reset', async () => {
    env.BETTER_AUTH_SECRET = 'another secret, and a long enough one'
    const { code, output } = await done(run(env, 'start'))
    expect(code).toBe(1)
    expect(output).toContain('encrypted with another BETTER_AUTH_SECRET')
    expect(output).toContain('pnpm keys:reset')
    expect((await done(run(env, 'reset-keys'))).code).toBe(0)
    const repaired = await started()
    expect(await status(`${web()}/api/auth/jwks`)).toBe(200)
    repaired.kill('SIGTERM')
    expect(await repaired.ended).toEqual([0, null])
  })
})
