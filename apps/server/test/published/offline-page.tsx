// domain: tasks
// What the compiler refuses in the app of docs/client.md. It is type-checked outside this workspace, like program.ts.
import { lists, tasks } from '@ownlist/client/offline'
import { createOfflineReact } from '@ownlist/client/offline/react'

const { useOffline, useRows, useOutbox } = createOfflineReact({ task: tasks, list: lists })

export function Wrong() {
  const [offline, { tray }] = [useOffline(), useOutbox()]
  // @ts-expect-error there is no such kind
  useRows('note')
  // @ts-expect-error this priority does not exist
  return <button type="button" onClick={() => offline.update('task', tray[0]?.id ?? '', { priority: 'urgent' })} />
}
