import { defineDrill, longPromise, promise } from './drill.js'
import { outcomeOf } from './open-loop.js'
import { openTestbed, type Testbed } from './testbed.js'
import { seconds, until } from './wait.js'

const minute = 60_000
const hour = 60 * minute
const fullDays = 3

/**
 * Stops the issuer and sets the API's clock forward to the end of the day for which its keys last. Then sets the clock
 * wrong.
 */
export const dayWithoutIssuer = defineDrill({
  summary: 'a day without the issuer, and a wrong clock',
  sizes: { days: fullDays },
  async run({ days }) {
    await using bed = await openTestbed({ ownClock: true })
    const seen = { before: new Tally('200'), readyBefore: new Tally('200'), after: new Tally('503') }
    const health = { ready: new Tally('503'), live: new Tally('200') }
    let [slowestBack, slowestNewKey] = [0, 0]
    for (let day = 0; day < days; day++) {
      await bed.issuer.stop()
      await failedFetch(bed)
      await bed.api.setClockAhead(23 * hour)
      await seen.before.add(20, () => callAt(bed, 23 * hour))
      await seen.readyBefore.add(1, () => outcomeOf(`${bed.api.url}/readyz`, ''))
      await bed.api.setClockAhead(25 * hour)
      await seen.after.add(20, () => callAt(bed, 25 * hour))
      await health.ready.add(1, () => outcomeOf(`${bed.api.url}/readyz`, ''))
      await health.live.add(1, () => outcomeOf(`${bed.api.url}/healthz`, ''))
      await bed.issuer.start()
      const back = await until('tokens are accepted again', async () => (await callAt(bed, 25 * hour)) === '200')
      await bed.api.setClockAhead(0)
      await bed.issuer.rotate()
      const newKey = await until('a new key is used', async () => (await callAt(bed, 0)) === '200')
      slowestBack = Math.max(slowestBack, back)
      slowestNewKey = Math.max(slowestNewKey, newKey)
    }
    const wrong = new Tally('401')
    const right = new Tally('200')
    const shown: string[] = []
    for (const ahead of [10 * minute, -10 * minute, hour, -hour]) {
      await bed.api.setClockAhead(ahead)
      await wrong.add(20, () => callAt(bed, 0))
      shown.push(await clockShown(bed, ahead))
      await bed.api.setClockAhead(0)
      await right.add(20, () => callAt(bed, 0))
      shown.push(await clockShown(bed, 0))
    }
    const isLong = days >= fullDays
    return {
      promises: [
        promise('after 23 hours tokens are accepted', seen.before.kept, seen.before.text),
        promise('after 23 hours it is ready', seen.readyBefore.kept, seen.readyBefore.text),
        promise('after 25 hours 503, and nothing else', seen.after.kept, seen.after.text),
        promise('after 25 hours it is alive and not ready', health.ready.kept && health.live.kept, health.ready.text),
        longPromise(
          isLong,
          promise('back within 5 s of the issuer', slowestBack <= 5_500, `slowest ${seconds(slowestBack)}`),
        ),
        longPromise(
          isLong,
          promise(
            'a clock that is set back by a day: a new key is used within 5 s',
            slowestNewKey <= 5_500,
            `slowest ${seconds(slowestNewKey)}`,
          ),
        ),
        promise('a clock off by 10 minutes or an hour: 401, and nothing else', wrong.kept, wrong.text),
        promise('a clock off: /readyz says by how much', !shown.includes('not shown'), shown.join(' ')),
        promise('a clock that is right again: tokens are accepted', right.kept, right.text),
      ],
    }
  },
})

/** Counts outcomes, which should all be the same. */
class Tally {
  readonly #expected: string
  readonly #counts = new Map<string, number>()

  constructor(expected: string) {
    this.#expected = expected
  }

  async add(times: number, outcome: () => Promise<string>): Promise<void> {
    for (let n = 0; n < times; n++) {
      const found = await outcome()
      this.#counts.set(found, (this.#counts.get(found) ?? 0) + 1)
    }
  }

  get kept(): boolean {
    return this.#counts.size === 1 && this.#counts.has(this.#expected)
  }

  get text(): string {
    return [...this.#counts].map(([outcome, count]) => `${count} times ${outcome}`).join(', ')
  }
}

let users = 0

/** What the API answers to a token that is issued at that time by the issuer's clock. */
async function callAt({ issuer, api }: Testbed, aheadMs: number): Promise<string> {
  const iat = Math.floor((Date.now() + aheadMs) / 1_000)
  return await outcomeOf(
    `${api.url}/trpc/task.list?input={}`,
    await issuer.token(`user-${users++}`, { iat, exp: iat + 300 }),
  )
}

/** Makes the API fetch the keys and fail. Without a request it would not fetch them, whatever its clock says. */
async function failedFetch({ api }: Testbed): Promise<void> {
  process.kill(api.pid, 'SIGHUP')
  await until('a fetch has failed', async () => (await keysOf(api.url)).stale)
}

/** Makes the API fetch the keys, and reads from `/readyz` how far off the clock is. */
async function clockShown({ api }: Testbed, aheadMs: number): Promise<string> {
  process.kill(api.pid, 'SIGHUP')
  let shown: unknown
  const isShown = async () => {
    shown = (await keysOf(api.url)).clockAheadSeconds
    return Math.abs(Number(shown) - aheadMs / 1_000) <= 2
  }
  return await until('the clock is shown', isShown, 5_000).then(
    () => `${shown} s`,
    () => 'not shown',
  )
}

async function keysOf(apiUrl: string): Promise<{ stale: boolean; clockAheadSeconds: number | null }> {
  return (
    (await (await fetch(`${apiUrl}/readyz`)).json()) as { keys: { stale: boolean; clockAheadSeconds: number | null } }
  ).keys
}
