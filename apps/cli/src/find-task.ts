import type { ApiClient, RouterInputs, Task } from '@ownlist/client'
import { CliError, exitCodes } from './cli-error.js'
import { eachRow } from './each-row.js'
import type { Terminal } from './terminal.js'
import { text } from './texts/text.js'

/** The short name of a task or a list: the end of its id, which is the random part. */
export const refOf = ({ id }: Pick<Task, 'id'>): string => id.slice(-6)

const pageSize = 200

/** All tasks of a query, page by page. */
export const eachTask = (
  client: ApiClient,
  query: Omit<NonNullable<RouterInputs['task']['list']>, 'cursor' | 'limit'>,
): AsyncGenerator<Task, void> => eachRow((cursor) => client.task.list.query({ ...query, cursor, limit: pageSize }))

/**
 * Finds the task with this id, or with an id that ends in these four or more characters, as `ownlist ls` shows them.
 * @throws {CliError} if there is none, or more than one
 */
export async function findTask(client: ApiClient, ref: string, terminal: Terminal): Promise<Task> {
  const end = ref.toLowerCase()
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(end)) return await client.task.get.query({ id: end })
  if (!/^[0-9a-f]{4,12}$/.test(end)) {
    throw new CliError(exitCodes.usage, text('tasks.notId', { ref }))
  }
  const found = await terminal.busy(text('tasks.finding'), async (update) => {
    const matches: Task[] = []
    let seen = 0
    for await (const task of eachTask(client, {})) {
      if (task.id.endsWith(end)) matches.push(task)
      if (++seen % pageSize === 0) update(text('tasks.findingAmong', { count: seen }))
    }
    return matches
  })
  const [task, ...others] = found
  if (task === undefined) throw new CliError(exitCodes.notFound, text('tasks.notFound', { end }))
  if (others.length > 0) throw new CliError(exitCodes.usage, text('tasks.severalFound', { end }))
  return task
}
