import type { ApiClient, List, RouterOutputs, Task } from '@ownlist/client'
import { isSameName } from '@ownlist/quick-add'
import { v7 as uuidv7 } from 'uuid'
import type { Cli } from '../cli.js'
import { CliError } from '../cli-error.js'
import { defaultList } from '../default-list.js'
import { failureOf } from '../failure.js'
import { allLabels, allLists, allSections, findList, ifAllowed } from '../find-list.js'
import { inputLines } from '../input-lines.js'
import { mayName, parseQuickTask, type QuickTask } from '../quick-add.js'
import { changesOf, type FieldOptions, inList } from '../task-fields.js'
import { type PartOptions, placesOf } from '../task-places.js'
import { taskLine, taskTable } from '../task-table.js'
import { harmless } from '../terminal.js'
import { text } from '../texts/text.js'
import { whenAllowed } from '../when-allowed.js'

export interface AddOptions extends FieldOptions, PartOptions {
  readonly literal?: boolean
  /** Commander's `--no-list` sets it to false: the task is in no list, even if there is a default list. */
  readonly list?: string | false
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
  /** The words that were removed from its title. */
  readonly taken: readonly string[]
}

/**
 * Adds a task from its line. The names of lists, labels and sections are loaded once, and only if one of the lines may
 * contain one.
 */
async function adder(
  cli: Cli,
  options: AddOptions,
  lines: readonly string[],
): Promise<(line: string) => Promise<Added>> {
  const client = await cli.connect()
  const names = await namesFor(cli, client, { options, lines })
  return async (line) => {
    const { title, fields, taken, ...named } = options.literal ? literal(line) : read(line, names, options)
    const list = listOf(named.list, names, options)
    const before = { listId: list?.id, labelIds: idsOf(names.labels, named.labels) }
    const sections = names.sections.filter(({ listId }) => listId === list?.id)
    const [sectionId] = named.section === null ? [] : idsOf(sections, [named.section])
    const draft = {
      // The id is generated here, so that the request can be repeated if its response is lost.
      id: uuidv7(),
      ...fields,
      ...inList(list),
      ...(before.labelIds.length === 0 ? {} : { labelIds: before.labelIds }),
      ...(sectionId === undefined ? {} : { sectionId }),
      ...(await placesOf(cli, client, { options, before })),
      ...(await changesOf(options, fields.dueOn)),
      title,
    }
    const task = await whenAllowed(() => client.task.create.mutate(draft, { signal: cli.signal }), cli.signal)
    return { task, list, taken }
  }
}

interface Names {
  readonly lists: readonly List[]
  /** The list for new tasks that name none. */
  readonly fallback: List | undefined
  readonly labels: readonly RouterOutputs['label']['get'][]
  readonly sections: readonly RouterOutputs['section']['get'][]
}

async function namesFor(
  { signal }: Cli,
  client: ApiClient,
  { options, lines }: { readonly options: AddOptions; readonly lines: readonly string[] },
): Promise<Names> {
  const asks = (mark: '@' | '#' | '/') => options.literal !== true && lines.some((line) => mayName(line, mark))
  const hasName = typeof options.list === 'string' || asks('@')
  const isPlaced = options.list !== undefined || options.parent !== undefined
  const fallback = isPlaced ? undefined : await defaultList(client, signal)
  return {
    fallback,
    lists: hasName ? await allLists(client, signal) : [],
    labels: asks('#') ? await ifAllowed(allLabels(client, signal)) : [],
    sections: (hasName || fallback !== undefined) && asks('/') ? await allSections(client, signal) : [],
  }
}

/** @param named the list that the words name */
function listOf(named: string | null, { lists, fallback }: Names, options: AddOptions): List | undefined {
  if (options.list === false) return undefined
  const name = options.list ?? named
  return name === null ? fallback : findList(lists, name)
}

/** The line is parsed twice, because its list determines which sections exist. */
function read(line: string, names: Names, options: AddOptions): QuickTask {
  const titles = { lists: titlesOf(names.lists), labels: titlesOf(names.labels) }
  const first = parseQuickTask(line, titles)
  if (names.sections.length === 0) return first
  const list = listOf(first.list, names, options)
  const sections = names.sections.filter(({ listId }) => listId === list?.id)
  return parseQuickTask(line, { ...titles, sections: titlesOf(sections) })
}

const literal = (title: string): QuickTask => ({ title, fields: {}, list: null, section: null, labels: [], taken: [] })

interface Named {
  readonly id: string
  readonly title: string
}

const titlesOf = (rows: readonly Named[]) => rows.map(({ title }) => title)

/** The first row with each title, which is the newest one. */
const idsOf = (rows: readonly Named[], titles: readonly string[]) =>
  titles.flatMap((title) => rows.find((row) => isSameName(row.title, title))?.id ?? [])
