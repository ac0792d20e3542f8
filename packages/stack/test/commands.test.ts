import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import getPort from 'get-port'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { copyMigrated } from './running.js'

// Runs the real commands on the built apps, as `pnpm start` and the other scripts do, with separate data and ports.
const system = { timeout: 120_000 }
let folder: string
let env: Record<string, string>
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ownlist-commands-'))
  const [webPort, apiPort] = [await getPort(), await getPort()]
  // Without the variables of the shell that runs the tests.
  env = {
    PATH: '/usr/bin:/bin:/usr/sbin:/sbin',
    DATA_DIR: folder,
    WEB_PORT: String(webPort),
    API_PORT: String(apiPort),
  }
})
afterEach(() => rm(folder, { recursive: true, force: true }))

type Command = ChildProcess & { readonly output: () => string; readonly ended: Promise<unknown[]> }

function run(command: string, ...args: string[]): Command {
  const program = fileURLToPath(new URL(`../dist/commands/${command}.js`, import.meta.url))
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  // Everything that a command has started ends with it.
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  return Object.assign(child, { output: () => output, ended: once(child, 'exit') })
}

async function started(name: 'start' | 'dev' = 'start'): Promise<Command> {
  const command = run(name)
  await expect.poll(command.output, system).toContain('Ctrl-C stops everything')
  return command
}

const web = () => `http://localhost:${env.WEB_PORT}`
const api = () => `http://localhost:${env.API_PORT}`
/** Uses a new connection, because a kept-alive connection may lead to an earlier process. */
const ask = (url: string) => fetch(url, { headers: { connection: 'close' } })
const status = (url: string) =>
  ask(url).then(
    async (response) => {
      await response.body?.cancel()
      return response.status
    },
    () => 'nobody',
  )
const lockFile = () => join(folder, 'postgres', 'postmaster.pid')

const published = async (): Promise<unknown> => await (await ask(`${web()}/api/auth/jwks`)).json()

/** Neither app answers, and PostgreSQL has removed its lock. */
const whatIsLeft = async () => [await status(web()), await status(api()), existsSync(lockFile())]
const nothing = ['nobody', 'nobody', false]

/** The names of the variables in the environment of the API's process. */
async function namesInEnvironment(): Promise<string[]> {
  const log = await readFile(join(folder, 'logs', 'api.log'), 'utf8')
  const { pid } = JSON.parse(log.split('\n')[0] ?? '')
  const names = (await readFile(`/proc/${pid}/environ`, 'utf8')).split('\0').map((entry) => entry.split('=')[0] ?? '')
  expect(names).toContain('DATABASE_URL')
  expect(names.filter((name) => name.startsWith('AUTH_DATABASE') || name.startsWith('DATABASE_ADMIN'))).toEqual([])
  return names
}

describe('start', () => {
  test('starts everything, prints the addresses, and leaves nothing behind on Ctrl-C', system, async () => {
    const command = await started()
    expect(command.output()).toContain(web())
    expect(command.output()).toContain(api())
    expect(await status(`${web()}/sign-up`)).toBe(200)
    expect(await status(`${api()}/readyz`)).toBe(200)
    expect(await status(`${api()}/trpc/account.whoami`)).toBe(401)
    const postgres = Number((await readFile(lockFile(), 'utf8')).split('\n')[0])
    if (process.platform === 'linux') expect(await namesInEnvironment()).not.toContain('BETTER_AUTH_SECRET')
    command.kill('SIGINT')
    expect(await command.ended).toEqual([0, null])
    expect(await whatIsLeft()).toEqual(nothing)
    await expect.poll(() => isAlive(postgres), system).toBe(false)
  })

  test.each(['start', 'dev'] as const)(
    '%s, when killed, leaves nothing behind, and the next start has the same data',
    system,
    async (name) => {
      await copyMigrated(folder)
      const first = await started(name)
      const keys = await published()
      first.kill('SIGKILL')
      await expect.poll(whatIsLeft, system).toEqual(nothing)
      const second = await started()
      expect(await published()).toEqual(keys)
      second.kill('SIGTERM')
      expect(await second.ended).toEqual([0, null])
    },
  )

  test('ends if an app ends, and says where its log is', system, async () => {
    await copyMigrated(folder)
    const command = await started()
    const log = await readFile(join(folder, 'logs', 'api.log'), 'utf8')
    const { pid } = JSON.parse(log.split('\n')[0] ?? '')
    process.kill(pid, 'SIGKILL')
    expect(await command.ended).toEqual([1, null])
    expect(command.output()).toContain('The api ended unexpectedly')
    expect(command.output()).toContain(join(folder, 'logs'))
    expect(await whatIsLeft()).toEqual(nothing)
  })

  test('says what is wrong if the secret was changed, and works again after keys:reset', system, async () => {
    await copyMigrated(folder)
    const first = await started()
    first.kill('SIGTERM')
    await first.ended
    env.BETTER_AUTH_SECRET = 'another secret, and a long enough one'
    const changed = run('start')
    expect(await changed.ended).toEqual([1, null])
    expect(changed.output()).toContain('encrypted with another BETTER_AUTH_SECRET')
    expect(changed.output()).toContain('pnpm keys:reset')
    const repair = run('reset-keys')
    expect(await repair.ended).toEqual([0, null])
    const repaired = await started()
    expect(await status(`${web()}/api/auth/jwks`)).toBe(200)
    repaired.kill('SIGTERM')
    expect(await repaired.ended).toEqual([0, null])
  })

  test.each(['WEB_PORT', 'API_PORT', 'METRICS_PORT', 'WEB_METRICS_PORT'])(
    'refuses a %s that is in use before it starts anything, and names the variable for another one',
    async (variable) => {
      const taken = createServer().listen(Number(env[variable] ?? 0))
      await once(taken, 'listening')
      const { port } = taken.address() as AddressInfo
      env = { ...env, [variable]: String(port) }
      const command = run('start')
      expect(await command.ended).toEqual([1, null])
      expect(command.output()).toMatch(new RegExp(`Port ${port} is in use.* ${variable}=`))
      taken.close()
    },
  )

  test('refuses the same port for two purposes, and names both variables', async () => {
    env = { ...env, METRICS_PORT: String(env.API_PORT) }
    const command = run('start')
    expect(await command.ended).toEqual([1, null])
    expect(command.output()).toContain(`API_PORT and METRICS_PORT are both ${env.API_PORT}.`)
  })

  test('refuses invalid environment variables', async () => {
    env = { ...env, WEB_PORT: 'x', DATABASE_URL: 'postgresql://only/one' }
    const command = run('start')
    expect(await command.ended).toEqual([1, null])
    expect(command.output()).toContain('WEB_PORT: ')
  })
})

describe('the database commands', () => {
  test('migrate once, and then say that everything is up to date', async () => {
    const first = run('migrate')
    expect(await first.ended).toEqual([0, null])
    expect(first.output()).toMatch(/^tasks: applied \d{14}_init, \d/m)
    expect(first.output()).toMatch(/^auth: applied \d{14}_init, \d/m)
    const second = run('migrate')
    expect(await second.ended).toEqual([0, null])
    expect(second.output()).toBe('tasks: up to date\nauth: up to date\n')
  })

  test('write no migration if the schema is unchanged, nor one without a valid name', async () => {
    const unchanged = run('new-migration', 'nothing')
    expect(await unchanged.ended).toEqual([0, null])
    expect(unchanged.output()).toBe('tasks: the schema has not changed; nothing written\n')
    for (const args of [[], ['Add Colour'], ['../escape'], ['fine', 'nowhere']]) {
      const command = run('new-migration', ...args)
      expect(await command.ended).toEqual([1, null])
      expect(command.output()).toContain('Usage: pnpm db:new-migration NAME')
    }
  })

  test('seed creates two users, once, who can sign in with the printed passwords', system, async () => {
    const first = run('seed')
    expect(await first.ended, first.output()).toEqual([0, null])
    expect(first.output().match(/^\S+@example\.com {2}password \S+$/gm)).toHaveLength(2)
    const second = run('seed')
    expect(await second.ended).toEqual([0, null])
    expect(second.output().match(/already exists/g)).toHaveLength(2)

    const command = await started()
    const [, email, password] = first.output().match(/^(\S+) {2}password (\S+)$/m) ?? []
    const signIn = await fetch(`${web()}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: web() },
      body: JSON.stringify({ email, password }),
    })
    expect(signIn.status).toBe(200)
    command.kill('SIGINT')
    await command.ended
  })
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
