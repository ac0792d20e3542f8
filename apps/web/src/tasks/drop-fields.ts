import { positionAt } from '../views/places'
import { sectionOfGroup } from './board-columns'
import type { RowItem } from './row-items'
import type { TaskChange } from './use-task-actions'

/**
 * The fields that change when a row is dropped before another one: its position, its section and its parent. Null if none
 * of them changes, or if the row was dropped into itself.
 * @param slot the index of the item before which it was dropped
 */
export function dropFields(items: readonly RowItem[], id: string, slot: number): TaskChange | null {
  const from = items.findIndex(({ key }) => key === id)
  const dragged = items[from]
  if (dragged?.type !== 'task' || slot === from || slot === from + 1) return null
  const [before, after] = [items[slot - 1], items[slot]]
  const group = before === undefined ? 'all' : before.type === 'heading' ? before.key : before.group
  // The row gets the parent of the row after it. At the end of a group, it gets that of the row before it.
  const neighbour = after?.type === 'task' && after.group === group ? after : before
  const parentId = neighbour?.type === 'task' ? neighbour.task.parentId : null
  if (isWithin(items, parentId, id)) return null
  const siblings = items.flatMap((item, index) =>
    item.type === 'task' && item.group === group && item.key !== id && item.task.parentId === parentId
      ? [{ index, ...item.task }]
      : [],
  )
  const place = siblings.filter(({ index }) => index < slot).length
  const sectionId = sectionOfGroup(group)
  return {
    id,
    fields: {
      position: positionAt(siblings, place),
      ...(parentId === dragged.task.parentId ? {} : { parentId }),
      ...(group === dragged.group ? {} : { sectionId }),
    },
  }
}

/** Whether a task is the other one or one of its subtasks. */
function isWithin(items: readonly RowItem[], id: string | null, other: string): boolean {
  if (id === null) return false
  if (id === other) return true
  const item = items.find(({ key }) => key === id)
  return item?.type === 'task' && isWithin(items, item.task.parentId, other)
}
