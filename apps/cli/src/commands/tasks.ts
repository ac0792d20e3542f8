import { text } from '@clack/prompts'
import type { Task } from '@ownlist/client'
import colours from 'picocolors'
import { v7 as uuidv7 } from 'uuid'
import type { Cli } from '../cli.js'
import { CliError, exitCodes } from '../cli-error.js'
import { eachTask, findTask } from '../find-task.js'
import { parseQuickTask } from '../quick-add.js'
import { taskLine, taskTable } from '../task-table.js'
import { harmless } from '../terminal.js'

/** The fields that flags set; an absent one is left as it is. */
export interface FieldOptions {
  readonly title?: string
  readonly notes?: string
  readonly priority?: Task['priority']
  /** A day in words; commander's `--no-due` makes it false. */
  readonly due?: string | false
}

/** Adds a task from plain words; flags go before what the words say. */
export async function add(
  cli: Cli,
  words: readonly string[],
  options: FieldOptions & { literal?: boolean },
): Promise<void> {
  const line = words.join(' ')
  const read = options.literal ? { title: line, dueOn: null, priority: 'none' as const } : parseQuickTask(line)
  const client = await cli.connect()
  const task = await client.task.create.mutate(
    // With an id of its own, so that a lost answer can be asked for again.
    { id: uuidv7(), ...read, ...changesOf(options) },
    { signal: cli.signal },
  )
  cli.terminal.result(task, () => taskLine(task))
}

export interface ListOptions {
  readonly all?: boolean
  readonly done?: boolean
  readonly limit: number
  readonly search?: string
}

/** Lists tasks, newest first. */
export async function list(cli: Cli, { all, done, limit, search = '' }: ListOptions): Promise<void> {
  const status = all ? 'all' : done ? 'done' : 'open'
  const client = await cli.connect()
  const [tasks, more] = await cli.terminal.busy('Loading your tasks', async (update) => {
    const tasks: Task[] = []
    for await (const task of eachTask(client, { status, search })) {
      if (tasks.length === limit) return [tasks, true] as const
      tasks.push(task)
      if (tasks.length % 200 === 0) update(`Loading your tasks, ${tasks.length} so far`)
    }
    return [tasks, false] as const
  })
  cli.terminal.result(tasks, () => (tasks.length === 0 ? emptyWords(status, search) : taskTable(tasks)))
  if (more && !cli.terminal.json) process.stderr.write(`…and more: --limit ${limit * 10}\n`)
}

function emptyWords(status: string, search: string): string {
  if (search !== '') return `No task has “${search}” in it.`
  if (status === 'done') return 'Nothing is done yet.'
  return 'Nothing to do. `ownlist add Water the plants tomorrow` adds a task.'
}

/** Completes tasks, or takes that back. */
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

/** Changes a task; without flags, asks for its title. */
export async function edit(cli: Cli, ref: string, options: FieldOptions): Promise<void> {
  const client = await cli.connect()
  const { id, version, title } = await findTask(client, ref, cli.terminal)
  const changes = changesOf(options)
  const asked = Object.keys(changes).length > 0 ? changes : { title: await askTitle(cli, title) }
  const task = await client.task.update.mutate({ id, version, ...asked }, { signal: cli.signal })
  cli.terminal.result(task, () => taskLine(task))
}

async function askTitle({ terminal }: Cli, before: string): Promise<string> {
  if (!terminal.interactive) throw new CliError(exitCodes.usage, 'Say what to change, such as --title or --due.')
  const title = await text({ message: 'Title', initialValue: before, output: process.stderr })
  if (typeof title !== 'string') throw new CliError(exitCodes.interrupted, 'Nothing was changed.')
  return title
}

/** Deletes tasks; each can be restored. */
export async function remove(cli: Cli, refs: readonly string[]): Promise<void> {
  const client = await cli.connect()
  const tasks: Task[] = []
  for (const ref of refs) {
    const { id } = await findTask(client, ref, cli.terminal)
    tasks.push(await client.task.delete.mutate({ id }, { signal: cli.signal }))
  }
  cli.terminal.result(tasks, () =>
    tasks
      .map((task) => `Deleted “${harmless(task.title)}”. ${colours.dim(`ownlist restore ${task.id}`)} brings it back.`)
      .join('\n'),
  )
}

/** Brings a deleted task back. No list shows it any more, so its whole id is needed. */
export async function restore(cli: Cli, id: string): Promise<void> {
  const client = await cli.connect()
  const task = await client.task.restore.mutate({ id }, { signal: cli.signal })
  cli.terminal.result(task, () => taskLine(task))
}

function changesOf({ title, notes, priority, due }: FieldOptions) {
  return {
    ...(title === undefined ? {} : { title }),
    ...(notes === undefined ? {} : { notes }),
    ...(priority === undefined ? {} : { priority }),
    ...(due === undefined ? {} : { dueOn: due === false ? null : dayIn(due) }),
  }
}

/** A day as it is written, or in words. */
function dayIn(words: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(words)) return words
  const { dueOn } = parseQuickTask(`x ${words}`)
  if (dueOn === null) throw new CliError(exitCodes.usage, `“${words}” is no day. Write one as 2026-11-24, or tomorrow.`)
  return dueOn
}
