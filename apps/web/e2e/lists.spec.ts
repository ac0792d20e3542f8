import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { cutOff, idle } from './idle'
import { addList, addTask, lists, ready, task, taskList, withoutScripts } from './tasks'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const link = (page: Page, title: string) => lists(page).getByRole('link', { name: title, exact: true })

/** Moves a task with its details. */
async function move(page: Page, title: string, list: string): Promise<void> {
  await ready(page)
  await page.getByRole('button', { name: `Details of "${title}"` }).click()
  const saved = page.waitForResponse((response) => response.url().includes('task.update') && response.ok())
  await task(page, title).getByLabel('List').selectOption(list)
  await saved
}

/** From here on, records whether a text is shown, even for a moment. */
const watchFor = (page: Page, words: string) =>
  page.evaluate(
    (words) =>
      new MutationObserver(() => {
        if (document.querySelector('main')?.textContent.includes(words)) document.body.dataset.seen = words
      }).observe(document.body, { subtree: true, childList: true, characterData: true }),
    words,
  )

const seen = (page: Page) => page.evaluate(() => document.body.dataset.seen)

test('a user creates, fills and renames a list, and moves tasks out of it and into it', async ({ join }) => {
  const { page } = await join('Ada')
  await addTask(page, 'Renew passport')
  await watchFor(page, 'List not found')
  await addList(page, 'Work')
  await addList(page, '  Garden  ')
  await expect(heading(page)).toHaveText('Garden')
  await expect(lists(page).getByRole('link')).toHaveText(['All', 'Garden', 'Work'])
  await expect(link(page, 'Garden')).toHaveAttribute('aria-current', 'page')
  await expect(page.getByText('Nothing to do in this list')).toBeVisible()

  await addTask(page, 'Water the ferns')
  await addTask(page, 'Prune the apple tree')
  await expect(taskList(page).getByRole('listitem')).toHaveText([/Prune the apple tree/, /Water the ferns/])
  await heading(page).getByRole('button').click()
  await page.getByRole('textbox', { name: 'Title' }).fill('Balcony')
  await page.keyboard.press('Enter')
  await expect(link(page, 'Balcony')).toBeVisible()
  expect(await seen(page)).toBeUndefined()
  await idle(page)
  await page.reload()
  await expect(heading(page)).toHaveText('Balcony')
  await expect(taskList(page).getByRole('listitem')).toHaveText([/Prune the apple tree/, /Water the ferns/])

  await move(page, 'Water the ferns', 'Work')
  await expect(task(page, 'Water the ferns')).toHaveCount(0)
  await expect(page.getByText('Task moved')).toBeVisible()
  await link(page, 'Work').click()
  await expect(heading(page)).toHaveText('Work')
  await expect(taskList(page).getByRole('listitem')).toHaveText([/Water the ferns/])
  await link(page, 'All').click()
  await expect(heading(page)).toHaveText('Tasks')
  await expect(taskList(page).getByRole('listitem')).toHaveText([
    /Prune the apple tree.*Balcony/s,
    /Water the ferns.*Work/s,
    /Renew passport/,
  ])
  await expect(task(page, 'Renew passport')).not.toContainText('List:')
  await move(page, 'Renew passport', 'Work')
  await expect(task(page, 'Renew passport')).toContainText('List: Work')
  await move(page, 'Water the ferns', 'None')
  await expect(task(page, 'Water the ferns')).not.toContainText('List:')
  await link(page, 'Work').click()
  await expect(taskList(page).getByRole('listitem')).toHaveText([/Renew passport/])
})

test('a task that was moved out of view can be moved back from the notice', async ({ join }) => {
  const { page } = await join('Mia')
  await addList(page, 'Work')
  await addList(page, 'Garden')
  await addTask(page, 'Water the ferns')
  await move(page, 'Water the ferns', 'Work')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(task(page, 'Water the ferns')).toBeVisible()
  await idle(page)
  await page.reload()
  await expect(task(page, 'Water the ferns')).toBeVisible()
})

test('a task that cannot move to a list, because the list was deleted elsewhere, stays where it is', async ({
  join,
}) => {
  const { page, context } = await join('Vera')
  await cutOff(page)
  await addList(page, 'Work')
  const second = await context.newPage()
  await second.goto(page.url())
  await ready(second)
  await addList(page, 'Garden')
  await addTask(page, 'Water the ferns')
  await second.getByRole('button', { name: 'Delete list "Work"' }).click()
  await idle(second)
  await page.getByRole('button', { name: 'Details of "Water the ferns"' }).click()
  await task(page, 'Water the ferns').getByLabel('List').selectOption('Work')
  await expect(page.getByText('“Water the ferns” was not saved')).toBeVisible()
  await expect(page.getByText('There is no such list.')).toBeVisible()
  await expect(task(page, 'Water the ferns')).toBeVisible()
  await expect(link(page, 'Work')).toHaveCount(0)
})

test('a list is deleted with its tasks, and Undo restores and shows both', async ({ join }) => {
  const { page } = await join('Dora')
  await addTask(page, 'Renew passport')
  await addList(page, 'Garden')
  await addTask(page, 'Water the ferns')
  await watchFor(page, 'List not found')
  await watchFor(page, 'Nothing to do in this list')
  await page.getByRole('button', { name: 'Delete list "Garden"' }).click()
  await expect(page.getByText('List deleted')).toBeVisible()
  await expect(heading(page)).toHaveText('Tasks')
  await expect(page).toHaveURL(/\/$/)
  await expect(taskList(page).getByRole('listitem')).toHaveText([/Renew passport/])
  await expect(link(page, 'Garden')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(heading(page)).toHaveText('Garden')
  await expect(taskList(page).getByRole('listitem')).toHaveText([/Water the ferns/])
  await link(page, 'All').click()
  await expect(taskList(page).getByRole('listitem')).toHaveText([/Water the ferns/, /Renew passport/])
  expect(await seen(page)).toBeUndefined()

  await link(page, 'Garden').click()
  await page.getByRole('button', { name: 'Delete list "Garden"' }).click()
  await idle(page)
  await page.reload()
  await expect(taskList(page).getByRole('listitem')).toHaveText([/Renew passport/])
  await expect(lists(page).getByRole('link')).toHaveText(['All'])
})

test('status and search stay the same in every list, and Back goes to the previous list', async ({ join }) => {
  const { page } = await join('Bea')
  await addTask(page, 'Buy milk')
  await addList(page, 'Garden')
  await addTask(page, 'Buy seeds')
  await addTask(page, 'Water the ferns')
  await page.getByRole('group', { name: 'Show' }).getByText('All').click()
  await page.getByRole('searchbox').fill('buy')
  await expect(taskList(page).getByRole('listitem')).toHaveText([/Buy seeds/])
  await link(page, 'All').click()
  await expect(page).toHaveURL(/\/\?status=all&q=buy$/)
  await expect(taskList(page).getByRole('listitem')).toHaveText([/Buy seeds/, /Buy milk/])
  await page.getByRole('searchbox').fill('milk')
  await expect(page).toHaveURL(/q=milk$/)
  await page.goBack()
  await expect(heading(page)).toHaveText('Garden')
  await expect(page.getByRole('searchbox')).toHaveValue('buy')
  await expect(taskList(page).getByRole('listitem')).toHaveText([/Buy seeds/])
})

test('the address of a missing list says so, and one without a list shows all tasks', async ({ join }) => {
  const { page } = await join('Nora')
  await addTask(page, 'Renew passport')
  await addList(page, 'Garden')
  const address = page.url()
  await page.goto('/?list=019ab3f0-7d2c-7c3a-8a57-0b6f3f6d8e11')
  await expect(page.getByRole('heading', { name: 'List not found' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'New task' })).toHaveCount(0)
  await page.getByRole('link', { name: 'See all tasks' }).click()
  await expect(task(page, 'Renew passport')).toBeVisible()
  await page.goto('/?list=garden')
  await expect(task(page, 'Renew passport')).toBeVisible()
  await page.goto(address.toUpperCase().replace('LIST', 'list'))
  await expect(heading(page)).toHaveText('Garden')
})

test('two users see only their own lists', async ({ join }) => {
  const ada = await join('Ada')
  await addList(ada.page, 'Ada’s garden')
  await addTask(ada.page, 'Ada’s secret')
  const bob = await join('Bob')
  await addList(bob.page, 'Bob’s work')
  await bob.page.goto(new URL(ada.page.url()).search)
  await expect(bob.page.getByRole('heading', { name: 'List not found' })).toBeVisible()
  await expect(lists(bob.page).getByRole('link')).toHaveText(['All', 'Bob’s work'])
  expect(await bob.page.content()).not.toContain('Ada’s')
})

test('a list and its tasks are visible before any script has run', async ({ join, browser }) => {
  const { page } = await join('Grace')
  await addList(page, 'Garden')
  await addTask(page, 'Rendered by the server')
  const still = await withoutScripts(browser, page)
  await expect(heading(still)).toHaveText('Garden')
  await expect(link(still, 'Garden')).toHaveAttribute('aria-current', 'page')
  await expect(task(still, 'Rendered by the server')).toBeVisible()
  await still.context().close()
})

test('a user can work with lists using only the keyboard', async ({ join }) => {
  const { page } = await join('Kay')
  await ready(page)
  await page.keyboard.press('l')
  await expect(link(page, 'All')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(lists(page).getByRole('button', { name: 'New list' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.type('Garden')
  const saved = page.waitForResponse((response) => response.url().includes('list.create') && response.ok())
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'New task' })).toBeFocused()
  await saved
  await addTask(page, 'Water the ferns')
  await page.keyboard.press('Escape')
  await page.keyboard.press('l')
  await expect(link(page, 'Garden')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await expect(heading(page)).toHaveText('Tasks')
  await expect(task(page, 'Water the ferns')).toContainText('List: Garden')
})

test('if a list cannot be added, the view stays, and the user can try again', async ({ join, system }) => {
  const { page } = await join('Uma')
  await addTask(page, 'Steady')
  await watchFor(page, 'List not found')
  await system.api.stop()
  await lists(page).getByRole('button', { name: 'New list' }).click()
  await page.getByRole('textbox', { name: 'New list' }).fill('Garden')
  await page.keyboard.press('Enter')
  await expect(page.getByText('“Garden” was not added')).toBeVisible()
  await expect(heading(page)).toHaveText('Tasks')
  await expect(task(page, 'Steady')).toBeVisible()
  expect(await seen(page)).toBeUndefined()
  await system.api.start()
  await page.getByRole('button', { name: 'Try again' }).click()
  await link(page, 'Garden').click()
  await expect(page.getByText('Nothing to do in this list')).toBeVisible()
})

test('a task that is added before its list has loaded, or even exists, is shown and saved', async ({ join }) => {
  const { page } = await join('Ines')
  await addList(page, 'Garden')
  await page.reload()
  await ready(page)
  await page.route(/task\.list|list\.create/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    await route.continue()
  })
  await lists(page).getByRole('button', { name: 'New list' }).click()
  await page.keyboard.type('Work')
  await page.keyboard.press('Enter')
  await expect(heading(page)).toHaveText('Work')
  await page.keyboard.type('Call the dentist')
  await page.keyboard.press('Enter')
  await expect(task(page, 'Call the dentist')).toBeVisible()
  await idle(page)
  await page.reload()
  await expect(task(page, 'Call the dentist')).toBeVisible()
})
