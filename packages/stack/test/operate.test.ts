import { existsSync, readdirSync } from 'node:fs'
import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { execute, prismaFolder } from '@ownlist/postgres'
import { describe, expect, inject, test } from 'vitest'
import {
  done,
  type Env,
  embedded,
  isAlive,
  migratedFolder,
  newFolder,
  postmasterOf,
  run,
  runBelowLaunchers,
  says,
  status,
  upText,
} from './running.js'

const system = { timeout: 120_000 }
const web = (env: Env) => `http://localhost:${env.WEB_PORT}`
const api = (env: Env) => `http://localhost:${env.API_PORT}`

/** Neither app answers, PostgreSQL has ended, and the data folder is not locked. */
const leftOf = async (folder: string, env: Env) => [
  await status(web(env)),
  await status(api(env)),
  existsSync(join(folder, 'postgres', 'postmaster.pid')),
  existsSync(join(folder, 'postgres.lock')),
]
const nothing = ['nobody', 'nobody', false, false]

describe('start', () => {
  test(
    'names the process that already uses the folder, as other commands do, and survives a crash of its database',
    system,
    async () => {
      const { folder, env } = await migratedFolder()
      const first = run(env, 'start')
      await says(first, upText)
      const who = `in use by pnpm start (process ${first.pid}, ${web(env)})`
      for (const args of [['start'], ['dev'], ['reset', '--yes'], ['restore', folder]] as const) {
        const second = await done(run(env, ...(args as unknown as [string])))
        expect(second).toMatchObject({ code: 1, output: expect.stringContaining(who) })
      }
      expect((await done(run(env, 'migrate'))).output).toBe('tasks: up to date\nauth: up to date\n')

      const server = postmasterOf(folder)
      process.kill(server, 'SIGSTOP')
      const frozen = await done(run(env, 'migrate'))
      process.kill(server, 'SIGCONT')
      expect(frozen).toMatchObject({ code: 1, output: expect.stringContaining('did not answer within 10 s') })
      expect(isAlive(server)).toBe(true)

      process.kill(server, 'SIGKILL')
      await expect.poll(() => isAlive(server)).toBe(false)
      await expect.poll(() => status(`${api(env)}/readyz`), system).toBe(200)
      expect(first.exitCode).toBeNull()
      first.kill('SIGTERM')
      expect(await first.ended).toEqual([0, null])
      expect(await leftOf(folder, env)).toEqual(nothing)
    },
  )

  test.each([
    [300, 'SIGINT'],
    [900, 'SIGTERM'],
    [1_800, 'SIGINT'],
    [3_000, 'SIGTERM'],
  ] as const)('stopped after %i ms by %s, before it is ready, leaves nothing behind', system, async (ms, signal) => {
    const { folder, env } = await newFolder()
    const command = run(env, 'start')
    await sleep(ms)
    command.kill(signal)
    await command.ended
    await expect.poll(() => leftOf(folder, env)).toEqual(nothing)
  })

  // However it ends, only its absence is noticed.
  test.each(inject('long') ? (['SIGTERM', 'SIGKILL'] as const) : (['SIGTERM'] as const))(
    'stops when npx, which does not pass signals on, is ended by %s',
    system,
    async (signal) => {
      const { folder, env } = await migratedFolder()
      const npx = runBelowLaunchers(env, 'start')
      await says(npx, upText)
      npx.kill(signal)
      await expect.poll(() => leftOf(folder, env), { timeout: 20_000 }).toEqual(nothing)
    },
  )

  test('reopens its logs on SIGHUP, and survives logs that cannot be written', system, async () => {
    const { folder, env } = await migratedFolder()
    await mkdir(join(folder, 'logs'))
    await symlink('/dev/full', join(folder, 'logs', 'web.log'))
    const command = run(env, 'start')
    await says(command, upText)
    const log = join(folder, 'logs', 'api.log')
    await rename(log, `${log}.old`)
    command.kill('SIGHUP')
    await sleep(200)
    await expect
      .poll(async () => {
        await status(`${api(env)}/trpc/account.whoami`)
        return existsSync(log)
      })
      .toBe(true)
    expect(command.exitCode).toBeNull()
    expect(await status(`${web(env)}/sign-in`)).toBe(200)
    // Once there is space again, the log says how much is missing, and has a line of JSON for each request.
    const webLog = join(folder, 'logs', 'web.log')
    await rm(webLog)
    command.kill('SIGHUP')
    await sleep(200)
    await expect
      .poll(async () => {
        await status(`${web(env)}/sign-in?email=secret`)
        return existsSync(webLog) ? await readFile(webLog, 'utf8') : ''
      })
      .toMatch(/bytes of this log were lost[\s\S]*"path":"\/sign-in","status":200/)
    expect(await readFile(webLog, 'utf8')).not.toContain('secret')
    command.kill('SIGTERM')
    expect(await command.ended).toEqual([0, null])
  })

  test(
    'keeps the database running for a repair if a migration failed, which db:resolve completes',
    system,
    async () => {
      const { folder, env } = await migratedFolder()
      const name =
        readdirSync(join(prismaFolder('tasks'), 'migrations'))
          .filter((entry) => entry.startsWith('2'))
          .sort()
          .at(-1) ?? ''
      const undo = `update _prisma_migrations set finished_at = null where migration_name = '${name}'`
      await onEmbedded(folder, 'ownlist_tasks', [undo])
      const start = run(env, 'start')
      await says(start, 'The database keeps running until Ctrl-C')
      expect(start.output()).toContain(`pnpm db:resolve --applied ${name}`)
      const { output: url } = await done(run(env, 'url', 'DATABASE_ADMIN_URL'))
      await execute(url.trim(), ['select from erasure'])
      expect(await done(run(env, 'resolve'))).toMatchObject({
        code: 1,
        output: expect.stringContaining(`tasks: ${name} has failed`),
      })
      expect(await done(run(env, 'resolve', '--applied', name))).toMatchObject({ code: 0 })
      expect(await done(run(env, 'migrate'))).toMatchObject({ code: 0 })
      start.kill('SIGTERM')
      expect(await start.ended).toEqual([1, null])
      expect(await leftOf(folder, env)).toEqual(nothing)
    },
  )
})

describe('secrets that do not match the data', () => {
  const spoiled = {
    lost: (path: string) => rm(path),
    empty: (path: string) => writeFile(path, ''),
    'of another folder': (path: string) =>
      writeFile(path, JSON.stringify({ postgresPassword: 'x', betterAuthSecret: 'y' })),
    incomplete: async (path: string) => writeFile(path, (await readFile(path, 'utf8')).slice(0, 30)),
  }

  const commands = ['start', 'migrate', 'backup']

  // All commands read them in the same way, so only the first fault is tried with each command.
  test.each(Object.entries(spoiled).map(([how, spoil], n) => [how, spoil, n === 0 ? commands : ['start']] as const))(
    '(%s) make every command fail and say what to do, and are never replaced',
    system,
    async (_how, spoil, names) => {
      const { folder, env } = await migratedFolder()
      const path = join(folder, 'secrets.json')
      await spoil(path)
      const before = await readFile(path, 'utf8').catch(() => null)
      for (const name of names) {
        const { code, output } = await done(run(env, name))
        expect(code).toBe(1)
        expect(output).toContain(path)
        expect(output).toContain('from a backup')
      }
      expect(await readFile(path, 'utf8').catch(() => null)).toBe(before)
      expect(existsSync(join(folder, 'postgres.lock'))).toBe(false)
    },
  )
})

async function onEmbedded(folder: string, database: string, statements: string[]): Promise<void> {
  await using server = await embedded(folder)
  const url = new URL(server.adminUrl)
  url.pathname = `/${database}`
  await execute(url.href, statements)
}
