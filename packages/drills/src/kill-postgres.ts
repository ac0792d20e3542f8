import { v7 as uuidv7 } from 'uuid'
import { defineDrill, longPromise, promise } from './drill.js'
import { openTestbed } from './testbed.js'
import { moment, seconds, until } from './wait.js'

const fullKills = 20

/** Kills PostgreSQL during many writes, and checks everything that it had acknowledged. */
export const killPostgres = defineDrill({
  summary: 'kill -9 of PostgreSQL while 20 clients write',
  sizes: { kills: fullKills, writers: 20 },
  async run({ kills, writers }) {
    await using bed = await openTestbed()
    const acknowledged = new Set<string>()
    let [attempts, slowest, deaths] = [0, 0, 0]
    let over = false
    const write = async (n: number) => {
      const client = bed.clientFor(`writer-${n}`)
      while (!over) {
        const id = uuidv7()
        attempts++
        await client.task.create.mutate({ id, title: 'Written' }).then(
          () => acknowledged.add(id),
          () => moment(20, 60),
        )
      }
    }
    const writing = Array.from({ length: writers }, (_, n) => write(n))
    for (let kill = 0; kill < kills; kill++) {
      await moment(300, 900)
      await bed.killPostgres()
      if (!bed.api.running) {
        deaths++
        await bed.api.start()
      }
      const probe = bed.clientFor('probe')
      slowest = Math.max(
        slowest,
        await until('the API answers again', async () => (await probe.task.list.query({})) !== null),
      )
    }
    over = true
    await Promise.all(writing)
    const rows = await bed.query<{ id: string }>('select id::text from task')
    const there = new Set(rows.map(({ id }) => id))
    const lost = [...acknowledged].filter((id) => !there.has(id)).length
    const unacknowledged = rows.length - (acknowledged.size - lost)
    return {
      promises: [
        promise(
          'no acknowledged task is lost',
          lost === 0 && acknowledged.size > 0,
          `${lost} of ${acknowledged.size} lost; ${attempts} attempts, ${unacknowledged} exist unacknowledged`,
        ),
        promise('the API process survives', deaths === 0, `${deaths} deaths in ${kills} kills`),
        promise('nothing exists twice', rows.length === there.size, `${rows.length - there.size} twice`),
        longPromise(
          kills >= fullKills,
          promise('the API answers again within 5 s of the database', slowest <= 5_000, `slowest ${seconds(slowest)}`),
        ),
      ],
    }
  },
})
