// domain: tasks
import { type BulkAction, type NewTask, type OwnerScope, ownerOf, type TaskChanges } from '@ownlist/db'
import { newUserId, type TestDatabase } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'

/** The fields that every create names. */
export const fields = {
  title: 'A task',
  notes: '',
  priority: 'none',
  dueOn: null,
  completedAt: null,
  listId: null,
} as const

/** The query for a user's first 200 tasks. */
export const everything = { limit: 200, status: 'all', search: '', after: null } as const

/** A person, with short functions for what the tests do. */
export function personIn({ database }: TestDatabase, owner: OwnerScope = ownerOf(newUserId())) {
  const { tasks: store, labels, lists, sections } = database
  const list = async (status: 'all' | 'open') => (await store.list(owner, { ...everything, status })).items
  return {
    owner,
    store,
    add: (more: Partial<NewTask> = {}) => store.create(owner, { ...fields, id: uuidv7(), ...more }),
    addMany: (...more: Partial<NewTask>[]) =>
      store.createMany(
        owner,
        more.map((each) => ({ ...fields, id: uuidv7(), ...each })),
      ),
    get: (id: string) => store.get(owner, id),
    change: (id: string, changes: TaskChanges, zone?: string) => store.update(owner, id, { changes, zone }),
    delete: (id: string) => store.delete(owner, id),
    bulk: async (ids: readonly string[], action: BulkAction) => (await store.bulk(owner, { ids, action })).ids,
    all: () => list('all'),
    open: () => list('open'),
    newList: async () => (await lists.create(owner, { id: uuidv7(), title: 'Garden' })).id,
    newSection: async (listId: string) => (await sections.create(owner, { id: uuidv7(), listId, title: 'Shade' })).id,
    newLabel: async () => (await labels.create(owner, { id: uuidv7(), title: 'Home' })).id,
  }
}
