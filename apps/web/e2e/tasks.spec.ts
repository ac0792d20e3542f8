import { expect, signUp, test } from './fixtures'
import { cutOff, idle } from './idle'
import { addTask, createTasks, task, taskList, withoutScripts } from './tasks'

test('a user signs up, and adds, edits, completes, finds, deletes and restores tasks', async ({ page }) => {
  await signUp(page, 'Ada')
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
  await idle(page)

  await page.getByRole('checkbox', { name: 'Complete "Water the ferns"' }).click()
  await expect(page.getByRole('checkbox', { name: 'Reopen "Water the ferns"' })).toBeChecked()
  await idle(page)

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
  await idle(page)
  await page.reload()
  await expect(task(page, 'Renew passport')).toBeVisible()
})

test('the first page of tasks is visible before any script has run', async ({ join, browser }) => {
  const { page } = await join('Grace')
  await addTask(page, 'Rendered by the server')
  const still = await withoutScripts(browser, page)
  await expect(task(still, 'Rendered by the server')).toBeVisible()
  await still.context().close()
})

test('a user can work using only the keyboard', async ({ join }) => {
  const { page } = await join('Kay')
  await page.keyboard.press('n')
  await page.keyboard.type('First')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Second')
  await page.keyboard.press('Enter')
  await expect(taskList(page).getByRole('listitem')).toHaveText([/Second/, /First/])
  await page.keyboard.press('Escape')

  await page.keyboard.press('?')
  const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(shortcuts).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(shortcuts).toHaveCount(0)
  // Closing gives the focus back.
  await expect(page.getByRole('button', { name: 'Keyboard shortcuts' })).toBeFocused()

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

test('more tasks than fit on a page are loaded as the user scrolls', async ({ join, system }) => {
  const max = await join('Max')
  await createTasks(max, system, 60)
  const { page } = max
  await page.reload()
  await expect(taskList(page).getByRole('listitem').first()).toBeVisible()
  await page.keyboard.press('End')
  await expect(taskList(page).getByRole('listitem')).toHaveCount(60)
  await expect(page.getByRole('button', { name: 'Load more' })).toHaveCount(0)
})

test('an edit from a second window is neither lost nor overwritten', async ({ join }) => {
  const { page, context } = await join('Vera')
  await cutOff(page)
  await addTask(page, 'Plan the trip')
  const second = await context.newPage()
  await second.goto('/')
  await cutOff(second)
  await second.getByRole('button', { name: 'Details of "Plan the trip"' }).click()
  await second.getByLabel('Priority').selectOption('High')
  await second.getByRole('button', { name: 'Plan the trip', exact: true }).click()
  await second.getByRole('textbox', { name: 'Title' }).fill('Plan the long trip')
  await second.keyboard.press('Enter')
  await idle(second)

  // A different field than those that were changed there: both changes stand.
  await page.getByRole('button', { name: 'Details of "Plan the trip"' }).click()
  await page.getByLabel('Due').fill('2030-05-01')
  await expect(task(page, 'Plan the long trip')).toContainText('High')
  await idle(page)
  await second.reload()
  await expect(task(second, 'Plan the long trip')).toContainText('Due')

  // The same field: the text that was typed here stays in the field, and the other one is not overwritten.
  await second.getByRole('button', { name: 'Plan the long trip', exact: true }).click()
  await second.getByRole('textbox', { name: 'Title' }).fill('Theirs')
  await second.keyboard.press('Enter')
  await idle(second)
  await page.getByRole('button', { name: 'Plan the long trip', exact: true }).click()
  await page.getByRole('textbox', { name: 'Title' }).fill('Mine')
  await page.keyboard.press('Enter')
  await expect(page.getByText('It was changed elsewhere in the meantime')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Mine')
  await second.reload()
  await expect(task(second, 'Theirs')).toBeVisible()
})
