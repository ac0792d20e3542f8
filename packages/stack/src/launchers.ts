import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { identify, isRunning, type ProcessIdentity } from '@ownlist/postgres'

interface Ancestor {
  readonly parent: number
  /** Its command line, or the title that it set itself. */
  readonly command: string
}

/** npm, npx or pnpm: as the title of a process, or as the script that Node runs. */
const isPackageManager = (command: string) => /(^|[\\/ ])(npm|npx|pnpm|corepack)(-cli)?(\.c?js)?( |$)/.test(command)
const isShell = (command: string) => /^(\S*\/)?(sh|bash|dash) -c /.test(command)

/**
 * The package managers above this process, with the shells between them: `npx pnpm start` is five processes, and a
 * signal to the first ends it without informing the last.
 */
export function launchers(pid: number = process.ppid): ProcessIdentity[] {
  const found: ProcessIdentity[] = []
  let shells: ProcessIdentity[] = []
  for (let at = pid; at > 1; ) {
    const ancestor = ancestorOf(at)
    const identity = identify(at)
    if (ancestor === null || identity === null) break
    if (isShell(ancestor.command)) shells.push(identity)
    else if (isPackageManager(ancestor.command)) {
      found.push(...shells, identity)
      shells = []
    } else break
    at = ancestor.parent
  }
  return found
}

/** Resolves when one of them has ended. It checks twice a second, without keeping this process running. */
export async function anyEnded(processes: readonly ProcessIdentity[]): Promise<void> {
  if (processes.length === 0) return await new Promise(() => undefined)
  while (processes.every(isRunning)) await sleep(500, undefined, { ref: false })
}

function ancestorOf(pid: number): Ancestor | null {
  try {
    if (process.platform === 'linux') {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8')
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      return { parent: Number(/^PPid:\s*(\d+)/m.exec(status)?.[1] ?? 0), command }
    }
    if (process.platform === 'win32') return null
    const line = execFileSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    const [, parent = '0', command = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? []
    return { parent: Number(parent), command }
  } catch {
    return null
  }
}
