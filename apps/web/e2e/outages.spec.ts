// domain: tasks

import { expect, test } from './fixtures'
import { idle } from './idle'
import { addTask, task } from './tasks'

test('while the API restarts, no text is lost and the page recovers by itself', async ({ join, system }) => {
  const { page } = await join('Ola')
  await addTask(page, 'Before')
  await system.api.stop()

  await page.getByRole('textbox', { name: 'New task' }).fill('Meanwhile')
  await page.keyboard.press('Enter')
  await expect(page.getByText('“Meanwhile” was not added')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Your tasks could not be loaded' })).toBeVisible()

  await system.api.start()
  await expect(task(page, 'Before')).toBeVisible()
})

test('a failed action is undone, and can be tried again from its notice', async ({ join, system }) => {
  const { page } = await join('Uma')
  await addTask(page, 'Steady')
  await system.api.stop()
  await page.getByRole('checkbox', { name: 'Complete "Steady"' }).click()
  await expect(page.getByText('“Steady” was not saved')).toBeVisible()
  await expect(page.getByRole('checkbox', { name: 'Complete "Steady"' })).not.toBeChecked()
  await system.api.start()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('checkbox', { name: 'Reopen "Steady"' })).toBeChecked()
  await idle(page)
  await page.getByText('Done', { exact: true }).click()
  await page.reload()
  await expect(task(page, 'Steady')).toBeVisible()
})

test('while the web app is down, the API keeps working for users with a token', async ({ join, system }) => {
  const { page, context } = await join('Wim')
  await addTask(page, 'Before')
  const { token } = (await (await context.request.get('/api/auth/token')).json()) as { token: string }
  await system.web.stop()
  await addTask(page, 'Without the web app')
  await expect(task(page, 'Without the web app')).toBeVisible()
  const { createApiClient } = await import('@ownlist/client')
  const list = await createApiClient({ url: system.apiUrl, token }).task.list.query()
  expect(list.items.map(({ title }) => title)).toEqual(['Without the web app', 'Before'])
  expect((await fetch(`${system.apiUrl}/readyz`)).status).toBe(200)
  await system.web.start()
  await page.reload()
  await expect(task(page, 'Without the web app')).toBeVisible()
})
