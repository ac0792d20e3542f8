import { addTask, expect, task, taskList, test } from './fixtures'

test('a person signs up and keeps tasks: adds, edits, completes, finds, deletes and undoes', async ({ join }) => {
  const { page } = await join('Ada')
  await expect(page.getByText('Nothing to do')).toBeVisible()

  await addTask(page, 'Water the plants')
  await addTask(page, 'Renew passport')
  await expect(taskList(page).getByRole('listitem')).toHaveText([/Renew passport/, /Water the plants/])

  await page.getByRole('button', { name: 'Water the plants', exact: true }).click()
  await page.getByRole('textbox', { name: 'Title' }).fill('Water the ferns')
  await page.keyboard.press('Enter')
  await expect(task(page, 'Water the ferns')).toBeVisible()

  await page.getByRole('button', { name: 'Details of "Renew passport"' }).click()
  await page.getByLabel('Notes').fill('two photos')
  await page.getByLabel('Due').fill('2020-01-31')
  await page.getByLabel('Priority').selectOption('High')
  await expect(task(page, 'Renew passport')).toContainText('Overdue')
  await expect(task(page, 'Renew passport')).toContainText('High priority')
  await expect(task(page, 'Renew passport')).toContainText('two photos')
  await page.waitForLoadState('networkidle')

  await page.getByRole('checkbox', { name: 'Complete "Water the ferns"' }).click()
  await expect(page.getByRole('checkbox', { name: 'Reopen "Water the ferns"' })).toBeChecked()
  await page.waitForLoadState('networkidle')

  await page.reload()
  await expect(taskList(page).getByRole('listitem')).toHaveText([/Renew passport.*two photos/s])
  await page.getByText('Done', { exact: true }).click()
  await expect(taskList(page).getByRole('listitem')).toHaveText([/Water the ferns/])
  await page.getByRole('group', { name: 'Show' }).getByText('All').click()
  await page.getByRole('searchbox', { name: 'Search tasks' }).fill('PHOTO')
  await expect(taskList(page).getByRole('listitem')).toHaveText([/Renew passport/])
  await expect(page).toHaveURL(/status=all&q=PHOTO/)
  await page.getByRole('searchbox', { name: 'Search tasks' }).fill('nowhere')
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible()
  await page.getByRole('button', { name: 'Clear the search' }).click()

  await page.getByRole('button', { name: 'Delete "Renew passport"' }).click()
  await expect(task(page, 'Renew passport')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(task(page, 'Renew passport')).toBeVisible()
  await page.waitForLoadState('networkidle')
  await page.reload()
  await expect(task(page, 'Renew passport')).toBeVisible()
})

test('the first page of tasks is there before any script has run', async ({ join, browser, baseURL }) => {
  const { page, context } = await join('Grace')
  await addTask(page, 'Rendered by the server')
  const still = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await context.storageState(),
    ...(baseURL === undefined ? {} : { baseURL }),
  })
  const stillPage = await still.newPage()
  await stillPage.goto('/')
  await expect(task(stillPage, 'Rendered by the server')).toBeVisible()
  await still.close()
})

test('a person works by keyboard alone', async ({ join }) => {
  const { page } = await join('Kay')
  await page.keyboard.press('n')
  await page.keyboard.type('First')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Second')
  await page.keyboard.press('Enter')
  await expect(taskList(page).getByRole('listitem')).toHaveText([/Second/, /First/])
  await page.keyboard.press('Escape')

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByRole('checkbox', { name: 'Complete "Second"' }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('checkbox', { name: 'Complete "First"' })).toBeFocused()
  await page.keyboard.press('Space')
  await expect(page.getByRole('checkbox', { name: 'Reopen "First"' })).toBeChecked()
  await page.keyboard.press('Tab')
  await page.keyboard.press('F2')
  await page.keyboard.type('Something else')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'First', exact: true })).toBeFocused()
  await page.getByRole('button', { name: 'Delete "First"' }).press('Enter')
  await expect(page.getByRole('checkbox', { name: 'Complete "Second"' })).toBeFocused()
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox', { name: 'Search tasks' })).toBeFocused()
})

test('more tasks than a page holds are loaded as they come into sight', async ({ join, system }) => {
  const { page, context } = await join('Max')
  const { createApiClient } = await import('@ownlist/client')
  const token = async () => (await (await context.request.get('/api/auth/token')).json()).token as string
  const client = createApiClient({ url: system.apiUrl, token })
  await Promise.all(Array.from({ length: 60 }, (_, n) => client.task.create.mutate({ title: `Task ${n}` })))
  await page.reload()
  await expect(taskList(page).getByRole('listitem').first()).toBeVisible()
  await page.keyboard.press('End')
  await expect(taskList(page).getByRole('listitem')).toHaveCount(60)
  await expect(page.getByRole('button', { name: 'Load more' })).toHaveCount(0)
})

test('an edit from a second window is neither lost nor overwritten', async ({ join }) => {
  const { page, context } = await join('Vera')
  await addTask(page, 'Plan the trip')
  const second = await context.newPage()
  await second.goto('/')
  await second.getByRole('button', { name: 'Details of "Plan the trip"' }).click()
  await second.getByLabel('Priority').selectOption('High')
  await second.getByRole('button', { name: 'Plan the trip', exact: true }).click()
  await second.getByRole('textbox', { name: 'Title' }).fill('Plan the long trip')
  await second.keyboard.press('Enter')
  await second.waitForLoadState('networkidle')

  // Another field than the ones changed over there: both changes stand.
  await page.getByRole('button', { name: 'Details of "Plan the trip"' }).click()
  await page.getByLabel('Due').fill('2030-05-01')
  await expect(task(page, 'Plan the long trip')).toContainText('High')
  await page.waitForLoadState('networkidle')
  await second.reload()
  await expect(task(second, 'Plan the long trip')).toContainText('Due')

  // The same field: what was typed here stays in the field, and what is there is not overwritten.
  await second.getByRole('button', { name: 'Plan the long trip', exact: true }).click()
  await second.getByRole('textbox', { name: 'Title' }).fill('Theirs')
  await second.keyboard.press('Enter')
  await second.waitForLoadState('networkidle')
  await page.getByRole('button', { name: 'Plan the long trip', exact: true }).click()
  await page.getByRole('textbox', { name: 'Title' }).fill('Mine')
  await page.keyboard.press('Enter')
  await expect(page.getByText('It was changed elsewhere meanwhile')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Mine')
  await second.reload()
  await expect(task(second, 'Theirs')).toBeVisible()
})
