import { setTimeout as sleep } from 'node:timers/promises'
import { startApi } from './api-process.js'
import { defineDrill, promise } from './drill.js'
import { openTestbed } from './testbed.js'

/** Restarts two instances in turn under load. A client goes to the other one when a connection is refused, and only then. */
export const rollingRestart = defineDrill({
  summary: 'rolling restarts under load',
  sizes: { restarts: 10, rps: 50 },
  async run({ restarts, rps }) {
    await using bed = await openTestbed()
    await using other = await startApi(bed.apiEnv)
    const instances = [bed.api, other]
    const token = await bed.issuer.token('caller')
    const failures: string[] = []
    const pending = new Set<Promise<void>>()
    let [sent, moved] = [0, 0]

    async function call(n: number): Promise<void> {
      for (const instance of [instances[n % 2], instances[(n + 1) % 2]]) {
        const found = await fetch(`${instance?.url}/trpc/task.list?input={}`, {
          headers: { authorization: `Bearer ${token}` },
        }).then(
          ({ status }) => String(status),
          ({ cause }) => String(cause?.code ?? cause),
        )
        if (found === '200') return
        if (found !== 'ECONNREFUSED') return void failures.push(found)
        moved++
      }
      failures.push('both refused')
    }

    let over = false
    const load = async () => {
      while (!over) {
        const running = call(sent++)
        pending.add(running)
        void running.finally(() => pending.delete(running))
        await sleep(1_000 / rps)
      }
    }
    const loading = load()
    for (let n = 0; n < restarts; n++) {
      const instance = instances[n % 2]
      await sleep(300)
      await instance?.end('SIGTERM')
      await instance?.start()
    }
    over = true
    await loading
    await Promise.all(pending)
    return {
      promises: [
        promise(
          'no request fails',
          failures.length === 0,
          `${failures.length} of ${sent} failed ${[...new Set(failures)].join(' ')}; ${moved} went to the other instance`,
        ),
      ],
    }
  },
})
