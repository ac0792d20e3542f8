import type { ApiClient, List } from '@ownlist/client'
import { isSameName } from '@ownlist/quick-add'
import { CliError, exitCodes } from './cli-error.js'
import { eachRow } from './each-row.js'
import { refOf } from './find-task.js'
import { harmless } from './terminal.js'
import { text } from './texts/text.js'

/** Every list that the signed-in user can see, newest first. */
export async function allLists(client: ApiClient, signal: AbortSignal): Promise<List[]> {
  const lists: List[] = []
  for await (const list of eachRow((cursor) => client.list.list.query({ cursor, limit: 200 }, { signal }))) {
    lists.push(list)
  }
  return lists
}

/**
 * Finds the list with this title, or with an id that ends in these four or more characters. The beginning of a title is
 * not enough: a script that names a deleted list must not write to another one.
 * @throws {CliError} if there is none, or more than one
 */
export function findList(lists: readonly List[], name: string): List {
  const called = lists.filter(({ title }) => isSameName(title, name))
  const found = called.length > 0 ? called : endingIn(lists, name.toLowerCase())
  const [list, ...others] = found
  if (list === undefined) {
    throw new CliError(exitCodes.notFound, text('lists.notFound', { name }))
  }
  if (others.length === 0) return list
  const candidates = found
    .map((one) => text('lists.candidate', { ref: refOf(one), title: harmless(one.title) }))
    .join(', ')
  throw new CliError(exitCodes.usage, text('lists.severalFound', { name, candidates }))
}

const endingIn = (lists: readonly List[], end: string) =>
  /^[0-9a-f-]{4,36}$/.test(end) ? lists.filter(({ id }) => id.endsWith(end)) : []
