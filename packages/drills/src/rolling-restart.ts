import { setTimeout as sleep } from 'node:timers/promises'
import { startApi } from './api-process.js'
import { defineDrill, longPromise, promise } from './drill.js'
import { openLoop, outcomeOf } from './open-loop.js'
import { openTestbed } from './testbed.js'

const fullRestarts = 10

/** Restarts two instances in turn under load. A client switches to the other one only when a connection is refused. */
export const rollingRestart = defineDrill({
  summary: 'rolling restarts under load',
  sizes: { restarts: fullRestarts, rps: 50 },
  async run({ restarts, rps }) {
    await using bed = await openTestbed()
    await using other = await startApi(bed.apiEnv)
    const instances = [bed.api, other]
    const token = await bed.issuer.token('caller')
    let moved = 0

    async function call(n: number): Promise<string> {
      for (const instance of [instances[n % 2], instances[(n + 1) % 2]]) {
        const found = await outcomeOf(`${instance?.url}/trpc/task.list?input={}`, token)
        if (found !== 'ECONNREFUSED') return found
        moved++
      }
      return 'both refused'
    }

    const over = new AbortController()
    const loading = openLoop({ rps, signal: over.signal }, call)
    for (let n = 0; n < restarts; n++) {
      const instance = instances[n % 2]
      await sleep(300)
      await instance?.end('SIGTERM')
      await instance?.start()
    }
    over.abort()
    const { sent, failures } = await loading
    // The kernel may reset connections that arrive at the moment when listening ends. On a busy machine, that moment is
    // long.
    const answered = failures.filter((failure) => failure !== 'ECONNRESET')
    const resets = failures.length - answered.length
    return {
      promises: [
        promise(
          'no request fails',
          answered.length === 0,
          `${answered.length} of ${sent} failed ${[...new Set(answered)].join(' ')}; ${moved} went to the other instance`,
        ),
        longPromise(restarts >= fullRestarts, promise('none is reset', resets === 0, `${resets} of ${sent}`)),
      ],
    }
  },
})
