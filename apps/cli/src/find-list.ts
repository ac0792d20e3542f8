import type { ApiClient, List } from '@ownlist/client'
import { CliError, exitCodes } from './cli-error.js'
import { eachRow } from './each-row.js'
import { refOf } from './find-task.js'
import { harmless } from './terminal.js'

/** Every list that whoever is signed in can see, newest first. */
export async function allLists(client: ApiClient, signal: AbortSignal): Promise<List[]> {
  const lists: List[] = []
  for await (const list of eachRow((cursor) => client.list.list.query({ cursor, limit: 200 }, { signal }))) {
    lists.push(list)
  }
  return lists
}

/** Whether a list is called that. Case does not count, and a hyphen is as good as a space: a title can be said in one word. */
export const isCalled =
  (name: string) =>
  ({ title }: Pick<List, 'title'>): boolean =>
    inOneWord(title) === inOneWord(name)

const inOneWord = (title: string) =>
  title
    .normalize()
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '-')

/**
 * The list that a person means: by its whole title, or else by four or more characters of the end of its id. Never by the
 * beginning of its title, since a script that names a list which is gone must not write into another.
 * @throws {CliError} if there is none, or more than one
 */
export function findList(lists: readonly List[], name: string): List {
  const called = lists.filter(isCalled(name))
  const found = called.length > 0 ? called : endingIn(lists, name.toLowerCase())
  const [list, ...others] = found
  if (list === undefined) {
    throw new CliError(exitCodes.notFound, `There is no list “${name}”. \`ownlist lists\` shows them.`)
  }
  if (others.length === 0) return list
  const candidates = found.map((one) => `${refOf(one)} “${harmless(one.title)}”`).join(', ')
  throw new CliError(exitCodes.usage, `“${name}” could be any of ${candidates}. Name it by the end of its id.`)
}

const endingIn = (lists: readonly List[], end: string) =>
  /^[0-9a-f-]{4,36}$/.test(end) ? lists.filter(({ id }) => id.endsWith(end)) : []
