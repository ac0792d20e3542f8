// domain: tasks
// An example of another developer's program. The test installs the package outside this workspace, checks this file there
// with several compilers and settings, and runs it: `node program.js API_URL TOKEN`.
import { createApiClient, OwnlistError, type RouterInputs, type Task } from '@ownlist/client'
import { createFakeClient } from '@ownlist/client/testing'

type Exactly<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

export const typesAreExact: [
  Exactly<
    Task,
    {
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
    }
  >,
  Exactly<RouterInputs['task']['get'], { id: string }>,
  Exactly<RouterInputs['account']['whoami'], void>,
] = [true, true, true]

const [url = '', token = ''] = process.argv.slice(2)
const client = createApiClient({ url, token })

// @ts-expect-error this priority does not exist
export const wrongInput = () => client.task.create.mutate({ title: 'x', priority: 'urgent' })
// @ts-expect-error this procedure does not exist
export const wrongName = () => client.task.archive.mutate({})

const created = await client.task.create.mutate({ title: 'From outside', priority: 'high' })
const { items } = await client.task.list.query({ status: 'open' })
const unknownId = created.id.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))
const refusal: unknown = await client.task.get.query({ id: unknownId }).catch((error) => error)
const fake = createFakeClient({ account: { whoami: () => ({ userId: 'nobody' }) } })

process.stdout.write(
  JSON.stringify({
    listed: items.map(({ title }) => title),
    refused: refusal instanceof OwnlistError && refusal.code,
    faked: (await fake.account.whoami.query()).userId,
  }),
)
