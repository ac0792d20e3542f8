// domain: tasks
import type { Page } from '@playwright/test'
import getPort from 'get-port'
import { expect, password, test as usual } from './fixtures'
import { type Forwarder, startForwarder } from './forwarder'
import { addList, addTask, box, ready } from './tasks'

interface Addresses {
  readonly internal: Forwarder
  readonly public: Forwarder
  readonly apiPort: number
}

/** The API has two addresses: one for browsers, and one for the web server. */
const test = usual.extend<object, { addresses: Addresses }>({
  addresses: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const apiPort = await getPort()
      await using internal = await startForwarder({ port: apiPort })
      await using publicOne = await startForwarder({ port: apiPort })
      await use({ internal, public: publicOne, apiPort })
    },
    { scope: 'worker' },
  ],
  layout: [
    async (
      {
        addresses: {
          internal,
          public: { url },
          apiPort,
        },
      },
      use,
    ) => use({ apiPort, apiUrl: url, env: { API_INTERNAL_URL: internal.url } }),
    { scope: 'worker' },
  ],
})

// One worker, so that only one system is started for these settings.
test.describe.configure({ mode: 'default' })

/** The procedures that were called at an address after this many requests. */
const called = ({ arrived }: Forwarder, since = 0) =>
  arrived
    .slice(since)
    .filter(({ method, path }) => method !== 'OPTIONS' && path.startsWith('/trpc/'))
    .flatMap(({ path }) => new URL(path, 'http://api').pathname.slice('/trpc/'.length).split(','))

/** Where a page sends its calls. */
function originsOfCalls(page: Page): Set<string> {
  const origins = new Set<string>()
  page.on('request', (request) => request.url().includes('/trpc/') && origins.add(new URL(request.url()).origin))
  return origins
}

test('the browser calls API_URL, and a page needs no call from the web server', async ({ join, addresses }) => {
  const { page } = await join('Ada')
  const origins = originsOfCalls(page)
  await addTask(page, 'Water')
  await addList(page, 'Garden')
  await expect(page.getByText('Nothing to do in this list')).toBeVisible()
  for (const path of ['/', '/today', '/search?q=water', page.url()]) {
    await page.goto(path)
    await ready(page)
  }
  await page.goto('/')
  await box(page, 'Water').press('Space')
  await expect.poll(() => called(addresses.public)).toContain('task.update')
  expect([...origins]).toEqual([addresses.public.url])
  expect(called(addresses.public)).toContain('task.create')
  expect(called(addresses.internal)).toEqual([])
})

test('deleting an account erases its rows through API_INTERNAL_URL', async ({ join, addresses }) => {
  const { page } = await join('Bea')
  await addTask(page, 'Water')
  await page.goto('/account')
  await page.getByRole('button', { name: 'Delete account' }).click()
  await page.getByLabel('Password', { exact: true }).last().pressSequentially(password)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/sign-in/)
  expect(called(addresses.internal)).toContain('account.erase')
  expect(called(addresses.public)).not.toContain('account.erase')
})
