// domain: tasks
// An example of another developer’s program. The test generates the client outside this workspace, compiles this file there
// and runs it.
import createClient from 'openapi-fetch'
import type { paths } from './schema.js'

const [baseUrl = '', token = '', listId = ''] = process.argv.slice(2)
const client = createClient<paths>({ baseUrl, headers: { authorization: `Bearer ${token}` } })

const titles = async (query: NonNullable<paths['/trpc/task.list']['get']['parameters']['query']>) => {
  const { data, error } = await client.GET('/trpc/task.list', { params: { query } })
  return data ? data.result.data.items.map(({ title }) => title) : error.error.data.code
}

const created = await client.POST('/trpc/task.create', { body: { title: 'By openapi-fetch' } })
// @ts-expect-error: this parameter does not exist.
const misspelled = await titles({ stauts: 'done' })
const one = await client.GET('/trpc/list.get', { params: { query: { id: listId } } })

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
