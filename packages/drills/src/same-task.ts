import { OwnlistError } from '@ownlist/client'
import { v7 as uuidv7 } from 'uuid'
import { defineDrill, promise } from './drill.js'
import { openTestbed } from './testbed.js'

/** Sends each create three times at once with one id, then with the same id and another body. */
export const idempotency = defineDrill({
  summary: 'each create sent three times at once',
  sizes: { creates: 1_000, atOnce: 25 },
  async run({ creates, atOnce }) {
    await using bed = await openTestbed()
    // These are separate clients, or the three calls would share a request.
    const clients = [1, 2, 3].map(() => bed.clientFor('writer'))
    let [different, conflicts] = [0, 0]
    for (let done = 0; done < creates; done += atOnce) {
      const tasks = Array.from({ length: Math.min(atOnce, creates - done) }, (_, n) => ({
        id: uuidv7(),
        title: `Task ${done + n}`,
      }))
      await Promise.all(
        tasks.map(async (task) => {
          const answers = await Promise.all(clients.map((client) => client.task.create.mutate(task)))
          if (new Set(answers.map((answer) => JSON.stringify(answer))).size > 1) different++
          const other = clients[0]?.task.create.mutate({ ...task, title: 'Another body' })
          const refusal = await other?.catch((error: unknown) => error)
          if (refusal instanceof OwnlistError && refusal.reason === 'ID_TAKEN') conflicts++
        }),
      )
    }
    const [rows] = await bed.query<{ count: string }>('select count(*) from task')
    return {
      promises: [
        promise('one row per id', Number(rows?.count) === creates, `${rows?.count} rows of ${3 * creates} creates`),
        promise('the three responses are the same', different === 0, `${different} of ${creates} differ`),
        promise('another body with the same id is a conflict', conflicts === creates, `${conflicts} of ${creates}`),
      ],
    }
  },
})

/** Edits one version of one task many times at once. */
export const lostUpdate = defineDrill({
  summary: 'edits of one task from one version, at once',
  sizes: { edits: 50 },
  async run({ edits }) {
    await using bed = await openTestbed()
    const task = await bed.clientFor('editor').task.create.mutate({ title: 'Contended' })
    const answers = await Promise.all(
      Array.from({ length: edits }, async (_, n) => {
        const { id, version } = task
        const edit = bed.clientFor('editor').task.update.mutate({ id, version, title: `Edit ${n}` })
        return await edit.then(
          ({ title }) => title,
          (error: unknown) => (error instanceof OwnlistError && error.reason) || 'UNKNOWN',
        )
      }),
    )
    const won = answers.filter((answer) => answer?.startsWith('Edit'))
    const stale = answers.filter((answer) => answer === 'STALE_VERSION').length
    const now = await bed.clientFor('editor').task.get.query({ id: task.id })
    return {
      promises: [
        promise('one edit wins', won.length === 1 && now.title === won[0], `${won.length} of ${edits}`),
        promise('the others are refused', stale === edits - 1, `${stale} conflicts`),
        promise(
          'the version increases by one',
          now.version === task.version + 1,
          `from ${task.version} to ${now.version}`,
        ),
      ],
    }
  },
})
