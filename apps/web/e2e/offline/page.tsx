// domain: tasks
// A small app of somebody else, with the published client. Its tests are in offline.spec.ts.
import { browserSession } from '@ownlist/client'
import { lists, tasks } from '@ownlist/client/offline'
import { createOfflineReact } from '@ownlist/client/offline/react'
import { createRoot } from 'react-dom/client'
import { lockTurns } from '../../../../packages/client/src/offline/turns'

const { OfflineProvider, useOffline, useOutbox, useRows, useSyncStatus } = createOfflineReact({
  task: tasks,
  list: lists,
})

const parameters = new URLSearchParams(location.search)

function Tasks() {
  const [offline, outbox, status] = [useOffline(), useOutbox(), useSyncStatus()]
  const open = useRows('task', ({ completedAt }) => completedAt === null)
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const form = event.currentTarget
          void offline.create('task', { title: String(new FormData(form).get('title')) })
          form.reset()
        }}
      >
        <input aria-label="Title" name="title" />
      </form>
      <ul aria-label="Tasks">
        {open.map((task) => (
          <li key={task.id}>
            <input
              aria-label={`Title of ${task.title}`}
              defaultValue={task.title}
              key={task.title}
              onBlur={({ target }) => {
                if (target.value !== task.title) void offline.update('task', task.id, { title: target.value })
              }}
            />
          </li>
        ))}
      </ul>
      <ul aria-label="Tray">
        {outbox.tray.map(({ n, change }) => (
          <li key={n}>
            {JSON.stringify(change)}
            <button onClick={() => void offline.resolve(n, 'ours')} type="button">
              Keep mine
            </button>
          </li>
        ))}
      </ul>
      <output aria-label="Unsent">{outbox.pending.length}</output>
      <output aria-label="Status">{status.name}</output>
    </>
  )
}

const root = document.body.appendChild(document.createElement('main'))
createRoot(root).render(
  <OfflineProvider
    token={browserSession({ webUrl: parameters.get('web') ?? '' })}
    url={parameters.get('api') ?? ''}
    userId={parameters.get('user') ?? ''}
  >
    <Tasks />
  </OfflineProvider>,
)

// Used by the test of the locks.
Object.assign(window, { lockTurns })
