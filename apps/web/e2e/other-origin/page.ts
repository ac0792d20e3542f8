// domain: tasks
// The page of another origin, as somebody might write it with the published client. It shows its results.
import {
  browserSession,
  createApiClient,
  deviceLogin,
  OwnlistError,
  programSession,
  type TokenSource,
} from '@ownlist/client'

const parameters = new URLSearchParams(location.search)
const [webUrl, url] = [parameters.get('web') ?? '', parameters.get('api') ?? '']

function show(name: 'tasks' | 'fault' | 'code', text: string) {
  const place = document.createElement('p')
  place.dataset.name = name
  place.textContent = text
  document.body.append(place)
}

async function listTasks(token: TokenSource) {
  const { items } = await createApiClient({ url, token, attempts: 1 }).task.list.query({})
  show('tasks', items.map(({ title }) => title).join(', '))
}

const ways = {
  session: () => listTasks(browserSession({ webUrl })),
  async device() {
    const onCode = ({ verificationUriComplete }: { verificationUriComplete: string }) =>
      show('code', verificationUriComplete)
    await listTasks(programSession({ webUrl, session: await deviceLogin({ webUrl, program: 'A page', onCode }) }))
  },
}

ways[parameters.get('way') === 'device' ? 'device' : 'session']().catch((error: unknown) =>
  show('fault', error instanceof OwnlistError ? error.code : String(error)),
)
