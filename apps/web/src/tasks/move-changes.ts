import type { Task } from '@ownlist/client'
import type { TaskChange } from './use-task-actions'

/** A list and possibly one of its sections; null for no list. */
export interface Place {
  readonly listId: string | null
  readonly sectionId: string | null
}

/**
 * The changes that move tasks. Subtasks move with their parents, since the API keeps them in the same list. A subtask that
 * is moved without its parent becomes a task of its own.
 */
export function moveChanges(
  tasks: readonly Task[],
  ids: readonly string[],
  { listId, sectionId }: Place,
): TaskChange[] {
  const moved = withSubtasks(tasks, ids)
  return tasks
    .filter(({ id }) => moved.has(id))
    .map(({ id, parentId }) => {
      const stays = parentId !== null && moved.has(parentId)
      return { id, fields: { listId, sectionId: stays ? null : sectionId, ...(stays ? {} : { parentId: null }) } }
    })
}

function withSubtasks(tasks: readonly Task[], ids: readonly string[]): ReadonlySet<string> {
  const found = new Set(ids)
  let before = 0
  while (found.size > before) {
    before = found.size
    for (const { id, parentId } of tasks) if (parentId !== null && found.has(parentId)) found.add(id)
  }
  return found
}
