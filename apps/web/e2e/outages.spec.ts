// domain: tasks

import { expect, test } from './fixtures'
import { addTask, box, clientOf, createTasks, sent, sessionOf, task, taskList } from './tasks'

test('while the API restarts, everything keeps working, and changes from that time arrive automatically', async ({
  join,
  system,
}) => {
  const ola = await join('Ola')
  const { page } = ola
  await addTask(page, 'Before')
  await system.api.stop()

  await page.getByRole('textbox', { name: 'New task' }).click()
  await page.keyboard.type('Meanwhile')
  await page.keyboard.press('Enter')
  await box(page, 'Before').click()
  await expect(page.getByText('Ownlist cannot be reached')).toBeVisible()
  await expect(page.getByText('2 changes wait to be sent')).toBeVisible()
  await expect(task(page, 'Meanwhile')).toContainText('Not sent yet')
  await page.reload()
  await expect(task(page, 'Meanwhile')).toBeVisible()

  await system.api.start()
  await sent(page)
  await expect(page.getByText('Ownlist cannot be reached')).toHaveCount(0)
  const { items } = await clientOf(ola, system).task.list.query({})
  expect(items.map(({ title, completedAt }) => [title, completedAt !== null])).toEqual([
    ['Meanwhile', false],
    ['Before', true],
  ])
})

test('on a new device without the API, the page says that nothing could be loaded, and loads it later; until then it counts nothing', async ({
  join,
  system,
  browser,
}) => {
  const uma = await join('Uma')
  await addTask(uma.page, 'Steady')
  await createTasks(uma, system, 200)
  await system.api.stop()
  const context = await browser.newContext({
    baseURL: system.webUrl,
    storageState: await sessionOf(uma),
  })
  const device = await context.newPage()
  await device.goto('/')
  await expect(device.getByRole('heading', { name: 'Your tasks could not be loaded' })).toBeVisible()
  await expect(device.getByText('Nothing to do')).toHaveCount(0)
  // The first page of all kinds of rows is one request. This is the second page of tasks.
  let letGo: () => void = () => undefined
  const released = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await device.route(
    ({ pathname }) => pathname.endsWith('/task.list'),
    (route) => released.then(() => route.continue()),
  )
  await system.api.start()
  await expect(device.getByText('More tasks are loading')).toBeVisible()
  await expect(taskList(device)).toHaveAttribute('aria-rowcount', '-1')
  letGo()
  await expect(taskList(device)).toHaveAttribute('aria-rowcount', '201')
  await expect(device.getByText('More tasks are loading')).toHaveCount(0)
  await expect(task(device, 'Steady')).toBeAttached()
  await context.close()
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
