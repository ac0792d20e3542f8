import { OwnlistError } from '@ownlist/client'
import { defineDrill, longPromise, promise } from './drill.js'
import { openTestbed } from './testbed.js'
import { seconds, until } from './wait.js'

const fullMuteMs = 10_000

/** A database that stops answering, drops its connections, and accepts no writes. */
export const databaseFaults = defineDrill({
  summary: 'a database that is silent, gone, read only',
  sizes: { muteMs: fullMuteMs, calls: 20 },
  async run({ muteMs, calls }) {
    const isLong = muteMs >= fullMuteMs
    await using bed = await openTestbed()
    const client = bed.clientFor('reader')
    await client.task.create.mutate({ title: 'Kept' })
    const reads = () => Promise.all(Array.from({ length: calls }, () => outcome(() => client.task.list.query({}))))

    bed.proxy.paused = true
    const start = performance.now()
    const mute: Outcome[] = []
    while (mute.length === 0 || performance.now() - start < muteMs) mute.push(...(await reads()))
    const slowest = Math.max(...mute.map(({ ms }) => ms))
    const others = mute.filter(({ code }) => code !== 'SERVICE_UNAVAILABLE').length
    const alive = (await fetch(`${bed.api.url}/healthz`)).ok
    bed.proxy.paused = false
    const works = async () => (await client.task.list.query({})).items.length === 1
    const afterMute = await until('it answers after the silence', works)

    await bed.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'ownlist_api'`)
    const afterCut = await until('it answers after the cut', works)

    await bed.query(`alter role ownlist_api set default_transaction_read_only = on`)
    await bed.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'ownlist_api'`)
    await until('it answers read only', works)
    const write = await outcome(() => client.task.create.mutate({ title: 'Refused' }))
    const read = await outcome(() => client.task.list.query({}))
    await bed.query(`alter role ownlist_api reset default_transaction_read_only`)
    await bed.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'ownlist_api'`)
    await until('it writes again', async () => (await client.task.create.mutate({ title: 'Taken' })).version === 1)
    const [connections] = await bed.query<{ count: number }>(
      `select count(*)::int from pg_stat_activity where usename = 'ownlist_api'`,
    )
    return {
      promises: [
        promise('silent: 503, and nothing else', others === 0, `${mute.length} calls, ${others} others`),
        longPromise(isLong, promise('silent: an answer within 3 s', slowest <= 3_500, `slowest ${seconds(slowest)}`)),
        promise('silent: the process survives', alive, `${alive}`),
        longPromise(isLong, promise('silent: back within 5 s', afterMute <= 5_000, seconds(afterMute))),
        longPromise(isLong, promise('connections cut: back within 5 s', afterCut <= 5_000, seconds(afterCut))),
        promise('read only: reads still work', read.code === 'OK', read.code),
        promise('read only: writes are 503', write.code === 'SERVICE_UNAVAILABLE', write.code),
        promise('no connection is leaked', (connections?.count ?? 99) <= 10, `${connections?.count} open`),
      ],
    }
  },
})

interface Outcome {
  readonly code: string
  readonly ms: number
}

async function outcome(call: () => Promise<unknown>): Promise<Outcome> {
  const start = performance.now()
  const code = await call().then(
    () => 'OK',
    (error: unknown) => (error instanceof OwnlistError ? error.code : 'UNKNOWN'),
  )
  return { code, ms: performance.now() - start }
}
