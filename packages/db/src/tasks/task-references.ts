import { StoreError } from '../errors.js'
import type { OwnerTransaction } from '../owner-scope.js'
import { found } from '../rows.js'
import type { Task } from './task.js'
import { findRows, isPresent } from './task-rows.js'

/** The rows to which a task refers. */
export type References = Pick<Task, 'listId'> & Partial<Pick<Task, 'sectionId' | 'parentId' | 'labelIds'>>

/**
 * Resolves if everything that a task refers to exists: its section and its parent task in its list, and its labels. A
 * deleted label counts as existing.
 * @throws {StoreError} `NOT_FOUND`, with the kind of the missing row
 */
export async function expectReferences(
  transaction: OwnerTransaction,
  { listId, sectionId = null, parentId = null, labelIds = [] }: References,
): Promise<void> {
  const { db, userId, lists } = transaction
  const id = lists === null ? {} : { in: [...lists] }
  if (listId !== null)
    found(await db.list.findFirst({ where: { userId, id: listId, deletedAt: null, AND: { id } } }), 'list')
  if (sectionId !== null) {
    const section = await db.section.findFirst({ where: { userId, id: sectionId, deletedAt: null } })
    if (section === null || section.listId !== listId) throw notFound('section in this list')
  }
  if (parentId !== null) {
    const parent = (await findRows(transaction, [parentId])).get(parentId)
    if (!isPresent(parent) || parent.listId !== listId) throw notFound('parent task in this list')
  }
  if (labelIds.length === 0) return
  if (lists !== null) throw notFound('label')
  const known = await db.label.findMany({ where: { userId, id: { in: labelIds } } })
  if (known.length !== new Set(labelIds).size) throw notFound('label')
}

const notFound = (what: string) => new StoreError('NOT_FOUND', { what })

/** The maximum number of levels of subtasks below a task. */
const deepest = 10

/**
 * Resolves if a task may become a subtask of another one, or of none.
 * @param below the ids of the task and of all its subtasks, and the number of their levels
 * @throws {StoreError} `NOT_POSSIBLE`
 */
export async function expectNesting(
  transaction: OwnerTransaction,
  parentId: string | null,
  below: { readonly ids: ReadonlySet<string>; readonly levels: number },
): Promise<void> {
  let levels = below.levels
  const expectFew = () => {
    if (levels > deepest) throw new StoreError('NOT_POSSIBLE', { what: `Subtasks can have at most ${deepest} levels.` })
  }
  expectFew()
  for (let id = parentId; id !== null; ) {
    if (below.ids.has(id)) {
      throw new StoreError('NOT_POSSIBLE', { what: 'A task cannot be a part of itself or of one of its subtasks.' })
    }
    levels++
    expectFew()
    id = (await findRows(transaction, [id])).get(id)?.parentId ?? null
  }
}
