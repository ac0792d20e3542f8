// domain: tasks
// An example of another developer’s program. The test generates the client outside this workspace, compiles this file there
// and runs it.
import { client } from './generated/client.gen.js'
import { listGet, taskCreate, taskList } from './generated/sdk.gen.js'
import type { TaskListData } from './generated/types.gen.js'

const [baseUrl = '', token = '', listId = ''] = process.argv.slice(2)
client.setConfig({ baseUrl, auth: () => token })

const titles = async (query: NonNullable<TaskListData['query']>) => {
  const { data, error } = await taskList({ query })
  return data ? data.result.data.items.map(({ title }) => title) : error?.error.data.code
}

const created = await taskCreate({ body: { title: 'By hey-api' } })
// @ts-expect-error: this parameter does not exist.
const misspelled = await titles({ stauts: 'done' })
const one = await listGet({ query: { id: listId } })

process.stdout.write(
  JSON.stringify({
    created: created.data?.result.data.title,
    done: await titles({ status: 'done', limit: 2 }),
    open: await titles({ status: 'open', limit: 1 }),
    inList: await titles({ listId }),
    inNone: await titles({ listId: 'null', status: 'done' }),
    found: await titles({ search: '12 & 1/2' }),
    list: one.data?.result.data.title,
    misspelled,
  }),
)
