import { defineDrill, longPromise, promise } from './drill.js'
import { type LoopReport, openLoop, outcomeOf } from './open-loop.js'
import { openTestbed } from './testbed.js'

const full = { seconds: 30, readRps: 100, writeRps: 50, stepRps: 50, mostRps: 2_000 }

/**
 * Reads pages of 50 tasks, then writes, at a steady rate. Then reads at an increasing rate until the calls become slow.
 */
export const load = defineDrill({
  summary: 'response times, and the maximum load',
  sizes: full,
  async run({ seconds, readRps, writeRps, stepRps, mostRps }) {
    await using bed = await openTestbed({ direct: true })
    const users = Array.from({ length: 20 }, (_, n) => `user-${n}`)
    for (const user of users) {
      const client = bed.clientFor(user)
      for (let n = 0; n < 50; n++) await client.task.create.mutate({ title: `Task ${n}` })
    }
    /** Calls at this rate for a while, as one user after another. */
    async function at(rps: number, forSeconds: number, call: (token: string) => Promise<string>): Promise<LoopReport> {
      const tokens = await Promise.all(users.map((user) => bed.issuer.token(user)))
      const signal = AbortSignal.timeout(Math.round(forSeconds * 1_000))
      return await openLoop({ rps, signal }, (n) => call(tokens[n % tokens.length] ?? ''))
    }
    const read = (token: string) => outcomeOf(`${bed.api.url}/trpc/task.list?input={}`, token)
    const write = (token: string) => outcomeOf(`${bed.api.url}/trpc/task.create`, token, { title: 'Written' })

    await at(readRps, seconds / 3, read)
    const reads = await at(readRps, seconds, read)
    await at(writeRps, seconds / 6, write)
    const writes = await at(writeRps, seconds, write)
    let held = 0
    const steps: string[] = []
    for (let rps = readRps + stepRps; rps <= mostRps; rps += stepRps) {
      const step = await at(rps, seconds / 3, read)
      steps.push(`${rps}: ${step.percentile(99).toFixed(0)} ms`)
      if (step.failures.length > 0 || step.percentile(99) > 250) break
      held = rps
    }
    const failed = [...reads.failures, ...writes.failures]
    const isLong = seconds >= full.seconds
    const [p50, p95, p99] = [reads.percentile(50), reads.percentile(95), reads.percentile(99)]
    return {
      promises: [
        promise('no call fails', failed.length === 0, `${failed.length} of ${reads.sent + writes.sent}`),
        longPromise(
          isLong,
          promise(
            `reads at ${readRps} a second: p50, p95, p99 within 10, 30, 75 ms`,
            p50 <= 10 && p95 <= 30 && p99 <= 75,
            [p50, p95, p99].map((ms) => `${ms.toFixed(1)} ms`).join(', '),
          ),
        ),
        longPromise(
          isLong,
          promise(
            `writes at ${writeRps} a second: p95 within 50 ms`,
            writes.percentile(95) <= 50,
            `${writes.percentile(95).toFixed(1)} ms`,
          ),
        ),
        longPromise(
          isLong,
          promise(
            '500 reads a second with p99 within 250 ms',
            held >= 500,
            `${held} a second held; p99 at ${steps.join(', ')}`,
          ),
        ),
      ],
    }
  },
})
