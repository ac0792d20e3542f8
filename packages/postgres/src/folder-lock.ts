import { randomUUID } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { isRunning, type ProcessIdentity } from './process-identity.js'

/** What a data folder is used for, as a text for those who find it in use. */
export interface Purpose {
  /** Such as `pnpm start`. */
  readonly command: string
  /** Whether it runs until it is stopped, so that other commands use its server. Otherwise they wait until it ends. */
  readonly serving: boolean
  /** The address of the server, if it has one. */
  readonly address?: string
}

/** The server of a data folder. */
export interface LockedServer extends ProcessIdentity {
  readonly port: number
  /** Whether it accepted a connection since it started. */
  readonly ready: boolean
}

/** Who uses a data folder, according to its lock file. */
export interface FolderLock {
  readonly purpose: Purpose
  /** The process that asked for the server. */
  readonly starter: ProcessIdentity
  /** The process that starts and stops it. */
  readonly keeper: ProcessIdentity
  readonly server: LockedServer | null
}

/** The lock is next to the folder, since the folder is created while the lock is held. */
export const lockPath = (dataDir: string): string => `${dataDir}.lock`

/** Another process uses the data folder. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError'
  readonly holder: FolderLock

  constructor(dataDir: string, holder: FolderLock) {
    const { purpose, starter } = holder
    const where = purpose.address === undefined ? '' : `, ${purpose.address}`
    super(`${dataDir} is in use by ${purpose.command} (process ${starter.pid}${where}).`)
    this.holder = holder
  }
}

/** The lock is held as long as one of the two processes runs: without its keeper, the starter creates a new one. */
const isHeld = ({ starter, keeper }: FolderLock): boolean => isRunning(starter) || isRunning(keeper)

/** Whether the lock is held permanently: not by a short command, nor by a keeper that only cleans up. */
export const isServing = ({ purpose, starter }: FolderLock): boolean => purpose.serving && isRunning(starter)

/** Who uses the folder now, or null. A lock whose processes have all ended is free. */
export async function holderOf(dataDir: string): Promise<FolderLock | null> {
  const { lock } = await read(lockPath(dataDir))
  return lock !== null && isHeld(lock) ? lock : null
}

/**
 * Takes the lock, or takes it over from processes that have ended.
 * @returns the content of a lock that was taken over: its server may still run, and the new holder must stop it
 * @throws {FolderInUseError}
 */
export async function acquireLock(dataDir: string, mine: FolderLock): Promise<FolderLock | null> {
  const path = lockPath(dataDir)
  const giveUp = Date.now() + 10_000
  while (Date.now() < giveUp) {
    if (await create(path, mine)) return null
    const { text, lock } = await read(path)
    if (lock !== null && isHeld(lock) && !isSuccessor(mine, lock)) throw new FolderInUseError(dataDir, lock)
    if (text !== null && (await takeOver(path, text, mine))) return lock
    await sleep(20)
  }
  throw new Error(`${path} could not be taken over within 10 seconds. If no process uses the folder, delete the file.`)
}

/** A starter replaces its own keeper that has ended. */
const isSuccessor = (mine: FolderLock, { starter, keeper }: FolderLock) =>
  starter.pid === mine.starter.pid && starter.startedAt === mine.starter.startedAt && !isRunning(keeper)

/** Replaces a lock that nobody holds. A second lock prevents two processes that find it from replacing each other's. */
async function takeOver(path: string, stale: string, mine: FolderLock): Promise<boolean> {
  const turn = `${path}.turn`
  if (!(await create(turn, mine))) {
    const { lock } = await read(turn)
    if (lock === null || !isRunning(lock.keeper)) await rm(turn, { force: true })
    return false
  }
  try {
    if ((await read(path)).text !== stale) return false
    await replaceLock(path, mine)
    return true
  } finally {
    await rm(turn, { force: true })
  }
}

/** Rewrites a lock that is already held. */
export async function replaceLock(path: string, lock: FolderLock): Promise<void> {
  const temporary = await written(path, lock)
  await rename(temporary, path)
}

/** Releases the lock, unless another process holds it by now. */
export async function releaseLock(dataDir: string, keeper: ProcessIdentity): Promise<void> {
  const { lock } = await read(lockPath(dataDir))
  if (lock?.keeper.pid === keeper.pid && lock.keeper.startedAt === keeper.startedAt) await rm(lockPath(dataDir))
}

/** Writes the file atomically: it has its full content before it gets its name. */
async function create(path: string, lock: FolderLock): Promise<boolean> {
  const temporary = await written(path, lock)
  try {
    await link(temporary, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(temporary, { force: true })
  }
}

async function written(path: string, lock: FolderLock): Promise<string> {
  const temporary = `${path}.${randomUUID()}`
  await writeFile(temporary, `${JSON.stringify(lock, null, 2)}\n`)
  return temporary
}

/** A file that cannot be parsed was truncated by a power cut: it names nobody. */
async function read(path: string): Promise<{ text: string | null; lock: FolderLock | null }> {
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) return { text, lock: null }
  try {
    const lock: FolderLock = JSON.parse(text)
    return { text, lock: lock.keeper.pid > 0 && lock.starter.pid > 0 ? lock : null }
  } catch {
    return { text, lock: null }
  }
}
