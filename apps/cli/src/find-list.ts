import { type ApiClient, type List, OwnlistError, type RouterOutputs } from '@ownlist/client'
import { isSameName } from '@ownlist/quick-add'
import { CliError, exitCodes } from './cli-error.js'
import { eachRow } from './each-row.js'
import { refOf } from './find-task.js'
import { harmless } from './terminal.js'
import { text } from './texts/text.js'

export type Label = RouterOutputs['label']['get']
export type Filter = RouterOutputs['filter']['get']
export type Section = RouterOutputs['section']['get']

/** Every list that the signed-in user can see, newest first. */
export const allLists = (client: ApiClient, signal: AbortSignal): Promise<List[]> =>
  collect(eachRow((cursor) => client.list.list.query({ cursor, limit: 200 }, { signal })))

/** Every label of the user, newest first. */
export const allLabels = (client: ApiClient, signal: AbortSignal): Promise<Label[]> =>
  collect(eachRow((cursor) => client.label.list.query({ cursor, limit: 200 }, { signal })))

/** Every saved filter of the user, newest first. */
export const allFilters = (client: ApiClient, signal: AbortSignal): Promise<Filter[]> =>
  collect(eachRow((cursor) => client.filter.list.query({ cursor, limit: 200 }, { signal })))

/** Every section of all lists, newest first. */
export const allSections = (client: ApiClient, signal: AbortSignal): Promise<Section[]> =>
  collect(eachRow((cursor) => client.section.list.query({ cursor, limit: 200 }, { signal })))

/** These rows are not visible to a session that is limited to a list. */
export async function ifAllowed<Row>(rows: Promise<Row[]>): Promise<Row[]> {
  try {
    return await rows
  } catch (error) {
    if (error instanceof OwnlistError && error.code === 'FORBIDDEN') return []
    throw error
  }
}

async function collect<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = []
  for await (const row of rows) all.push(row)
  return all
}

/**
 * Finds the list with this title, or with an id that ends in these four or more characters. The beginning of a title is
 * not enough: a script that names a deleted list must not write to another one.
 * @throws {CliError} if there is none, or more than one
 */
export const findList = (lists: readonly List[], name: string): List =>
  findNamed(lists, name, text('lists.notFound', { name }))

/** The same for a label. */
export const findLabel = (labels: readonly Label[], name: string): Label =>
  findNamed(labels, name, text('lists.labelNotFound', { name }))

/** The same for a saved filter. */
export const findFilter = (filters: readonly Filter[], name: string): Filter =>
  findNamed(filters, name, text('lists.filterNotFound', { name }))

/** The same for a section. */
export const findSection = (sections: readonly Section[], name: string): Section =>
  findNamed(sections, name, text('lists.sectionNotFound', { name }))

function findNamed<Row extends { readonly id: string; readonly title: string }>(
  rows: readonly Row[],
  name: string,
  none: string,
): Row {
  const called = rows.filter(({ title }) => isSameName(title, name))
  const found = called.length > 0 ? called : endingIn(rows, name.toLowerCase())
  const [row, ...others] = found
  if (row === undefined) throw new CliError(exitCodes.notFound, none)
  if (others.length === 0) return row
  const candidates = found
    .map((one) => text('lists.candidate', { ref: refOf(one), title: harmless(one.title) }))
    .join(', ')
  throw new CliError(exitCodes.usage, text('lists.severalFound', { name, candidates }))
}

const endingIn = <Row extends { readonly id: string }>(rows: readonly Row[], end: string) =>
  /^[0-9a-f-]{4,36}$/.test(end) ? rows.filter(({ id }) => id.endsWith(end)) : []
