import type { List } from '@ownlist/client'
import colours from 'picocolors'
import { v7 as uuidv7 } from 'uuid'
import type { Cli } from '../cli.js'
import { deletedRows } from '../deleted-rows.js'
import { allLists, findList } from '../find-list.js'
import { refOf } from '../find-task.js'
import { tableOf } from '../table.js'
import { harmless } from '../terminal.js'
import { text } from '../texts/text.js'

/** Shows all lists, newest first. */
export async function showLists(cli: Cli): Promise<void> {
  const client = await cli.connect()
  const lists = await cli.terminal.busy(text('lists.loading'), () => allLists(client, cli.signal))
  cli.terminal.result(lists, () => (lists.length === 0 ? text('lists.none') : listTable(lists)))
}

/** Creates a list. Titles need not be unique: the end of the id always identifies a list. */
export async function addList(cli: Cli, words: readonly string[]): Promise<void> {
  const client = await cli.connect()
  // The id is generated here, so that the request can be repeated if its response is lost.
  const list = await client.list.create.mutate({ id: uuidv7(), title: words.join(' ') }, { signal: cli.signal })
  cli.terminal.result(list, () => listTable([list]))
}

/** Renames a list. */
export async function renameList(cli: Cli, name: string, words: readonly string[]): Promise<void> {
  const client = await cli.connect()
  const { id, version } = findList(await allLists(client, cli.signal), name)
  const list = await client.list.update.mutate({ id, version, title: words.join(' ') }, { signal: cli.signal })
  cli.terminal.result(list, () => listTable([list]))
}

/** Deletes a list and hides its tasks. It can be restored. */
export async function removeList(cli: Cli, name: string): Promise<void> {
  const client = await cli.connect()
  const { id } = findList(await allLists(client, cli.signal), name)
  const list = await client.list.delete.mutate({ id }, { signal: cli.signal })
  await deletedRows(cli.settings).remember(id)
  cli.terminal.result(list, () =>
    text('lists.deleted', { title: harmless(list.title), command: colours.dim(`ownlist lists restore ${id}`) }),
  )
}

/** Restores a deleted list and its tasks. The end of its id is enough if this program deleted it. */
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
