import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

export interface ProcessUsage {
  /** CPU time, user and system, since the start, in microseconds. */
  readonly cpu: number
  /** Resident memory, in bytes. */
  readonly rss: number
}

/**
 * The CPU time and memory of a process and its descendants. On Linux, the time is the scheduler's count in nanoseconds,
 * unless threads have ended. Then, and on other systems, it is in hundredths of a second.
 * @throws {Error} if there is no such process
 */
export function usageOf(pid: number): ProcessUsage {
  const processes = existsSync('/proc/self/schedstat') ? linuxProcesses() : psProcesses()
  const children = new Map<number, number[]>()
  for (const [child, { parent }] of processes) children.set(parent, [...(children.get(parent) ?? []), child])
  const family = [pid]
  for (const member of family) family.push(...(children.get(member) ?? []))
  const usages = family.map((member) => processes.get(member)?.usage())
  if (usages[0] === undefined) throw new Error(`The process ${pid} has ended`)
  return usages.reduce<ProcessUsage>(
    (sum, usage) => ({ cpu: sum.cpu + (usage?.cpu ?? 0), rss: sum.rss + (usage?.rss ?? 0) }),
    { cpu: 0, rss: 0 },
  )
}

interface ProcessEntry {
  readonly parent: number
  usage(): ProcessUsage
}

function linuxProcesses(): Map<number, ProcessEntry> {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const entries = pids.flatMap((pid): [number, ProcessEntry][] => {
    const status = readIfThere(`/proc/${pid}/status`)
    const parent = /^PPid:\s*(\d+)/m.exec(status)?.[1]
    if (parent === undefined) return []
    const rss = Number(/^VmRSS:\s*(\d+) kB/m.exec(status)?.[1] ?? 0) * 1_024
    return [[Number(pid), { parent: Number(parent), usage: () => ({ cpu: linuxCpu(pid), rss }) }]]
  })
  return new Map(entries)
}

/**
 * The count of each thread is exact, but disappears when the thread ends. The count of the process includes ended threads,
 * in ticks of 10 ms. So the latter is used as soon as it is ahead by more than rounding explains.
 */
function linuxCpu(pid: string): number {
  const threads = threadTimes(pid) / 1_000
  // The name, in brackets, may contain anything. After it, the user time and the system time are fields 12 and 13.
  const fields = readIfThere(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? []
  const whole = (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10_000
  return whole - threads > 20_000 ? whole : threads
}

/** Nanoseconds on a CPU, of the existing threads. */
const threadTimes = (pid: string) =>
  readdirSync(`/proc/${pid}/task`)
    .map((thread) => Number(readIfThere(`/proc/${pid}/task/${thread}/schedstat`).split(' ')[0]))
    .reduce((sum, time) => sum + time, 0)

/** Processes and threads may end while others are read. */
function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function psProcesses(): Map<number, ProcessEntry> {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss=,time='], { encoding: 'utf8' }).trim().split('\n')
  return new Map(
    lines.map((line): [number, ProcessEntry] => {
      const [pid, parent, kilobytes, time = ''] = line.trim().split(/\s+/)
      const usage = { cpu: secondsOf(time) * 1_000_000, rss: Number(kilobytes) * 1_024 }
      return [Number(pid), { parent: Number(parent), usage: () => usage }]
    }),
  )
}

/** `ps` writes `[[days-]hours:]minutes:seconds`, on macOS with hundredths. */
export function secondsOf(time: string): number {
  const [days, clock] = time.includes('-') ? time.split('-', 2) : ['0', time]
  const parts = (clock ?? '').split(':').map(Number)
  return Number(days) * 86_400 + parts.reduce((sum, part) => sum * 60 + part, 0)
}
