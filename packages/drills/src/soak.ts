import { setTimeout as sleep } from 'node:timers/promises'
import { type ApiClient, OwnlistError } from '@ownlist/client'
import { defineDrill, longPromise, promise } from './drill.js'
import { residentMiB } from './process-use.js'
import { openTestbed } from './testbed.js'

/** In a shorter run, the process is still warming up. */
const warmMinutes = 5

/** Many users at once, for a long time. Each task's title names its owner, and every row that comes back is checked. */
export const soak = defineDrill({
  summary: 'many users for many minutes',
  sizes: { users: 200, minutes: 30, pauseMs: 4_000 },
  async run({ users, minutes, pauseMs }) {
    await using bed = await openTestbed({ direct: true })
    const end = performance.now() + minutes * 60_000
    let [calls, rows, foreign, faults] = [0, 0, 0, 0]

    const look = (userId: string, ...tasks: { title: string }[]) => {
      rows += tasks.length
      foreign += tasks.filter(({ title }) => !title.startsWith(`${userId} `)).length
    }
    async function step(client: ApiClient, userId: string): Promise<void> {
      const { items } = await client.task.list.query({ limit: 20 })
      look(userId, ...items)
      const [task] = items
      const draw = Math.random()
      if (task === undefined || draw < 0.3) {
        return look(userId, await client.task.create.mutate({ title: `${userId} ${Math.random()}` }))
      }
      if (draw < 0.6) {
        return look(userId, await client.task.update.mutate({ id: task.id, title: `${userId} again` }))
      }
      if (draw < 0.8) return look(userId, await client.task.get.query({ id: task.id }))
      look(userId, await client.task.delete.mutate({ id: task.id }))
    }
    async function live(n: number): Promise<void> {
      const userId = `user-${n}`
      const client = bed.clientFor(userId)
      // Users do not all arrive at the same time.
      await sleep(Math.random() * 2 * pauseMs)
      while (performance.now() < end) {
        calls += 2
        await step(client, userId).catch((error: unknown) => {
          // Nobody else changes these tasks, so nothing may be refused.
          faults++
          if (faults < 5) process.stderr.write(`${error instanceof OwnlistError ? error.code : error}\n`)
        })
        await sleep(Math.random() * 2 * pauseMs)
      }
    }
    const living = Array.from({ length: users }, (_, n) => live(n))
    // It warms up first: a process grows while it compiles and fills its caches.
    await sleep((minutes * 60_000) / 5)
    const early = await residentMiB(bed.api.pid)
    await Promise.all(living)
    const late = await residentMiB(bed.api.pid)
    const [connections] = await bed.query<{ count: number }>(
      `select count(*)::int from pg_stat_activity where usename = 'ownlist_api'`,
    )
    const growth = (late - early) / early
    return {
      promises: [
        promise('no row of another user', foreign === 0 && rows > 0, `${foreign} of ${rows} rows`),
        promise('no call fails', faults === 0, `${faults} of ${calls}`),
        // Ten connections, one for the readiness ping, and one that listens for changes.
        promise('the pool stays', (connections?.count ?? 99) <= 12, `${connections?.count} connections`),
        longPromise(
          minutes >= warmMinutes,
          promise(
            'memory grows by less than a tenth after the first fifth',
            growth < 0.1,
            `${early.toFixed(0)} to ${late.toFixed(0)} MiB`,
          ),
        ),
      ],
    }
  },
})
