import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { idle } from './idle'
import { addList, addTask, clientOf, complete, lists, open, panel, ready, rows, sent, task } from './tasks'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const link = (page: Page, title: string) => lists(page).getByRole('link', { name: title, exact: true })
const inbox = (page: Page) => page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Inbox' })

/** Moves a task with its details. */
async function move(page: Page, title: string, list: string): Promise<void> {
  await open(page, title)
  await panel(page).getByLabel('List').selectOption(list)
  await page.keyboard.press('Escape')
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
  await expect(page).toHaveTitle('Garden · Ownlist')
  await expect(lists(page).getByRole('link')).toHaveText(['Work', 'Garden'])
  await expect(link(page, 'Garden')).toHaveAttribute('aria-current', 'page')
  await expect(page.getByText('Nothing to do in this list')).toBeVisible()

  await addTask(page, 'Water the ferns')
  await addTask(page, 'Prune the apple tree')
  await expect(rows(page)).toHaveText([/Prune the apple tree/, /Water the ferns/])
  await heading(page).getByRole('button').click()
  await page.keyboard.type('Balcony')
  await page.keyboard.press('Enter')
  await expect(link(page, 'Balcony')).toBeVisible()
  await expect(page).toHaveTitle('Balcony · Ownlist')
  expect(await seen(page)).toBeUndefined()
  await sent(page)
  await page.reload()
  await expect(heading(page)).toHaveText('Balcony')
  await expect(rows(page)).toHaveText([/Prune the apple tree/, /Water the ferns/])
  await expect(lists(page)).toContainText('2 tasks')

  await move(page, 'Water the ferns', 'Work')
  await expect(task(page, 'Water the ferns')).toHaveCount(0)
  await link(page, 'Work').click()
  await expect(heading(page)).toHaveText('Work')
  await expect(rows(page)).toHaveText([/Water the ferns/])
  await inbox(page).click()
  await expect(rows(page)).toHaveText([/Renew passport/])
  await move(page, 'Renew passport', 'Work')
  await link(page, 'Work').click()
  await expect(rows(page)).toHaveText([/Renew passport|Water the ferns/, /Renew passport|Water the ferns/])
  await move(page, 'Water the ferns', 'None')
  await expect(rows(page)).toHaveText([/Renew passport/])
})

test('a task that was moved with the keyboard goes to a list or a section, and the notice can move it back', async ({
  join,
}) => {
  const { page } = await join('Mia')
  await addList(page, 'Work')
  await page.getByRole('button', { name: 'New section' }).click()
  await page.keyboard.type('Soon')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Soon' })).toBeVisible()
  await addList(page, 'Garden')
  await addTask(page, 'Water the ferns')
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await page.keyboard.press('m')
  await page.keyboard.type('soon')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Task moved to Soon').first()).toBeVisible()
  await expect(task(page, 'Water the ferns')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(task(page, 'Water the ferns')).toBeVisible()
  await sent(page)
  await page.reload()
  await expect(task(page, 'Water the ferns')).toBeVisible()
})

test('when a task is added to another list by its name, a notice says where it went, with a link', async ({ join }) => {
  const { page } = await join('Noa')
  await addList(page, 'Garden')
  await inbox(page).click()
  await ready(page)
  await page.keyboard.press('q')
  await page.keyboard.type('Water the ferns @garden')
  await expect(page.getByRole('button', { name: 'List Garden: take “@garden” literally' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Added to Garden')).toBeVisible()
  await expect(rows(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(heading(page)).toHaveText('Garden')
  await expect(rows(page)).toHaveText([/Water the ferns/])
})

test('a task that cannot move to a list, because the list was deleted elsewhere, stays where it is', async ({
  join,
  system,
}) => {
  const vera = await join('Vera')
  const { page, context } = vera
  await addList(page, 'Work')
  await addList(page, 'Garden')
  await addTask(page, 'Water the ferns')
  const client = clientOf(vera, system)
  await complete(page)
  await context.setOffline(true)
  const work = (await client.list.list.query({})).items.find(({ title }) => title === 'Work')
  if (work === undefined) throw new Error('There is no list')
  await client.list.delete.mutate({ id: work.id })
  await move(page, 'Water the ferns', 'Work')
  await context.setOffline(false)
  const tray = page.getByRole('region', { name: 'Changes that need a decision' })
  await expect(tray).toContainText('There is no such list.')
  await tray.getByRole('button', { name: 'Discard the change' }).click()
  await expect(tray).toHaveCount(0)
  await expect(task(page, 'Water the ferns')).toBeVisible()
  await expect(link(page, 'Work')).toHaveCount(0)
})

test('a list is deleted with its tasks, and Undo restores and shows both', async ({ join }) => {
  const { page } = await join('Dora')
  await addTask(page, 'Renew passport')
  await addList(page, 'Garden')
  await addTask(page, 'Water the ferns')
  await watchFor(page, 'List not found')
  await page.getByRole('button', { name: 'Delete list "Garden"' }).click()
  await expect(page.getByText('List deleted')).toBeVisible()
  await expect(heading(page)).toHaveText('Inbox')
  await expect(page).toHaveURL(/\/$/)
  await expect(rows(page)).toHaveText([/Renew passport/])
  await expect(link(page, 'Garden')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(heading(page)).toHaveText('Garden')
  await expect(rows(page)).toHaveText([/Water the ferns/])
  expect(await seen(page)).toBeUndefined()

  await page.getByRole('button', { name: 'Delete list "Garden"' }).click()
  await idle(page)
  await page.reload()
  await expect(rows(page)).toHaveText([/Renew passport/])
  await expect(lists(page).getByRole('link')).toHaveCount(0)
})

test('Back goes to the previous view, and a search is one step back', async ({ join }) => {
  const { page } = await join('Bea')
  await addTask(page, 'Buy milk')
  await addList(page, 'Garden')
  await addTask(page, 'Buy seeds')
  await addTask(page, 'Water the ferns')
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  await page.keyboard.type('buy')
  await expect(rows(page)).toHaveText([/Buy seeds|Buy milk/, /Buy seeds|Buy milk/])
  await page.goBack()
  await expect(heading(page)).toHaveText('Garden')
  await page.goForward()
  await expect(page.getByRole('searchbox')).toHaveValue('buy')
  await expect(rows(page)).toHaveCount(2)
  await page.goBack()
  await inbox(page).click()
  await page.goBack()
  await expect(heading(page)).toHaveText('Garden')
  await expect(rows(page)).toHaveText([/Water the ferns/, /Buy seeds/])
})

test('the address of a missing list says so, and old addresses redirect to the same list', async ({ join }) => {
  const { page } = await join('Nora')
  await addTask(page, 'Renew passport')
  await addList(page, 'Garden')
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  await page.goto('/lists/019ab3f0-7d2c-7c3a-8a57-0b6f3f6d8e11')
  await expect(page.getByRole('heading', { name: 'List not found' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'New task' })).toHaveCount(0)
  await page.getByRole('link', { name: 'Go to the inbox' }).click()
  await expect(task(page, 'Renew passport')).toBeVisible()
  await page.goto('/?list=garden')
  await expect(task(page, 'Renew passport')).toBeVisible()
  await page.goto(`/?list=${id.toUpperCase()}`)
  await expect(heading(page)).toHaveText('Garden')
  await expect(page).toHaveURL(new RegExp(`/lists/${id}$`))
})

test('two users see only their own lists', async ({ join }) => {
  const ada = await join('Ada')
  await addList(ada.page, 'Ada’s garden')
  await addTask(ada.page, 'Ada’s secret')
  const bob = await join('Bob')
  await addList(bob.page, 'Bob’s work')
  await bob.page.goto(new URL(ada.page.url()).pathname)
  await expect(bob.page.getByRole('heading', { name: 'List not found' })).toBeVisible()
  await expect(lists(bob.page).getByRole('link')).toHaveText(['Bob’s work'])
  expect(await bob.page.content()).not.toContain('Ada’s')
})

test('a user can work with lists using only the keyboard', async ({ join }) => {
  const { page } = await join('Kay')
  await ready(page)
  await lists(page).getByRole('button', { name: 'New list' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(lists(page).getByRole('button', { name: 'New list' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.type('Garden')
  await page.keyboard.press('Enter')
  await expect(heading(page)).toHaveText('Garden')
  await page.keyboard.press('q')
  await page.keyboard.type('Water the ferns')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Commands' })).toBeFocused()
  await page.keyboard.type('inbox')
  await page.keyboard.press('Enter')
  await expect(heading(page)).toHaveText('Inbox')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Commands' })).toBeFocused()
  await page.keyboard.type('garden')
  await page.keyboard.press('Enter')
  await expect(heading(page)).toHaveText('Garden')
  await expect(task(page, 'Water the ferns')).toBeVisible()
})

test('a list and its tasks that are added while the API is down arrive later, in that order', async ({
  join,
  system,
}) => {
  const { page } = await join('Uma')
  await addTask(page, 'Steady')
  await watchFor(page, 'List not found')
  await system.api.stop()
  await addList(page, 'Garden', { waits: false })
  await expect(heading(page)).toHaveText('Garden')
  await page.keyboard.press('q')
  await page.keyboard.type('Call the dentist')
  await page.keyboard.press('Enter')
  await expect(task(page, 'Call the dentist')).toContainText('Not sent yet')
  await page.reload()
  await expect(task(page, 'Call the dentist')).toBeVisible()
  expect(await seen(page)).toBeUndefined()
  await system.api.start()
  await sent(page)
  await page.reload()
  await expect(task(page, 'Call the dentist')).toBeVisible()
})
