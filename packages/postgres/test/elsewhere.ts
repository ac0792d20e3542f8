import { type ChildProcess, execFile, execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startEmbeddedPostgres } from '@ownlist/postgres'
import { afterAll, onTestFinished } from 'vitest'

/**
 * The path of a new data folder, with a space and characters beyond ASCII. It is removed after the test, once its server
 * has stopped.
 */
export async function newDataFolder(): Promise<{ dataDir: string; password: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'ownlist pg é-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 }))
  return { dataDir: join(folder, 'postgres'), password: 'secret' }
}

let initialised: Promise<string> | undefined
afterAll(async () => {
  if (initialised !== undefined) await rm(await initialised, { recursive: true, force: true })
})

/** The same, but with data. It is copied, because initdb takes more than a second on one core. */
export async function initialisedDataFolder(): Promise<{ dataDir: string; password: string }> {
  const options = await newDataFolder()
  initialised ??= initialise(options.password)
  await promisify(execFile)('cp', ['-a', join(await initialised, 'postgres'), options.dataDir])
  return options
}

async function initialise(password: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ownlist-pg-'))
  await (await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), password }))[Symbol.asyncDispose]()
  return folder
}

/** Starts a server from a separate process, without waiting for it. */
export function forkStarter(dataDir: string, ...args: string[]): ChildProcess {
  const child = fork(fileURLToPath(new URL('keep-postgres.mjs', import.meta.url)), [dataDir, ...args], { silent: true })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

/** Starts a server from a separate process, and waits until it is ready. */
export async function startElsewhere(dataDir: string, ...args: string[]) {
  const child = forkStarter(dataDir, ...args)
  const [url] = await once(child.stdout ?? child, 'data')
  return { child, url: String(url) }
}

/** The server process that PostgreSQL itself records for the folder. */
export const postmasterOf = (dataDir: string): number =>
  Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0])

/** The only child of the process that started a server: its keeper. */
export const keeperOf = (starter: number): number =>
  Number(execFileSync('pgrep', ['-P', String(starter), '-f', 'keeper.js'], { encoding: 'utf8' }).split('\n')[0])

/** Whether a process runs. A zombie, which has ended but was not reaped, does not. */
export function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return process.platform !== 'linux' && exists(pid)
  }
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
