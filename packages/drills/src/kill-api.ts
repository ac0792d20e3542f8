import { v7 as uuidv7 } from 'uuid'
import { defineDrill, promise } from './drill.js'
import { openTestbed } from './testbed.js'
import { moment } from './wait.js'

/** Kills the API in the middle of batches of ten creates, then sends them again with the same ids. */
export const killApi = defineDrill({
  summary: 'kill -9 of the API while it runs batches',
  sizes: { kills: 100, writers: 4 },
  async run({ kills, writers }) {
    await using bed = await openTestbed()
    const client = bed.clientFor('writer')
    let [cut, lost, twice, refused] = [0, 0, 0, 0]
    const ids: string[] = []
    for (let kill = 0; kill < kills; kill++) {
      const batch = Array.from({ length: writers * 10 }, () => ({ id: uuidv7(), title: 'Whole', notes: 'or absent' }))
      const answers = Promise.allSettled(batch.map((task) => client.task.create.mutate(task)))
      await moment(20, 300)
      await bed.api.end('SIGKILL')
      const acknowledged = (await answers).flatMap(({ status }, n) => (status === 'fulfilled' ? [batch[n]?.id] : []))
      cut += batch.length - acknowledged.length
      const there = await bed.query<{ id: string }>('select id::text from task where id = any($1)', [acknowledged])
      lost += acknowledged.length - there.length
      await bed.api.start()
      for (const answer of await Promise.allSettled(batch.map((task) => client.task.create.mutate(task)))) {
        if (answer.status === 'rejected') refused++
      }
      ids.push(...batch.map(({ id }) => id))
    }
    const rows = await bed.query<{ id: string; whole: boolean }>(
      `select id::text, title = 'Whole' and notes = 'or absent' and version = 1 as whole from task`,
    )
    twice = rows.length - new Set(rows.map(({ id }) => id)).size
    const partial = rows.filter(({ whole }) => !whole).length
    return {
      promises: [
        promise(
          'everything that was acknowledged exists',
          lost === 0,
          `${lost} lost of ${ids.length}, ${cut} unacknowledged`,
        ),
        promise('each mutation is whole or absent', partial === 0, `${partial} partial of ${rows.length}`),
        promise(
          'sent again, each exists once',
          refused === 0 && twice === 0 && rows.length === ids.length,
          `${rows.length} rows for ${ids.length} ids, ${refused} refused`,
        ),
      ],
    }
  },
})
