import { type Action, asAction } from '../changes/action.js'
import type { Connections } from '../connections.js'
import type { UnloggedDomain } from '../domain.js'
import type { OwnerScope } from '../owner-scope.js'
import { type Page, type PagePosition, type PageQuery, readPage } from '../pages.js'
import { instant, parameter, read, readStatement } from '../statements.js'
import { purgeTrash } from './purge-trash.js'
import type { Emptied, TrashRow, TrashStore } from './trash.js'

const createTrashStore = (connections: Connections): TrashStore => ({
  list: (owner, query) => listTrash(connections, owner, query),
  empty: (owner) => asAction(connections, owner, emptyTrash),
})

/** The rows belong to other domains, which erase them. */
export const trashDomain: UnloggedDomain<TrashStore> = { createStore: createTrashStore, eraseRows: async () => 0 }

const deleted = (table: string, listId: string) =>
  `select '${table}' as kind, ${table}.id, ${table}.title, ${listId} as "listId", ${table}.deleted_at from ${table}
    where ${table}.user_id = $1 and ${table}.deleted_at is not null`

/** Parameters: the limit; when the row before the page was deleted, or null, and its id. */
const listDeleted = readStatement(
  'trash_list',
  `select trash.kind, trash.id, trash.title, trash."listId", ${instant('trash.deleted_at')} as "createdAt" from (
    ${deleted('task', 'task.list_id')} and not exists (select from task as parent where parent.user_id = $1
      and parent.id = task.parent_id and parent.deleted_at = task.deleted_at)
    union all ${deleted('list', 'null::uuid')} union all ${deleted('section', 'section.list_id')}
    union all ${deleted('label', 'null::uuid')} union all ${deleted('filter', 'null::uuid')}
  ) trash where scope.owner = $1 and $2 = '' and (${parameter(2)}::timestamptz is null
    or (trash.deleted_at, trash.id) < (${parameter(2)}::timestamptz, ${parameter(3)}::uuid))
  order by trash.deleted_at desc, trash.id desc limit ${parameter(1)}`,
)

type Deleted = Omit<TrashRow, 'deletedAt'> & PagePosition

async function listTrash(connections: Connections, owner: OwnerScope, query: PageQuery): Promise<Page<TrashRow>> {
  const { items, next } = await readPage(query, (after, take) =>
    read<Deleted>(connections, owner, {
      statement: listDeleted,
      values: [take, after?.createdAt ?? null, after?.id ?? null],
    }),
  )
  return { items: items.map(({ createdAt: deletedAt, ...row }) => ({ ...row, deletedAt })), next }
}

/** The number of rows that one statement can remove within its time limit. */
const most = 10_000

async function emptyTrash(action: Action): Promise<Emptied> {
  // This includes rows that were deleted in the same millisecond.
  const purge = { deletedBefore: new Date(action.at.getTime() + 1), most }
  const removed = await purgeTrash(action, purge)
  return { removed, more: removed >= most }
}
