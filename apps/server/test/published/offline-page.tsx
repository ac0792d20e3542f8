// domain: tasks
// The example of docs/offline.md: another developer's page. It is type-checked outside this workspace, like program.ts.
import { browserSession } from '@ownlist/client'
import { lists, tasks } from '@ownlist/client/offline'
import { createOfflineReact } from '@ownlist/client/offline/react'

const { OfflineProvider, useOffline, useRows, useOutbox } = createOfflineReact({ task: tasks, list: lists })

export const App = ({ userId }: { userId: string }) => (
  <OfflineProvider url="https://api.example.com" token={browserSession()} userId={userId}>
    <Tasks />
  </OfflineProvider>
)

function Tasks() {
  const offline = useOffline()
  const open = useRows('task').filter(({ completedAt }) => completedAt === null)
  const complete = (id: string) => offline.update('task', id, { completedAt: new Date().toISOString() })
  return open.map(({ id, title }) => (
    <button key={id} type="button" onClick={() => complete(id)}>
      {title}
    </button>
  ))
}

export function Wrong() {
  const [offline, { tray }] = [useOffline(), useOutbox()]
  // @ts-expect-error there is no such kind
  useRows('note')
  // @ts-expect-error this priority does not exist
  return <button type="button" onClick={() => offline.update('task', tray[0]?.id ?? '', { priority: 'urgent' })} />
}
