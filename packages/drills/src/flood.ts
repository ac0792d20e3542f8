import { randomUUID } from 'node:crypto'
import { defineDrill, longPromise, promise } from './drill.js'
import { type LoopReport, openLoop, outcomeOf } from './open-loop.js'
import { openTestbed } from './testbed.js'

const fullSeconds = 30

/**
 * Sends calls with a valid token alone, then during a flood of invalid tokens, each with an unknown key. Then the
 * issuer fails as well.
 */
export const flood = defineDrill({
  summary: 'a flood of tokens that name unknown keys',
  sizes: { seconds: fullSeconds, bad: 1_000, good: 50 },
  async run({ seconds, bad, good }) {
    await using bed = await openTestbed({ direct: true })
    const { issuer, api } = bed
    const url = `${api.url}/trpc/task.list?input={}`
    await bed.clientFor('reader').task.create.mutate({ title: 'Read' })
    const token = await issuer.token('reader')
    const calls = (signal: AbortSignal) => openLoop({ rps: good, signal }, () => outcomeOf(url, token))

    async function flooded() {
      const before = { fetches: issuer.fetches, at: performance.now() }
      const signal = AbortSignal.timeout(seconds * 1_000)
      const refused = openLoop({ rps: bad, signal }, async () => {
        const outcome = await outcomeOf(url, ofUnknownKey(token))
        return outcome === '401' ? '200' : outcome
      })
      const [goodOnes, badOnes] = await Promise.all([calls(signal), refused])
      const mostFetches = Math.floor((performance.now() - before.at) / 5_000) + 1
      return { goodOnes, badOnes, fetches: issuer.fetches - before.fetches, mostFetches }
    }
    // It warms up first: the first calls of a process compile it.
    await calls(AbortSignal.timeout(Math.round(seconds * 200)))
    const alone = await calls(AbortSignal.timeout(seconds * 1_000))
    const healthy = await flooded()
    issuer.failing = true
    const failing = await flooded()

    const failed = [alone, healthy.goodOnes, failing.goodOnes].flatMap(({ failures }) => failures)
    const others = [healthy.badOnes, failing.badOnes].flatMap(({ failures }) => failures)
    const slower = (among: LoopReport) => among.percentile(99) <= 2 * alone.percentile(99)
    const isLong = seconds >= fullSeconds
    return {
      promises: [
        promise(
          'no valid call fails',
          failed.length === 0,
          `${failed.length} of ${alone.sent + healthy.goodOnes.sent + failing.goodOnes.sent} ${[...new Set(failed)].join(' ')}`,
        ),
        promise(
          'an invalid token is 401',
          others.length === 0,
          `${healthy.badOnes.sent + failing.badOnes.sent} of them, ${others.length} not ${[...new Set(others)].join(' ')}`,
        ),
        promise(
          'keys are fetched at most once in 5 s',
          healthy.fetches <= healthy.mostFetches,
          `${healthy.fetches} of ${healthy.mostFetches}`,
        ),
        promise(
          'and no more often while the issuer fails',
          failing.fetches <= failing.mostFetches,
          `${failing.fetches} of ${failing.mostFetches}`,
        ),
        longPromise(
          isLong,
          promise('valid calls: p99 at most doubles', slower(healthy.goodOnes), compare(alone, healthy.goodOnes)),
        ),
        longPromise(
          isLong,
          promise('the same while the issuer fails', slower(failing.goodOnes), compare(alone, failing.goodOnes)),
        ),
      ],
    }
  },
})

/** The token, as if an unknown key had signed it. */
const ofUnknownKey = (token: string) =>
  token.replace(/^[^.]+/, Buffer.from(JSON.stringify({ alg: 'EdDSA', kid: randomUUID() })).toString('base64url'))

const ms = (report: LoopReport, percent: number) => report.percentile(percent).toFixed(1)

const compare = (alone: LoopReport, among: LoopReport) =>
  `p50 ${ms(alone, 50)} to ${ms(among, 50)} ms, p99 ${ms(alone, 99)} to ${ms(among, 99)} ms`
