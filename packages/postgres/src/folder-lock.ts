import { randomUUID } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { isRunning, type ProcessIdentity } from './process-identity.js'

/** What a data folder is used for, in words for whoever finds it in use. */
export interface Purpose {
  /** Such as `pnpm start`. */
  readonly command: string
  /** Whether it runs until it is told to stop, so that other commands use its server; else they wait for its end. */
  readonly serving: boolean
  /** Where it answers, if it has an address. */
  readonly address?: string
}

/** The server of a data folder. */
export interface LockedServer extends ProcessIdentity {
  readonly port: number
  /** Whether it accepted a connection since it started. */
  readonly ready: boolean
}

/** Who uses a data folder, as its lock file says. */
export interface FolderLock {
  readonly purpose: Purpose
  /** Who asked for the server. */
  readonly starter: ProcessIdentity
  /** Who starts and stops it. */
  readonly keeper: ProcessIdentity
  readonly server: LockedServer | null
}

/** The lock stands beside the folder, since the folder is made while it is held. */
export const lockPath = (dataDir: string): string => `${dataDir}.lock`

/** Somebody else uses the data folder. */
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

/** Held as long as one of the two lives: without its keeper, the starter makes a new one. */
const isHeld = ({ starter, keeper }: FolderLock): boolean => isRunning(starter) || isRunning(keeper)

/** Whether it is held by somebody who goes on: not by a command for the moment, nor by a keeper that only cleans up. */
export const isServing = ({ purpose, starter }: FolderLock): boolean => purpose.serving && isRunning(starter)

/** Who uses the folder now, or null. A lock whose processes have all ended is nobody's. */
export async function holderOf(dataDir: string): Promise<FolderLock | null> {
  const { lock } = await read(lockPath(dataDir))
  return lock !== null && isHeld(lock) ? lock : null
}

/**
 * Takes the lock, or takes it over from processes that have ended.
 * @returns what a lock that was taken over said: its server may still run, and is now the new holder's to stop
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
  throw new Error(`${path} could not be taken over within 10 seconds. If nothing uses the folder, remove the file.`)
}

/** A starter replaces a keeper of its own that has ended. */
const isSuccessor = (mine: FolderLock, { starter, keeper }: FolderLock) =>
  starter.pid === mine.starter.pid && starter.startedAt === mine.starter.startedAt && !isRunning(keeper)

/** Replaces a lock that nobody holds. A second lock sees to it that two who find it do not each replace the other's. */
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

/** Says something new in a lock that is held already. */
export async function replaceLock(path: string, lock: FolderLock): Promise<void> {
  const temporary = await written(path, lock)
  await rename(temporary, path)
}

/** Gives the lock back, unless it has become somebody else's. */
export async function releaseLock(dataDir: string, keeper: ProcessIdentity): Promise<void> {
  const { lock } = await read(lockPath(dataDir))
  if (lock?.keeper.pid === keeper.pid && lock.keeper.startedAt === keeper.startedAt) await rm(lockPath(dataDir))
}

/** Whole or not at all: the text is there before the name is. */
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

/** A file that cannot be understood was cut short by a power cut: it names nobody. */
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
