// domain: tasks
import type { Page } from '@playwright/test'
import getPort from 'get-port'
import { expect, test as usual } from './fixtures'
import { type StaticPage, serveOtherOrigin } from './other-origin/serve'
import { addTask } from './tasks'

interface Pages {
  /** Its origins are in both lists, as `localhost` and as `127.0.0.1`. */
  readonly listed: StaticPage
  readonly unlisted: StaticPage
}

const test = usual.extend<object, { pages: Pages }>({
  pages: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      await using listed = await serveOtherOrigin()
      await using unlisted = await serveOtherOrigin()
      await use({ listed, unlisted })
    },
    { scope: 'worker' },
  ],
  layout: [
    async ({ pages: { listed } }, use) => {
      const origins = ['localhost', '127.0.0.1'].map((host) => `http://${host}:${listed.port}`).join(',')
      const webPort = await getPort()
      const all = `http://localhost:${webPort},${origins}`
      await use({ webPort, env: { WEB_CORS_ORIGINS: origins, CORS_ORIGINS: all } })
    },
    { scope: 'worker' },
  ],
})

// One worker, so that only one system is started for these settings.
test.describe.configure({ mode: 'default' })

const found = (page: Page, name: 'tasks' | 'fault' | 'code') => page.locator(`[data-name="${name}"]`)

interface Visit {
  readonly origin: string
  readonly webUrl: string
  readonly apiUrl: string
  readonly way?: 'session' | 'device'
}

/** Opens the page of an origin in the browser of a signed-in user. */
async function visit(page: Page, { origin, webUrl, apiUrl, way = 'session' }: Visit): Promise<Page> {
  const other = await page.context().newPage()
  await other.goto(`${origin}/?${new URLSearchParams({ web: webUrl, api: apiUrl, way })}`)
  return other
}

/** How much of the token a script of the page can get by itself. */
const takeToken = (page: Page, webUrl: string) =>
  page.evaluate(async (url) => {
    const attempts: RequestInit[] = [
      { credentials: 'include' },
      { credentials: 'include', mode: 'no-cors' },
      { credentials: 'include', headers: { authorization: 'Bearer x' } },
    ]
    const answers = attempts.map((init) =>
      fetch(url, init).then(
        (answer) => answer.text(),
        () => '',
      ),
    )
    return (await Promise.all(answers)).join('')
  }, `${webUrl}/api/auth/token`)

test('a listed page on another port of the same host lists the tasks of the signed-in user', async ({
  join,
  system,
  pages,
}) => {
  const { page } = await join('Ada')
  await addTask(page, 'Water')
  const origin = `http://localhost:${pages.listed.port}`
  const other = await visit(page, { ...system, origin })
  await expect(found(other, 'tasks')).toHaveText('Water')
  await addTask(page, 'Ferns')
  await other.reload()
  await expect(found(other, 'tasks')).toHaveText('Ferns, Water')
})

test('a listed page is signed out with its user, and later gets the next user’s tasks', async ({
  join,
  system,
  pages,
}) => {
  const { page } = await join('Bea')
  await addTask(page, 'Bea’s')
  const origin = `http://localhost:${pages.listed.port}`
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/sign-in/)
  const other = await visit(page, { ...system, origin })
  await expect(found(other, 'fault')).toHaveText('SIGNED_OUT')
})

test('a listed page on another site gets no session, because the cookie is SameSite=Lax; device login works there', async ({
  join,
  system,
  pages,
}) => {
  const { page } = await join('Cem')
  await addTask(page, 'Water')
  const origin = `http://127.0.0.1:${pages.listed.port}`
  const other = await visit(page, { ...system, origin })
  await expect(found(other, 'fault')).toHaveText('SIGNED_OUT')
  expect(await takeToken(other, system.webUrl)).not.toContain('token')

  const device = await visit(page, { ...system, origin, way: 'device' })
  await page.goto((await found(device, 'code').textContent()) ?? '')
  await page.getByRole('button', { name: 'Authorize' }).click()
  await expect(page.getByText('is authorized. Go back to it')).toBeVisible()
  await expect(found(device, 'tasks')).toHaveText('Water')
})

for (const host of ['localhost', '127.0.0.1']) {
  test(`a page of http://${host} that is not listed can get no token`, async ({ join, system, pages }) => {
    const { page } = await join('Dee')
    await addTask(page, 'Water')
    const origin = `http://${host}:${pages.unlisted.port}`
    for (const way of ['session', 'device'] as const) {
      const other = await visit(page, { ...system, origin, way })
      await expect(found(other, 'fault')).toHaveText('UNREACHABLE')
      expect(await takeToken(other, system.webUrl)).toBe('')
      await expect(found(other, 'tasks')).toHaveCount(0)
    }
  })
}

test('a sandboxed frame of a listed page, whose origin is null, can get no token', async ({ join, system, pages }) => {
  const { page } = await join('Eli')
  const origin = `http://localhost:${pages.listed.port}`
  const other = await visit(page, { ...system, origin })
  await expect(found(other, 'tasks')).toBeAttached()
  const taken = await other.evaluate(async (url) => {
    const frame = document.createElement('iframe')
    frame.sandbox.add('allow-scripts')
    const script = `fetch('${url}', { credentials: 'include' }).then((a) => a.text(), () => '').then((t) => parent.postMessage(t, '*'))`
    frame.srcdoc = `<script>${script}</script>`
    const answer = new Promise((resolve) => addEventListener('message', ({ data }) => resolve(data), { once: true }))
    document.body.append(frame)
    return await answer
  }, `${system.webUrl}/api/auth/token`)
  expect(taken).toBe('')
})
