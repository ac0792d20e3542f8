import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { defineDrill, longPromise, promise } from './drill.js'
import { percentileOf } from './open-loop.js'
import { cpuMs, residentMiB } from './process-use.js'
import { openTestbed, type Testbed } from './testbed.js'
import { until } from './wait.js'

/** The number of streams of each user, such as a browser and a phone. */
const perUser = 2
/** How many users write per second. */
const writesPerSecond = 50
const full = { streams: 2_000, idleSeconds: 60, writes: 1_000 }

interface Stream {
  readonly socket: Socket
  /** When each event arrived, by `seq`. */
  readonly arrivals: Map<number, number[]>
}

/** Many open streams of live updates on one process: what they cost, and how quickly a change arrives. */
export const streams = defineDrill({
  summary: 'thousands of open streams on one API process',
  sizes: full,
  async run({ streams: count, idleSeconds, writes }) {
    await using bed = await openTestbed({ direct: true })
    const { pid } = bed.api
    const users = Array.from({ length: Math.ceil(count / perUser) }, (_, n) => `user-${n}`)
    const silent = Array.from({ length: users.length }, (_, n) => `silent-${n}`)
    // It warms up first, because a process grows while it compiles code and fills its caches.
    await write(bed, silent, writes)
    const alone = await cpuFor(pid, () => write(bed, silent, writes))
    const before = await residentMiB(pid)

    const all: Stream[] = []
    for (const userId of users) {
      const token = await bed.issuer.token(userId, { exp: Math.floor(Date.now() / 1_000) + 3_600 })
      for (let n = 0; n < perUser && all.length < count; n++) all.push(openStream(bed.api.url, token))
    }
    await until('all streams have begun', async () => all.every(({ arrivals }) => arrivals.size === 1), 60_000)
    const open = await residentMiB(pid)
    const idle = await cpuFor(pid, () => sleep(idleSeconds * 1_000))

    let sent = new Map<string, number>()
    const followed = await cpuFor(pid, async () => {
      sent = await write(bed, users, writes)
      await sleep(1_000)
    })
    const latencies: number[] = []
    let [missing, doubled] = [0, 0]
    for (const [n, { arrivals }] of all.entries()) {
      const userId = users[Math.floor(n / perUser)] ?? ''
      const own = [...sent].filter(([key]) => key.startsWith(`${userId} `))
      for (const [key, at] of own) {
        const times = arrivals.get(Number(key.split(' ')[1])) ?? []
        if (times.length === 0) missing++
        if (times.length > 1) doubled++
        latencies.push((times[0] ?? Number.POSITIVE_INFINITY) - at)
      }
    }
    const events = latencies.length
    latencies.sort((a, b) => a - b)
    const late = await residentMiB(pid)
    for (const { socket } of all) socket.destroy()
    const [p50, p99] = [percentileOf(latencies, 50), percentileOf(latencies, 99)]
    const isLong = count >= full.streams
    const perStream = ((Math.max(open, late) - before) * 1_024) / count
    return {
      promises: [
        promise('every stream stays open', all.length === count, `${all.length} streams of ${users.length} users`),
        promise(
          'every event arrives once',
          missing + doubled === 0,
          `${missing} missing, ${doubled} twice of ${events}`,
        ),
        longPromise(
          isLong,
          promise('within a second', p99 < 1_000, `p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`),
        ),
        longPromise(
          isLong,
          promise(
            'a stream takes less than 64 KiB',
            perStream < 64,
            `${perStream.toFixed(1)} KiB: ${before.toFixed(0)} MiB before, ${open.toFixed(0)} open, ${late.toFixed(0)} after the events`,
          ),
        ),
        longPromise(
          isLong,
          promise(
            'open streams take less than a tenth of a core',
            idle / (idleSeconds * 1_000) < 0.1,
            `${((idle / (idleSeconds * 1_000)) * 100).toFixed(1)} % of a core`,
          ),
        ),
        longPromise(
          isLong,
          promise(
            'an event takes less than 2 ms of CPU time',
            (followed - alone) / events < 2,
            `${((followed - alone) / events).toFixed(2)} ms; a write ${(alone / writes).toFixed(2)} ms`,
          ),
        ),
      ],
    }
  },
})

async function cpuFor(pid: number, work: () => Promise<unknown>): Promise<number> {
  const before = await cpuMs(pid)
  await work()
  return (await cpuMs(pid)) - before
}

/**
 * Each write is done by the next user who has not written yet.
 * @returns when each was sent, by user and `seq`
 */
async function write(bed: Testbed, users: readonly string[], writes: number): Promise<Map<string, number>> {
  const sentAt = new Map<string, number>()
  const seqs = new Map<string, number>()
  const running: Promise<unknown>[] = []
  const since = performance.now()
  for (let n = 0; n < writes; n++) {
    const userId = users[n % users.length] ?? ''
    const seq = (seqs.get(userId) ?? 0) + 1
    seqs.set(userId, seq)
    sentAt.set(`${userId} ${seq}`, performance.now())
    running.push(bed.clientFor(userId).task.create.mutate({ title: `Task ${n}` }))
    await sleep(Math.max(0, since + ((n + 1) * 1_000) / writesPerSecond - performance.now()))
  }
  await Promise.all(running)
  return sentAt
}

function openStream(url: string, token: string): Stream {
  const { hostname, port, host } = new URL(url)
  const arrivals = new Map<number, number[]>()
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  socket.on('data', (chunk) => {
    for (const [, id] of String(chunk).matchAll(/^id: (\d+)$/gm)) {
      const times = arrivals.get(Number(id)) ?? []
      arrivals.set(Number(id), [...times, performance.now()])
    }
  })
  socket.write(`GET /trpc/sync.live HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n\r\n`)
  return { socket, arrivals }
}
