import type { List } from '@ownlist/client'
import colours from 'picocolors'
import { v7 as uuidv7 } from 'uuid'
import type { Cli } from '../cli.js'
import { deletedRows } from '../deleted-rows.js'
import { allLists, findList } from '../find-list.js'
import { refOf } from '../find-task.js'
import { tableOf } from '../table.js'
import { harmless } from '../terminal.js'

/** Shows all lists, newest first. */
export async function showLists(cli: Cli): Promise<void> {
  const client = await cli.connect()
  const lists = await cli.terminal.busy('Loading your lists', () => allLists(client, cli.signal))
  cli.terminal.result(lists, () =>
    lists.length === 0 ? 'No lists yet. `ownlist lists add Garden` makes one.' : listTable(lists),
  )
}

/** Makes a list. Titles need not differ; the end of its id always tells it from another. */
export async function addList(cli: Cli, words: readonly string[]): Promise<void> {
  const client = await cli.connect()
  // With an id of its own, so that a lost answer can be asked for again.
  const list = await client.list.create.mutate({ id: uuidv7(), title: words.join(' ') }, { signal: cli.signal })
  cli.terminal.result(list, () => listTable([list]))
}

/** Gives a list another title. */
export async function renameList(cli: Cli, name: string, words: readonly string[]): Promise<void> {
  const client = await cli.connect()
  const { id, version } = findList(await allLists(client, cli.signal), name)
  const list = await client.list.update.mutate({ id, version, title: words.join(' ') }, { signal: cli.signal })
  cli.terminal.result(list, () => listTable([list]))
}

/** Deletes a list, and hides what is in it; it can be restored. */
export async function removeList(cli: Cli, name: string): Promise<void> {
  const client = await cli.connect()
  const { id } = findList(await allLists(client, cli.signal), name)
  const list = await client.list.delete.mutate({ id }, { signal: cli.signal })
  await deletedRows(cli.settings).remember(id)
  cli.terminal.result(list, () => {
    const undo = colours.dim(`ownlist lists restore ${id}`)
    return `Deleted “${harmless(list.title)}” and the tasks in it. ${undo} brings them back.`
  })
}

/** Brings a deleted list back, with its tasks: by the end of its id, if it was deleted by this program. */
export async function restoreList(cli: Cli, ref: string): Promise<void> {
  const client = await cli.connect()
  const id = await deletedRows(cli.settings).find(ref)
  const list = await client.list.restore.mutate({ id }, { signal: cli.signal })
  cli.terminal.result(list, () => listTable([list]))
}

const listTable = (lists: readonly List[]) =>
  tableOf(
    lists.map((list) => [colours.cyan(refOf(list)), harmless(list.title)]),
    { text: 1 },
  )
