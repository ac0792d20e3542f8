import type { Action, LoggedKind } from '../changes/action.js'
import { listArray, type OwnerTransaction } from '../owner-scope.js'
import { withinLists } from '../statements.js'
import type { Task } from './task.js'
import { fields, tasksAndLists } from './task-reads.js'

export const taskKind: LoggedKind = { table: 'task', listColumn: 'list_id' }

/** A task as actions read it, including deleted ones. */
export interface TaskRow extends Task {
  /** The next occurrence, which the completion of this one has created. */
  readonly nextId: string | null
  readonly digest: string
  /** Whether its list is deleted. */
  readonly isListDeleted: boolean
}

const select = (condition: string) => `select coalesce(json_agg(t), '[]')::text as json from (
  select ${fields}, task.next_id as "nextId", task.digest, list.deleted_at is not null as "isListDeleted"
  from ${tasksAndLists} where task.user_id = $1 and ${withinLists('task.list_id')} and ${condition}) t`

const byId = select(`task.id = any (string_to_array($3, ',')::uuid[])`)
const byParent = select(`task.parent_id = any (string_to_array($3, ',')::uuid[])`)

async function read({ db, userId, lists }: OwnerTransaction, text: string, ids: readonly string[]): Promise<TaskRow[]> {
  if (ids.length === 0) return []
  // A constant in this file. Prisma has no form of it whose text stays the same for any number of ids.
  const rows = await db.$queryRawUnsafe<[{ json: string }]>(text, userId, listArray(lists), ids.join())
  return JSON.parse(rows[0].json)
}

/** The tasks with these ids, by id, including deleted ones. */
export async function findRows(transaction: OwnerTransaction, ids: readonly string[]): Promise<Map<string, TaskRow>> {
  return new Map((await read(transaction, byId, ids)).map((row) => [row.id, row]))
}

export const isPresent = (row: TaskRow | undefined): row is TaskRow =>
  row !== undefined && row.deletedAt === null && !row.isListDeleted

/** The subtasks of some tasks, at any depth, by their parent task, including deleted ones. */
export type Subtasks = ReadonlyMap<string, readonly TaskRow[]>

/** @param keep whether to include a subtask and its own subtasks */
export async function subtasksOf(
  action: Action,
  rows: readonly Pick<TaskRow, 'id'>[],
  keep: (row: TaskRow) => boolean,
): Promise<Subtasks> {
  const found = new Map<string, TaskRow[]>()
  const seen = new Set<string>()
  for (let ids = rows.map(({ id }) => id); ids.length > 0; ) {
    for (const id of ids) seen.add(id)
    const level = (await read(action, byParent, ids)).filter(keep)
    for (const row of level) {
      const parentId = row.parentId ?? ''
      found.set(parentId, [...(found.get(parentId) ?? []), row])
    }
    ids = level.map(({ id }) => id).filter((id) => !seen.has(id))
  }
  return found
}

/** All subtasks of a task, at any depth. */
export function below(subtasks: Subtasks, id: string): TaskRow[] {
  const rows = new Map<string, TaskRow>()
  for (const row of subtasks.get(id) ?? []) rows.set(row.id, row)
  // Iterating over a Map includes entries that are added meanwhile.
  for (const parentId of rows.keys()) {
    for (const row of subtasks.get(parentId) ?? []) if (row.id !== id) rows.set(row.id, row)
  }
  return [...rows.values()]
}

export const isKept = ({ deletedAt }: TaskRow): boolean => deletedAt === null
