// domain: tasks
import { expect, test } from './fixtures'

test('the API’s page shows every operation, and sends no request to another host', async ({ page, system }) => {
  const faults: string[] = []
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('request', (request) => request.url().startsWith(system.apiUrl) || faults.push(request.url()))
  await page.goto(`${system.apiUrl}/docs`)
  await expect(page.getByRole('heading', { name: 'Ownlist' })).toBeVisible()
  const { paths } = await (await fetch(`${system.apiUrl}/openapi.json`)).json()
  for (const path of Object.keys(paths)) await expect(page.locator(`[data-path="${path}"]`)).toBeVisible()
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(page.locator('html.dark-mode')).toHaveCSS('color-scheme', 'dark')
  expect(faults.filter((fault) => !/^(data|blob):/.test(fault))).toEqual([])
})

test('a user can try a call on the API’s page with their token', async ({ join, system }) => {
  const { page } = await join('Swa')
  const { token } = await (await page.request.get('/api/auth/token')).json()
  await page.goto(`${system.apiUrl}/docs`)
  await page.getByRole('button', { name: 'Authorize' }).first().click()
  await page.getByLabel('auth-bearer-value').fill(token)
  await page.getByRole('button', { name: 'Apply credentials' }).click()
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await page.locator('[data-path="/trpc/task.list"]').click()
  await page.getByRole('button', { name: 'Try it out' }).click()
  const answered = page.waitForResponse((response) => response.url().includes('/trpc/task.list'))
  await page.getByRole('button', { name: 'Execute' }).click()
  expect(await (await answered).json()).toEqual({ result: { data: { items: [], nextCursor: null } } })
})
