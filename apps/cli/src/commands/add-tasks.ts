import type { List, Task } from '@ownlist/client'
import { v7 as uuidv7 } from 'uuid'
import type { Cli } from '../cli.js'
import { CliError } from '../cli-error.js'
import { failureOf } from '../failure.js'
import { allLists, findList } from '../find-list.js'
import { inputLines } from '../input-lines.js'
import { mayNameList, parseQuickTask } from '../quick-add.js'
import { changesOf, type FieldOptions, inList } from '../task-fields.js'
import { taskLine, taskTable } from '../task-table.js'
import { harmless } from '../terminal.js'
import { text } from '../texts/text.js'
import { whenAllowed } from '../when-allowed.js'

export interface AddOptions extends FieldOptions {
  readonly literal?: boolean
  readonly list?: string
}

/**
 * Adds a task from plain words or, if there are none, one task per line of standard input. Flags take precedence over
 * what the words say.
 */
export async function add(cli: Cli, words: readonly string[], options: AddOptions): Promise<void> {
  const [first = '-', ...others] = words
  if (first === '-' && others.length === 0) return await addLines(cli, await inputLines(cli), options)
  const line = words.join(' ')
  const { task, list, taken } = await (await adder(cli, options, [line]))(line)
  cli.terminal.result(task, () => taskLine(task, list))
  if (taken.length === 0 || cli.terminal.json) return
  const quoted = taken.map((one) => text('tasks.quoted', { words: harmless(one) }))
  cli.terminal.note(text('tasks.taken', { words: quoted.join(', ') }))
}

/** Adds the lines in order. If one fails, the tasks before it stay, and are shown. */
async function addLines(cli: Cli, lines: readonly string[], options: AddOptions): Promise<void> {
  const added: Added[] = []
  const addLine = await adder(cli, options, lines)
  try {
    for (const line of lines) added.push(await addLine(line))
  } catch (error) {
    const { code, message, exitCode } = failureOf(error)
    const values = { line: harmless(lines[added.length] ?? ''), reason: message }
    const fault = added.length === 0 ? text('tasks.notAdded', values) : text('tasks.notAddedAfterOthers', values)
    throw new CliError(exitCode, fault, code)
  } finally {
    const tasks = added.map(({ task }) => task)
    const lists = added.flatMap(({ list }) => list ?? [])
    if (tasks.length > 0) cli.terminal.result(tasks, () => taskTable(tasks, lists))
  }
}

interface Added {
  readonly task: Task
  readonly list: List | undefined
  /** The words that are not in its title. */
  readonly taken: readonly string[]
}

/** Adds a task from its line. The lists are loaded once, and only if one of these lines may name one. */
async function adder(
  cli: Cli,
  options: AddOptions,
  lines: readonly string[],
): Promise<(line: string) => Promise<Added>> {
  const reads = options.literal !== true
  const asks = options.list !== undefined || (reads && lines.some(mayNameList))
  const client = await cli.connect()
  const lists = asks ? await allLists(client, cli.signal) : []
  return async (line) => {
    const {
      list: named,
      taken,
      ...read
    } = reads
      ? parseQuickTask(line, { lists: lists.map(({ title }) => title) })
      : { title: line, dueOn: null, priority: 'none' as const, list: null, taken: [] }
    const name = options.list ?? named
    const list = name === null ? undefined : findList(lists, name)
    // The id is generated here, so that the request can be repeated if its response is lost.
    const draft = { id: uuidv7(), ...read, ...(await changesOf(options)), ...inList(list) }
    const task = await whenAllowed(() => client.task.create.mutate(draft, { signal: cli.signal }), cli.signal)
    return { task, list, taken }
  }
}
