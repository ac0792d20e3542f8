// domain: tasks
import { createApiClient, type OwnlistError, type RouterInputs, type RouterOutputs, type Task } from '@ownlist/client'
import { expectTypeOf, test } from 'vitest'

// Checked by `pnpm check`, from the built declarations, as another program sees them.
test('the types of the router are complete, and none is any', () => {
  const client = createApiClient({ url: 'http://localhost:4000', token: 'fixed' })

  expectTypeOf<Task>().toEqualTypeOf<{
    id: string
    title: string
    notes: string
    priority: 'none' | 'low' | 'medium' | 'high'
    dueOn: string | null
    completedAt: string | null
    listId: string | null
    dueTime: string | null
    dueZone: string | null
    deadlineOn: string | null
    deadlineTime: string | null
    deadlineZone: string | null
    recurrence: string | null
    recurrenceFrom: 'schedule' | 'completion'
    sectionId: string | null
    parentId: string | null
    labelIds: string[]
    position: string
    remindBefore: number[]
    remindAt: string[]
    version: number
    createdAt: string
    updatedAt: string
    deletedAt: string | null
  }>()
  expectTypeOf(client.task.list.query).returns.resolves.toEqualTypeOf<{ items: Task[]; nextCursor: string | null }>()
  expectTypeOf(client.task.get.query).returns.resolves.toEqualTypeOf<Task>()
  expectTypeOf(client.task.create.mutate).returns.resolves.toEqualTypeOf<Task>()
  expectTypeOf(client.task.update.mutate).returns.resolves.toEqualTypeOf<Task>()
  expectTypeOf(client.account.whoami.query).returns.resolves.toEqualTypeOf<{ userId: string }>()

  expectTypeOf<RouterInputs['task']['get']>().toEqualTypeOf<{ id: string }>()
  expectTypeOf<RouterInputs['task']['create']>().not.toBeAny()
  expectTypeOf<RouterOutputs['account']['erase']>().not.toBeAny()
  // @ts-expect-error this priority does not exist
  expectTypeOf(client.task.create.mutate).toBeCallableWith({ title: 'x', priority: 'urgent' })
  // @ts-expect-error this procedure does not exist
  expectTypeOf(client.task.archive).not.toBeAny()

  expectTypeOf<OwnlistError['reason']>().toEqualTypeOf<
    | 'NOT_FOUND'
    | 'ID_TAKEN'
    | 'STALE_VERSION'
    | 'UNAVAILABLE'
    | 'ERASED'
    | 'QUOTA_EXCEEDED'
    | 'NOT_POSSIBLE'
    | 'LOG_TRIMMED'
    | 'CHANGED_SINCE'
    | 'SEARCH_TOO_SLOW'
    | 'INSUFFICIENT_SCOPE'
    | null
  >()
  expectTypeOf<OwnlistError['code']>().not.toBeAny()
  expectTypeOf<'UNREACHABLE' | 'SIGNED_OUT' | 'ABORTED' | 'NOT_FOUND'>().toExtend<OwnlistError['code']>()
})
