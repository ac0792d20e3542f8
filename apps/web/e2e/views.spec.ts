// domain: tasks
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { addTask, clientOf, ready, rows, sent, task } from './tasks'

const views = (page: Page) => page.getByRole('navigation', { name: 'Views' })

test('today, upcoming, labels and filters show the right tasks, and the counts are right', async ({ join }) => {
  const { page } = await join('Ada')
  await page.getByRole('button', { name: 'New label' }).click()
  await page.keyboard.type('home')
  await page.keyboard.press('Enter')
  for (const title of ['Free', 'Now today #home', 'Soon in 3 days !high', 'Old yesterday']) await addTask(page, title)
  await expect(rows(page)).toHaveCount(4)
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await expect(page).toHaveTitle('Today · Ownlist')
  await expect(rows(page)).toHaveText([/Now/])
  await expect(views(page).getByRole('listitem').filter({ hasText: 'Inbox' })).toContainText('4 tasks')
  await expect(views(page).getByRole('listitem').filter({ hasText: 'Today' })).toContainText('1 task')

  // A task that is added here is for today.
  await page.keyboard.press('q')
  await page.keyboard.type('Also now')
  await page.keyboard.press('Enter')
  await expect(rows(page)).toHaveCount(2)
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('u')
  await expect(rows(page)).toHaveText([/Also now|Now/, /Also now|Now/, /Soon/])
  await page.getByRole('link', { name: 'home' }).click()
  await expect(rows(page)).toHaveText([/Now/])

  await page.getByRole('link', { name: 'New filter' }).click()
  await page.getByRole('combobox', { name: 'Filter', exact: true }).click()
  await page.keyboard.type('!label:home & (today | priority:high)')
  await page.keyboard.press('Enter')
  await expect(rows(page)).toHaveText([/Also now/, /Soon/])
  await page.getByRole('combobox', { name: 'Filter', exact: true }).press('ControlOrMeta+a')
  await page.keyboard.type('todai')
  await page.keyboard.press('Enter')
  await expect(page.getByText('“todai” is not a condition')).toBeVisible()
})

test('a view can be sorted and grouped, and stays that way after a reload', async ({ join }) => {
  const { page } = await join('Bea')
  for (const title of ['b !low', 'c !high', 'a']) await addTask(page, title)
  await page.getByText('Sort', { exact: true }).click()
  await page.getByLabel('Sort by').selectOption('Alphabet')
  await expect(rows(page)).toHaveText([/^a/, /^b/, /^c/])
  await page.getByLabel('Group by').selectOption('Priority')
  await expect(page.getByRole('grid', { name: 'Tasks' }).getByRole('heading')).toHaveText([
    'High priority',
    'Low priority',
    'No priority',
  ])
  await page.reload()
  await expect(rows(page)).toHaveText([/^c/, /^b/, /^a/])
})

test('a task can be dragged to another place, and stays there', async ({ join }) => {
  const { page } = await join('Cem')
  for (const title of ['Third', 'Second', 'First']) await addTask(page, title)
  const [from, to] = [task(page, 'First'), task(page, 'Third')]
  await from.hover()
  const [start, end] = [await from.boundingBox(), await to.boundingBox()]
  if (start === null || end === null) throw new Error('A row is not shown')
  await page.mouse.move(start.x + 2, start.y + start.height / 2)
  await page.mouse.down()
  await page.mouse.move(end.x + 2, end.y + end.height - 2, { steps: 5 })
  await page.mouse.up()
  await expect(rows(page)).toHaveText([/Second/, /Third/, /First/])
  await sent(page)
  await page.reload()
  await ready(page)
  await expect(rows(page)).toHaveText([/Second/, /Third/, /First/])
})

test('completed tasks are loaded page by page while scrolling', async ({ join, system, browser }) => {
  const dee = await join('Dee')
  const client = clientOf(dee, system)
  const completedAt = new Date().toISOString()
  for (const count of [100, 20])
    await client.task.createMany.mutate({
      tasks: Array.from({ length: count }, (_, n) => ({ title: `Done ${n}`, completedAt })),
    })
  // A device that does not have them yet.
  await using context = await browser.newContext({
    baseURL: system.webUrl,
    storageState: { ...(await dee.context.storageState()), origins: [] },
  })
  const page = await context.newPage()
  await page.goto('/done')
  const list = page.getByRole('grid', { name: 'Tasks' })
  await expect(list).toHaveAttribute('aria-rowcount', '100')
  await page.keyboard.press('End')
  await expect(list).toHaveAttribute('aria-rowcount', '120')
  await expect(page.getByRole('button', { name: 'Load more' })).toHaveCount(0)
})
