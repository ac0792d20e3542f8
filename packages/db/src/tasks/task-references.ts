import type { Connections } from '../connections.js'
import { StoreError } from '../errors.js'
import { getList } from '../lists/list-store.js'
import type { OwnerScope } from '../owner-scope.js'
import { getSection } from '../sections/section-store.js'
import { parameter, read, readStatement } from '../statements.js'
import type { Task } from './task.js'
import { getTask } from './task-reads.js'

/** What a task refers to. */
export type References = Pick<Task, 'listId'> & Partial<Pick<Task, 'sectionId' | 'parentId' | 'labelIds'>>

/** Parameter: ids of labels, joined by commas. */
const countLabels = readStatement(
  'label_count',
  `select count(*)::int as count from unnest(string_to_array(${parameter(1)}::text, ',')::uuid[]) as given (id)
    join label on label.user_id = $1 and label.id = given.id where scope.owner = $1 and $2 = '' limit 1`,
)

/**
 * Explains why a statement has found no room for a task: resolves if everything that the task refers to exists.
 * @throws {StoreError} `NOT_FOUND`, with the kind of what does not
 */
export async function expectReferences(
  connections: Connections,
  owner: OwnerScope,
  { listId, sectionId = null, parentId = null, labelIds = [] }: References,
): Promise<void> {
  if (listId !== null) await getList(connections, owner, listId)
  if (sectionId !== null) {
    const section = await getSection(connections, owner, sectionId)
    if (section.listId !== listId) throw new StoreError('NOT_FOUND', { what: 'section in this list' })
  }
  if (parentId !== null) {
    const { rows } = await read<Pick<Task, 'listId'>>(connections, owner, { statement: getTask, values: [parentId] })
    if (rows[0]?.listId !== listId) throw new StoreError('NOT_FOUND', { what: 'parent task in this list' })
  }
  if (labelIds.length > 0) {
    const wanted = new Set(labelIds)
    const values = [[...wanted].join(',')]
    const { rows } = await read<{ count: number }>(connections, owner, { statement: countLabels, values })
    if (rows[0]?.count !== wanted.size) throw new StoreError('NOT_FOUND', { what: 'label' })
  }
}
