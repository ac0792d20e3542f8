import { purgeDeleted } from '../background/purge-deleted.js'
import { type Action, asAction } from '../changes/action.js'
import type { ChangeKind } from '../changes/change-kind.js'
import { ofKinds } from '../changes/change-statements.js'
import type { Connections } from '../connections.js'
import type { OwnerScope } from '../owner-scope.js'
import { type Page, type PagePosition, readPage } from '../pages.js'
import { instant, parameter, read, readStatement } from '../statements.js'
import { changeKinds } from '../stores.js'
import type { Emptied, TrashQuery, TrashRow, TrashStore } from './trash.js'

export const createTrashStore = (connections: Connections): TrashStore => ({
  list: (owner, query) => listTrash(connections, owner, query),
  empty: (owner) => asAction(connections, owner, emptyTrash),
})

function deletedRows({ table, listColumn, isPartOfDeletion = 'false' }: ChangeKind): string {
  const listId = listColumn === null || listColumn === 'id' ? 'null::uuid' : `r."${listColumn}"`
  return `select '${table}' as kind, r.id, r.title, ${listId} as "listId", r.deleted_at from "${table}" r
    where r.user_id = $1 and r.deleted_at is not null and not (${isPartOfDeletion})`
}

/** Parameters: the limit; when the row before the page was deleted, or null, and its id; kinds, separated by commas. */
const listDeleted = readStatement(
  'trash_list',
  `select trash.kind, trash.id, trash.title, trash."listId", ${instant('trash.deleted_at')} as "createdAt" from (
    ${changeKinds.map(deletedRows).join(' union all ')}
  ) trash where scope.owner = $1 and $2 = '' and ${ofKinds('trash', parameter(4))} and (${parameter(2)}::timestamptz is null
    or (trash.deleted_at, trash.id) < (${parameter(2)}::timestamptz, ${parameter(3)}::uuid))
  order by trash.deleted_at desc, trash.id desc limit ${parameter(1)}`,
)

type Deleted = Omit<TrashRow, 'deletedAt'> & PagePosition

async function listTrash(connections: Connections, owner: OwnerScope, query: TrashQuery): Promise<Page<TrashRow>> {
  const { items, next } = await readPage(query, (after, take) =>
    read<Deleted>(connections, owner, {
      statement: listDeleted,
      values: [take, after?.createdAt ?? null, after?.id ?? null, query.kinds.join()],
    }),
  )
  return { items: items.map(({ createdAt: deletedAt, ...row }) => ({ ...row, deletedAt })), next }
}

/** The number of rows that one statement can remove within its time limit. */
const most = 10_000

async function emptyTrash(action: Action): Promise<Emptied> {
  // This includes rows that were deleted in the same millisecond.
  const purge = { deletedBefore: new Date(action.at.getTime() + 1), most }
  const removed = await purgeDeleted(action, purge)
  return { removed, more: removed >= most }
}
