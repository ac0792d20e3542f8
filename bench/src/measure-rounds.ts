import type { BenchSystem } from './bench-system.js'
import { removeWritten } from './contender-database.js'
import type { RunningContender } from './contender-process.js'
import { Figures, type Sample, type Slot } from './figures.js'
import type { LoadGenerator } from './load.js'
import type { LoadPlan } from './load-plan.js'
import { newWrittenIds, planOf } from './operations.js'
import { type People, tokensOf } from './people.js'
import { usageOf } from './process-usage.js'
import type { RunSizes, Say } from './run.js'
import { percentile } from './statistics.js'

export interface Measuring {
  readonly system: BenchSystem
  readonly load: LoadGenerator
  readonly people: People
  readonly running: readonly RunningContender[]
  readonly say: Say
}

/**
 * A real server runs for days. V8 compiles code that has run some hundred times, which takes longer than the calls
 * themselves.
 */
const warmUps = 3

/** Tokens are valid for an hour, and a round takes less than a quarter of that. */
const renewAfterMs = 40 * 60_000

/**
 * Measures in rounds. In each, every operation is sent to one contender after another before the next operation begins, so
 * that other work on the machine affects all of them equally. If a request to a contender other than the first fails, that
 * operation of the contender is no longer measured.
 * @throws {Error} if a request to the first contender fails, which is the API
 */
export async function measureRounds(sizes: RunSizes, measuring: Measuring): Promise<Figures> {
  const { system, people, running, say } = measuring
  const figures = new Figures()
  let tokens: ReadonlyMap<string, string> = new Map()
  let renewedAt = Number.NEGATIVE_INFINITY
  for (let round = 1; round <= sizes.rounds; round++) {
    if (performance.now() - renewedAt > renewAfterMs) {
      tokens = await tokensOf(people, system.issuer)
      renewedAt = performance.now()
      for (let n = 1; n <= warmUps; n++) {
        say(`warm-up ${n} of ${warmUps}`)
        await eachSlot({ ...sizes, connections: [Math.max(...sizes.connections)] }, async ({ contender, plan }) => {
          await measuring.load.send(contender.url, plan, tokens)
        })
      }
    }
    say(`round ${round} of ${sizes.rounds}`)
    await eachSlot(sizes, async ({ contender, plan, slot }) => figures.add(slot, await measure(contender, plan)))
  }
  return figures

  async function eachSlot(
    { requests, connections: all, operations }: RunSizes,
    work: (load: SlotLoad) => Promise<void>,
  ) {
    for (const connections of all) {
      const ids = running.map(() => newWrittenIds(connections, requests / connections))
      for (const operation of operations) {
        for (const [n, contender] of running.entries()) {
          const slot = { contender: contender.name, operation, connections }
          if (figures.hasFailed(slot)) continue
          await work({ contender, slot, plan: planOf(operation, people, ids[n] ?? []) }).catch((cause: unknown) => {
            figures.fail(slot, cause instanceof Error ? cause.message : String(cause))
            say(figures.faults.at(-1) ?? '')
            if (n === 0) throw cause
          })
        }
      }
      await removeWritten(system, people.writers)
    }
  }

  async function measure({ url, pid }: RunningContender, plan: LoadPlan): Promise<Sample> {
    const before = usageOf(pid).cpu
    const { latencies } = await measuring.load.send(url, plan, tokens)
    const cpu = (usageOf(pid).cpu - before) / latencies.length
    return { cpu, p50: percentile(latencies, 50), p99: percentile(latencies, 99) }
  }
}

interface SlotLoad {
  readonly contender: RunningContender
  readonly slot: Slot
  readonly plan: LoadPlan
}
