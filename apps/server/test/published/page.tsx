// domain: tasks
// An example of another developer's page. It is type-checked outside this workspace, like program.ts.
import { browserSession } from '@ownlist/client'
import { ApiProvider, api, createApiQueryClient } from '@ownlist/client/react'
import { useState } from 'react'

export function App() {
  const [queryClient] = useState(createApiQueryClient)
  return (
    <ApiProvider url="https://api.example.com" token={browserSession()} queryClient={queryClient}>
      <Titles />
    </ApiProvider>
  )
}

function Titles() {
  const { data, error } = api.task.list.useQuery({ status: 'open' })
  const create = api.task.create.useMutation()
  const titles: string[] = data?.items.map(({ title }) => title) ?? []
  // @ts-expect-error this field does not exist
  const wrong = data?.items[0]?.name
  return (
    <button type="button" onClick={() => create.mutate({ title: `After ${wrong}` })}>
      {error?.data?.reason ?? titles.join(', ')}
    </button>
  )
}
