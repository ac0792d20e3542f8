import { expect, signUp, test } from './fixtures'
import { idle } from './idle'
import { addTask, box, clientOf, createTasks, open, panel, ready, rename, rows, task } from './tasks'

test('a user signs up, and adds, edits, completes, finds, deletes and restores tasks', async ({ page }) => {
  await signUp(page, 'Ada')
  await expect(page.getByText('Nothing to do')).toBeVisible()
  await expect(page).toHaveTitle('Inbox · Ownlist')

  await addTask(page, 'Water the plants')
  await addTask(page, 'Renew passport')
  await expect(rows(page)).toHaveText([/Renew passport/, /Water the plants/])
  await rename(page, 'Water the plants', 'Water the ferns')
  await expect(task(page, 'Water the ferns')).toBeVisible()

  await open(page, 'Renew passport')
  await panel(page).getByLabel('Notes').click()
  await page.keyboard.type('two photos')
  await panel(page).getByLabel('Due').fill('2020-01-31')
  await panel(page).getByLabel('Priority').selectOption('High')
  await expect(task(page, 'Renew passport')).toContainText('Overdue')
  await expect(task(page, 'Renew passport')).toContainText('High priority')
  await expect(task(page, 'Renew passport')).toContainText('Has notes')
  await page.keyboard.press('Escape')
  await expect(panel(page)).toHaveCount(0)

  await box(page, 'Water the ferns').click()
  await expect(box(page, 'Water the ferns')).toBeChecked()
  await idle(page)
  await page.reload()
  await expect(rows(page)).toHaveText([/Renew passport.*Has notes/s])
  await page.getByRole('link', { name: 'Done' }).click()
  await expect(page).toHaveTitle('Done · Ownlist')
  await expect(rows(page)).toHaveText([/Water the ferns/])

  await page.goto('/')
  await ready(page)
  await page.keyboard.press('/')
  await page.keyboard.type('PHOTO passport')
  await expect(rows(page)).toHaveText([/Renew passport/])
  await expect(page).toHaveURL(/\/search\?q=PHOTO\+passport$/)
  await page.keyboard.type(' nowhere')
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible()
  await page.getByRole('button', { name: 'Clear the search' }).click()
  await page.goBack()
  await expect(page).toHaveTitle('Inbox · Ownlist')

  await open(page, 'Renew passport')
  await page.getByRole('button', { name: 'Delete this task' }).press('Enter')
  await expect(panel(page)).toHaveCount(0)
  await expect(task(page, 'Renew passport')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: 'Delete "Renew passport"' }).click()
  await expect(task(page, 'Renew passport')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(task(page, 'Renew passport')).toBeVisible()
  await idle(page)
  await page.reload()
  await expect(task(page, 'Renew passport')).toBeVisible()
})

test('a user can work using only the keyboard', async ({ join }) => {
  const { page } = await join('Kay')
  await ready(page)
  await page.keyboard.press('q')
  for (const title of ['Third', 'Second', 'First']) {
    await page.keyboard.type(title)
    await page.keyboard.press('Enter')
  }
  await expect(rows(page)).toHaveText([/First/, /Second/, /Third/])
  await page.keyboard.press('Escape')

  await page.keyboard.press('?')
  const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(shortcuts).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(shortcuts).toHaveCount(0)

  await page.keyboard.press('j')
  await expect(task(page, 'First')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(task(page, 'Second')).toBeFocused()
  await page.keyboard.press('k')
  await page.keyboard.press('x')
  await expect(box(page, 'First')).toBeChecked()
  await expect(task(page, 'First')).toBeFocused()
  await page.keyboard.press('x')
  await expect(box(page, 'First')).not.toBeChecked()

  // Escape discards the draft, and then closes the details; the row has the focus again.
  await page.keyboard.press('Enter')
  await page.keyboard.type('Something else')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(panel(page)).toHaveCount(0)
  await expect(task(page, 'First')).toBeFocused()
  await page.keyboard.press('1')
  await expect(task(page, 'First')).toContainText('High priority')
  await page.keyboard.press('t')
  await expect(task(page, 'First')).toContainText('Tomorrow')
  await page.keyboard.press('n')
  await expect(task(page, 'First')).not.toContainText('Tomorrow')
  await page.keyboard.press('Control+z')
  await expect(task(page, 'First')).toContainText('Tomorrow')

  // When a row disappears, the next one gets the focus, and after the last row the previous one.
  await page.keyboard.press('#')
  await expect(task(page, 'Second')).toBeFocused()
  await page.keyboard.press('j')
  await page.keyboard.press('Delete')
  await expect(task(page, 'Second')).toBeFocused()
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect(rows(page)).toHaveText([/First/, /Second/, /Third/])

  await page.keyboard.press('Alt+ArrowDown')
  await expect(rows(page)).toHaveText([/First/, /Third/, /Second/])
  await expect(task(page, 'Second')).toBeFocused()
  await page.keyboard.press('m')
  await expect(page.getByRole('combobox', { name: 'Move the task to…' })).toBeFocused()
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await expect(page).toHaveURL(/\/today$/)
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox', { name: 'Search tasks' })).toBeFocused()
})

test('many tasks are completed, moved, labelled and postponed at once, and one undo reverts one action', async ({
  join,
  system,
}) => {
  const mia = await join('Mia')
  const { page } = mia
  await ready(page)
  await page.keyboard.press('q')
  for (const title of ['c', 'b every day', 'a']) {
    await page.keyboard.type(title)
    await page.keyboard.press('Enter')
  }
  await expect(rows(page)).toHaveText([/^a/, /^b/, /^c/])
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(page.getByRole('toolbar', { name: 'Selected tasks' })).toContainText('3 tasks selected')
  await page.keyboard.press('l')
  await page.keyboard.type('home')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(rows(page)).toHaveText([/a.*home/s, /b.*home/s, /c.*home/s])
  await page.keyboard.press('x')
  await expect(box(page, 'a')).toBeChecked()
  await expect(box(page, 'b')).toBeChecked()
  await expect(box(page, 'c')).toBeChecked()
  await idle(page)
  // The next occurrence of the one that repeats has arrived.
  await expect(rows(page)).toHaveCount(4)
  // Undo and redo survive a reload.
  await page.reload()
  await expect(rows(page)).toHaveCount(1)
  await page.keyboard.press('Control+z')
  await expect(rows(page)).toHaveCount(3)
  await page.reload()
  await expect(rows(page)).toHaveCount(3)
  await page.keyboard.press('Control+Shift+z')
  await expect(rows(page)).toHaveCount(1)
  await page.keyboard.press('Control+z')
  await expect(rows(page)).toHaveCount(3)
  for (const title of ['a', 'b', 'c']) await expect(box(page, title)).not.toBeChecked()
  await idle(page)
  const { items } = await clientOf(mia, system).task.list.query({ status: 'all' })
  expect(items.map(({ title, completedAt }) => `${title} ${completedAt}`).sort()).toEqual([
    'a null',
    'b null',
    'c null',
  ])
})

test('thousands of tasks are one list, of which only the rows in sight are rendered', async ({ join, system }) => {
  const max = await join('Max')
  await createTasks(max, system, 200)
  const { page } = max
  await page.reload()
  await expect(page.getByRole('grid', { name: 'Tasks' })).toHaveAttribute('aria-rowcount', '200')
  expect(await rows(page).count()).toBeLessThan(60)
  await page.keyboard.press('j')
  await expect(task(page, 'Task 0')).toBeFocused()
  await page.keyboard.press('Control+End')
  await expect(task(page, 'Task 199')).toBeVisible()
  // The focused row is still rendered, so the keys continue from there.
  await page.keyboard.press('j')
  await expect(page.locator('[data-row]:focus')).toContainText('Task 1')
})

test('an edit from a second window is neither lost nor overwritten', async ({ join }) => {
  const { page, context } = await join('Vera')
  await addTask(page, 'Plan the trip')
  const second = await context.newPage()
  await second.goto('/')
  await open(second, 'Plan the trip')
  await panel(second).getByLabel('Priority').selectOption('High')
  await second.keyboard.press('Escape')
  await rename(second, 'Plan the trip', 'Plan the long trip')

  // A different field than those that were changed there: both changes stand.
  await open(page, 'Plan the long trip')
  await panel(page).getByLabel('Due').fill('2030-05-01')
  await expect(task(second, 'Plan the long trip')).toContainText(/High priority.*Due/s)
})
