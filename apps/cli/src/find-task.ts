import type { ApiClient, Task } from '@ownlist/client'
import { CliError, exitCodes } from './cli-error.js'
import { eachRow } from './each-row.js'
import type { Terminal } from './terminal.js'

/** The short name of a task or a list: the end of its id, which is the random part. */
export const refOf = ({ id }: Pick<Task, 'id'>): string => id.slice(-6)

const pageSize = 200

/** All tasks of a query, page by page. */
export const eachTask = (
  client: ApiClient,
  query: { readonly status?: 'open' | 'done' | 'all'; readonly search?: string; readonly listId?: string | null },
): AsyncGenerator<Task, void> => eachRow((cursor) => client.task.list.query({ ...query, cursor, limit: pageSize }))

/**
 * Finds the task with this id, or with an id that ends in these four or more characters, as `ownlist ls` shows them.
 * @throws {CliError} if there is none, or more than one
 */
export async function findTask(client: ApiClient, ref: string, terminal: Terminal): Promise<Task> {
  const end = ref.toLowerCase()
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(end)) return await client.task.get.query({ id: end })
  if (!/^[0-9a-f]{4,12}$/.test(end)) {
    throw new CliError(
      exitCodes.usage,
      `“${ref}” is not a task id. Use an id as \`ownlist ls\` shows it, such as 4f9a2c.`,
    )
  }
  const found = await terminal.busy('Looking for the task', async (update) => {
    const matches: Task[] = []
    let seen = 0
    for await (const task of eachTask(client, {})) {
      if (task.id.endsWith(end)) matches.push(task)
      if (++seen % pageSize === 0) update(`Looking for the task among ${seen}`)
    }
    return matches
  })
  const [task, ...others] = found
  if (task === undefined)
    throw new CliError(exitCodes.notFound, `No task id ends in ${end}. \`ownlist ls\` shows the ids.`)
  if (others.length > 0) throw new CliError(exitCodes.usage, `Several task ids end in ${end}. Give more characters.`)
  return task
}
