import type { ApiClient, RouterOutputs } from '@ownlist/client'
import type { Cli } from './cli.js'
import { CliError, exitCodes } from './cli-error.js'
import { deletedRows } from './deleted-rows.js'
import { eachRow } from './each-row.js'
import { ifAllowed } from './find-list.js'
import { text } from './texts/text.js'

type TrashRow = RouterOutputs['trash']['list']['items'][number]

/** The kind of a deleted row. */
export type TrashKind = TrashRow['kind']

/**
 * The rows that were deleted in the last 30 days, last deleted first.
 * @param limit the maximum number
 */
export async function deletedNewestFirst(client: ApiClient, signal: AbortSignal, limit: number): Promise<TrashRow[]> {
  const rows: TrashRow[] = []
  for await (const row of eachRow((cursor) => client.trash.list.query({ cursor, limit: 200 }, { signal }))) {
    if (rows.length === limit) break
    rows.push(row)
  }
  return rows
}

/**
 * Finds a deleted row by its id, or by four or more characters of its end. A subtask that was deleted with its parent task
 * is not in the trash, and a session that is limited to a list sees no trash. In these cases, only a row that this program
 * deleted is found. Any other id is returned unchanged, and the API refuses it.
 * @throws {CliError} if no deleted row, or more than one, ends with these characters
 */
export async function findDeleted(
  { settings, signal }: Cli,
  client: ApiClient,
  { ref, kind }: { readonly ref: string; readonly kind?: TrashKind },
): Promise<Pick<TrashRow, 'kind' | 'id'>> {
  const end = ref.toLowerCase()
  const isWhole = end.length === 36
  if ((isWhole && kind !== undefined) || !/^[0-9a-f-]{4,36}$/.test(end)) return { kind: kind ?? 'task', id: ref }
  const rows = await ifAllowed(deletedNewestFirst(client, signal, Number.POSITIVE_INFINITY))
  const [row, ...others] = rows.filter((one) => one.id.endsWith(end) && (kind ?? one.kind) === one.kind)
  if (others.length > 0) throw new CliError(exitCodes.usage, text('tasks.severalDeleted', { end }))
  return row ?? { kind: kind ?? 'task', id: await deletedRows(settings).find(ref) }
}
