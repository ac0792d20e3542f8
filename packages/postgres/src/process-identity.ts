import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A process, distinguished from a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number
  /** When it started, as the operating system writes it; null if there is no way to ask. */
  readonly startedAt: string | null
}

/** The process that has this number now; null if there is none, or only one that has ended but is not reaped. */
export function identify(pid: number): ProcessIdentity | null {
  if (process.platform === 'linux') return fromProc(pid)
  if (process.platform === 'win32') return exists(pid) ? { pid, startedAt: null } : null
  return fromPs(pid)
}

/** Whether this very process still runs. */
export function isRunning({ pid, startedAt }: ProcessIdentity): boolean {
  const now = identify(pid)
  return now !== null && (startedAt === null || now.startedAt === startedAt)
}

/** This process. */
export const ownIdentity = (): ProcessIdentity => identify(process.pid) ?? { pid: process.pid, startedAt: null }

/**
 * proc(5): after the name in parentheses, the state is the first field, and the start time in clock ticks since boot
 * the twentieth.
 */
function fromProc(pid: number): ProcessIdentity | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return null
    return { pid, startedAt: `${bootId()} ${fields[19]}` }
  } catch {
    return null
  }
}

const bootId = () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()

function fromPs(pid: number): ProcessIdentity | null {
  try {
    const [, state = '', startedAt = ''] =
      /^(\S+)\s+(.+)$/.exec(
        execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim(),
      ) ?? []
    return startedAt === '' || state.startsWith('Z') ? null : { pid, startedAt }
  } catch {
    return null
  }
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
