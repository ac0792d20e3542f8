import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startEmbeddedPostgres } from '@ownlist/postgres'
import getPort from 'get-port'
import { afterAll, onTestFinished } from 'vitest'

export type Env = Readonly<Record<string, string>>

/** A running command, with all its output. */
export type Command = ChildProcess & { readonly output: () => string; readonly ended: Promise<unknown[]> }

const path = '/usr/bin:/bin:/usr/sbin:/sbin'
const programOf = (name: string) => fileURLToPath(new URL(`../dist/commands/${name}.js`, import.meta.url))

/** A separate folder with free ports. It is removed after the test. */
export async function newFolder(): Promise<{ readonly folder: string; readonly env: Env }> {
  const folder = await mkdtemp(join(tmpdir(), 'ownlist-operate-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 }))
  const [web, api] = [await getPort(), await getPort()]
  const env = { PATH: path, DATA_DIR: folder, WEB_PORT: String(web), API_PORT: String(api) }
  return { folder, env }
}

let migrated: Promise<string> | undefined
afterAll(async () => {
  if (migrated !== undefined) await rm(await migrated, { recursive: true, force: true })
})

/** Copies databases without rows, as `migrate` leaves them, into a folder: several seconds faster than to create them. */
async function copyMigrated(folder: string): Promise<void> {
  migrated ??= migrate()
  await promisify(execFile)('cp', ['-a', `${await migrated}/.`, folder])
}

async function migrate(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ownlist-migrated-'))
  const env = { PATH: path, DATA_DIR: folder }
  await promisify(execFile)(process.execPath, [programOf('migrate')], { env })
  return folder
}

/** The same as `newFolder`, with databases that are already migrated. */
export async function migratedFolder(): ReturnType<typeof newFolder> {
  const made = await newFolder()
  await copyMigrated(made.folder)
  return made
}

export function run(env: Env, name: string, ...args: string[]): Command {
  return watched(spawn(process.execPath, [programOf(name), ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] }))
}

/**
 * Runs a command as `npx pnpm start` does: below npx, a shell and pnpm. The user who typed the command knows only the first
 * of these processes.
 */
export function runBelowLaunchers(env: Env, name: string): Command {
  const inner = `process.title='pnpm start';require('child_process').spawn(process.execPath,[${JSON.stringify(programOf(name))}],{stdio:'inherit'})`
  const middle = `${process.execPath} -e "${inner.replaceAll('"', '\\"')}"; true`
  const outer = `process.title='npm exec pnpm start';require('child_process').spawn('sh',['-c',${JSON.stringify(middle)}],{stdio:'inherit'})`
  return watched(spawn(process.execPath, ['-e', outer], { env, stdio: ['ignore', 'pipe', 'pipe'] }))
}

function watched(child: ChildProcess): Command {
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output += chunk
    })
  }
  return Object.assign(child, { output: () => output, ended: once(child, 'exit') })
}

/** The exit code of a command, and its output. */
export async function done(command: Command): Promise<{ code: unknown; output: string }> {
  // `close` comes when all output has arrived; `exit` may come earlier.
  const [code] = await once(command, 'close')
  return { code, output: command.output() }
}

/**
 * Waits until the output contains this. @throws {Error} with the actual output, if the command ends or two minutes have passed
 */
export async function says(command: Command, text: string): Promise<void> {
  const giveUp = Date.now() + 120_000
  while (!command.output().includes(text)) {
    if (command.exitCode !== null || Date.now() > giveUp) throw new Error(`"${text}" not in:\n${command.output()}`)
    await sleep(50)
  }
}

export const upText = 'Ctrl-C stops everything'

/** Whether a process runs. A zombie, which has ended but was not reaped, does not. */
export function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

export const postmasterOf = (folder: string): number =>
  Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])

/** The status of a response; `nobody` if there is no response. */
export const status = (url: string): Promise<number | 'nobody'> =>
  fetch(url, { headers: { connection: 'close' } }).then(
    async (response) => {
      await response.body?.cancel()
      return response.status
    },
    () => 'nobody' as const,
  )

/** The database in a folder that no command is using. */
export async function embedded(folder: string) {
  const { postgresPassword } = JSON.parse(await readFile(join(folder, 'secrets.json'), 'utf8'))
  return await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), password: postgresPassword })
}
