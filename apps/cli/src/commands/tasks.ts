import type { ApiClient, List, Task } from '@ownlist/client'
import colours from 'picocolors'
import type { Cli } from '../cli.js'
import { CliError, exitCodes } from '../cli-error.js'
import { dayOf } from '../days.js'
import { deletedRows } from '../deleted-rows.js'
import { allLists, findList } from '../find-list.js'
import { eachTask, findTask } from '../find-task.js'
import { changesOf, type FieldOptions, inList } from '../task-fields.js'
import { type PartOptions, placesOf } from '../task-places.js'
import { taskLine, taskTable } from '../task-table.js'
import { harmless } from '../terminal.js'
import { text } from '../texts/text.js'

/** Commander's `--list`, and `--no-list`, which makes it false: tasks in no list. */
interface PlaceOptions {
  readonly list?: string | false
}

export interface ListOptions extends PlaceOptions {
  readonly all?: boolean
  readonly done?: boolean
  readonly limit: number
  readonly search?: string
  /** Only tasks whose planned day or deadline is today or earlier, sorted by day. */
  readonly today?: boolean
}

/** Lists tasks, newest first. If they come from several lists, the titles of the lists are shown too. */
export async function list(cli: Cli, options: ListOptions): Promise<void> {
  const { all, done, limit, search = '', today = false } = options
  const status = all ? 'all' : done ? 'done' : 'open'
  const client = await cli.connect()
  const place = await placeOf(cli, client, options)
  const { tasks, more, lists } = await cli.terminal.busy(text('tasks.loading'), async (update) => {
    const tasks: Task[] = []
    let more = false
    const query = { status, search, ...inList(place), ...(today ? { dueUntil: dayOf(new Date()) } : {}) } as const
    for await (const task of eachTask(client, query)) {
      more = tasks.length === limit && !today
      if (more) break
      tasks.push(task)
      if (tasks.length % 200 === 0) update(text('tasks.loadingMore', { count: tasks.length }))
    }
    if (today) {
      tasks.sort((one, other) => (momentOf(one) < momentOf(other) ? -1 : 1))
      more = tasks.splice(limit).length > 0
    }
    const several = new Set(tasks.map(({ listId }) => listId)).size > 1
    return { tasks, more, lists: several && !cli.terminal.json ? await allLists(client, cli.signal) : [] }
  })
  const none = () => (today ? text('tasks.noneToday') : emptyWords(status, search, place))
  cli.terminal.result(tasks, () => (tasks.length === 0 ? none() : taskTable(tasks, lists)))
  if (more && !cli.terminal.json) cli.terminal.note(text('tasks.more', { limit: String(limit * 10) }))
}

/** The earlier of the two days, with its time. On one day, a task without a time comes first. */
const momentOf = ({ dueOn, dueTime, deadlineOn, deadlineTime }: Task): string =>
  [
    [dueOn, dueTime],
    [deadlineOn, deadlineTime],
  ]
    .flatMap(([day, time]) => (day === null ? [] : `${day} ${time ?? ''}`))
    .sort()[0] ?? ''

/** The requested list; null for tasks in no list, undefined for all tasks. */
async function placeOf(cli: Cli, client: ApiClient, { list }: PlaceOptions): Promise<List | null | undefined> {
  if (list === undefined) return undefined
  return list === false ? null : findList(await allLists(client, cli.signal), list)
}

function emptyWords(status: string, search: string, place: List | null | undefined): string {
  const where = {
    place: place === undefined ? 'all' : place === null ? 'none' : 'list',
    list: harmless(place?.title ?? ''),
  }
  if (search !== '') return text('tasks.noneFound', { ...where, search })
  return status === 'done' ? text('tasks.noneDone', where) : text('tasks.noneOpen', where)
}

/** Completes or reopens tasks. */
export async function setDone(cli: Cli, refs: readonly string[], done: boolean): Promise<void> {
  const client = await cli.connect()
  const tasks: Task[] = []
  for (const ref of refs) {
    const { id } = await findTask(client, ref, cli.terminal)
    const completedAt = done ? new Date().toISOString() : null
    tasks.push(await client.task.update.mutate({ id, completedAt }, { signal: cli.signal }))
  }
  cli.terminal.result(tasks, () => taskTable(tasks))
}

/** Changes a task. Without flags, it asks for the title. */
export async function edit(cli: Cli, ref: string, options: FieldOptions & PlaceOptions & PartOptions): Promise<void> {
  const client = await cli.connect()
  const { id, version, title, dueOn, listId, labelIds } = await findTask(client, ref, cli.terminal)
  const place = await placeOf(cli, client, options)
  const before = { listId: place === undefined ? listId : place?.id, labelIds }
  const places = await placesOf(cli, client, { options, before })
  const changes = { ...(await changesOf(options, dueOn)), ...inList(place), ...places }
  const asked = Object.keys(changes).length > 0 ? changes : { title: await askTitle(cli, title) }
  const task = await client.task.update.mutate({ id, version, ...asked }, { signal: cli.signal })
  cli.terminal.result(task, () => taskLine(task, place))
}

async function askTitle({ terminal }: Cli, before: string): Promise<string> {
  if (!terminal.interactive) throw new CliError(exitCodes.usage, text('tasks.noChange'))
  // This is loaded only here, so that other commands start quickly.
  const { text: ask } = await import('@clack/prompts')
  const title = await ask({ message: text('tasks.title'), initialValue: before, output: process.stderr })
  if (typeof title !== 'string') throw new CliError(exitCodes.interrupted, text('tasks.cancelled'))
  return title
}

/** Deletes tasks. Each can be restored. */
export async function remove(cli: Cli, refs: readonly string[]): Promise<void> {
  const client = await cli.connect()
  const tasks: Task[] = []
  for (const ref of refs) {
    const { id } = await findTask(client, ref, cli.terminal)
    tasks.push(await client.task.delete.mutate({ id }, { signal: cli.signal }))
    await deletedRows(cli.settings).remember(id)
  }
  cli.terminal.result(tasks, () =>
    tasks
      .map(({ id, title }) =>
        text('tasks.deleted', { title: harmless(title), command: colours.dim(`ownlist restore ${id}`) }),
      )
      .join('\n'),
  )
}
