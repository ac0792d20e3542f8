// domain: tasks
import type { Page } from '@playwright/test'
import getPort from 'get-port'
import { expect, test as usual } from './fixtures'
import { startForwarder } from './forwarder'
import { addTask, ready, task } from './tasks'

/** The API's own address has a path. */
const test = usual.extend<object>({
  layout: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const apiPort = await getPort()
      await use({ apiPort, apiUrl: `http://localhost:${apiPort}/api` })
    },
    { scope: 'worker' },
  ],
})

// One worker, so that only one system is started for these settings.
test.describe.configure({ mode: 'default' })

/**
 * Expects that the API's page loads everything from below its address, and that a call from the page goes to that
 * address.
 */
async function expectWorkingDocs(page: Page, url: string, token: string) {
  const faults: string[] = []
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('response', (response) => response.ok() || faults.push(`${response.status()} ${response.url()}`))
  page.on('request', (request) => /^(data|blob):/.test(request.url()) || requested.push(request.url()))
  const requested: string[] = []
  await page.goto(`${url}/docs`)
  await expect(page.getByRole('heading', { name: 'Ownlist' })).toBeVisible()
  await page.getByRole('button', { name: 'Authorize' }).first().click()
  await page.getByLabel('auth-bearer-value').fill(token)
  await page.getByRole('button', { name: 'Apply credentials' }).click()
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await page.locator('[data-path="/trpc/task.list"]').click()
  await page.getByRole('button', { name: 'Try it out' }).click()
  const answered = page.waitForResponse((response) => response.url().includes('/trpc/'))
  await page.getByRole('button', { name: 'Execute' }).click()
  const response = await answered
  expect(response.url().startsWith(`${url}/trpc/task.list`)).toBe(true)
  expect(await response.json()).toMatchObject({ result: { data: { items: [{ title: 'Water' }] } } })
  expect(requested.filter((address) => !address.startsWith(`${url}/`))).toEqual([])
  expect(requested).toEqual(expect.arrayContaining([`${url}/openapi.json`, `${url}/docs/swagger-ui.css`]))
  expect(faults).toEqual([])
}

const prefixes = ['/api', '/apps/tasks/v1', '/docs', '/trpc']

for (const prefix of ['', ...prefixes]) {
  test(`the API’s page works ${prefix === '' ? 'at an API_URL with a path' : `behind a proxy that removes ${prefix}`}`, async ({
    join,
    system,
    browser,
  }) => {
    const { page } = await join('Ada')
    await addTask(page, 'Water')
    const { token } = await (await page.request.get('/api/auth/token')).json()
    const guest = await (await browser.newContext()).newPage()
    if (prefix === '') {
      await expectWorkingDocs(guest, system.apiUrl, token)
    } else {
      await using proxy = await startForwarder({ port: Number(new URL(system.apiUrl).port), prefix })
      await expectWorkingDocs(guest, proxy.url, token)
    }
    await guest.context().close()
  })
}

test('the task page works with an API_URL that has a path', async ({ join }) => {
  const { page } = await join('Bea')
  await addTask(page, 'Water')
  await page.reload()
  await ready(page)
  await expect(task(page, 'Water')).toBeVisible()
})
