import { type ApiClient, OwnlistError, type Task } from '@ownlist/client'

type TaskFields = Pick<Task, 'title' | 'notes' | 'priority' | 'dueOn' | 'completedAt'>
export type TaskChanges = { readonly [Field in keyof TaskFields]?: TaskFields[Field] }

/** The very field has been changed elsewhere to something else; `current` is the task as it is now. */
export class EditedElsewhereError extends Error {
  override readonly name = 'EditedElsewhereError'
  readonly current: Task

  constructor(current: Task) {
    super('This task was changed elsewhere.')
    this.current = current
  }
}

/**
 * Saves changes to a task as the person saw it. Where it has changed since in other fields only, both changes stand; where
 * the same field has changed, nothing is overwritten.
 * @throws {EditedElsewhereError}
 */
export async function saveChanges(client: Pick<ApiClient, 'task'>, seen: Task, changes: TaskChanges): Promise<Task> {
  let { version } = seen
  for (let tries = 0; ; tries++) {
    try {
      return await client.task.update.mutate({ id: seen.id, version, ...changes })
    } catch (error) {
      if (!(error instanceof OwnlistError) || error.reason !== 'STALE_VERSION' || tries === 3) throw error
    }
    const current = await client.task.get.query({ id: seen.id })
    const fields = Object.keys(changes) as (keyof TaskFields)[]
    const clash = fields.some((field) => current[field] !== seen[field] && current[field] !== changes[field])
    if (clash) throw new EditedElsewhereError(current)
    version = current.version
  }
}
