// domain: tasks
import type { OwnerTransaction } from '../owner-scope.js'
import type { Statement } from '../statements.js'
import type { TaskChanges } from '../tasks/task.js'

// A change that affects reminders does not compute when the next one is due. It only tells the background program to do
// this, which makes changes cheap. Each statement locks the row in `due` until the transaction ends, even if it was already
// due. So the program computes before or after the change, but not in between.

const onConflict = 'on conflict (user_id, kind) do update set due_at = excluded.due_at'

/** Makes the background program compute when the owner's next reminder is due. */
export async function wakeReminders({ db, userId }: OwnerTransaction): Promise<void> {
  await db.$executeRaw`
    insert into due (user_id, kind, due_at) values (${userId}, 'reminder', now())
    on conflict (user_id, kind) do update set due_at = excluded.due_at`
}

/** The same for `write`. */
export const wakeOwner: Statement = {
  name: 'due_wake_owner',
  text: `insert into due (user_id, kind, due_at) values ($1, 'reminder', now()) ${onConflict}`,
}

/** The same, if the task has reminders. Parameter: its id. */
export const wakeForTask: Statement = {
  name: 'due_wake',
  text: `insert into due (user_id, kind, due_at) select task.user_id, 'reminder', now() from task
    where task.user_id = $1 and task.id = $2::uuid and (task.remind_before <> '{}' or task.remind_at <> '{}') ${onConflict}`,
}

const fields = ['dueOn', 'dueTime', 'dueZone', 'remindBefore', 'remindAt'] as const

/** Whether a change may make a reminder due earlier, if the task has any. Completed or deleted tasks need no reminders. */
export const mayRemind = (changes: TaskChanges & { readonly deletedAt?: string | null }): boolean =>
  fields.some((field) => changes[field] !== undefined) || changes.completedAt === null || changes.deletedAt === null

/** Whether a task has reminders. */
export const hasReminders = ({
  remindBefore = [],
  remindAt = [],
}: {
  readonly remindBefore?: readonly number[] | undefined
  readonly remindAt?: readonly string[] | undefined
}): boolean => remindBefore.length + remindAt.length > 0
