// domain: tasks
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { idle } from './idle'
import { expectNoFaults, expectNoSidewaysScroll } from './page-faults'
import { addList, addTask, rows, sent } from './tasks'

const links = (page: Page) => page.locator('[data-sidebar] a').allTextContents()
const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const all = ['Inbox', 'Today', 'Upcoming', 'Search', 'Done', 'Garden', 'New filter'].concat([
  'Trash',
  'History',
  'Statistics',
  'Settings',
  'Account',
])

test('every page has the same sidebar, search and link for a new task, and nothing is prefetched twice', async ({
  join,
}) => {
  const { page } = await join('Ada')
  await addList(page, 'Garden')
  await addTask(page, 'Water the ferns')
  await sent(page)
  const prefetched: string[] = []
  page.on('request', (request) => {
    if (request.headers()['next-router-prefetch'] !== undefined) prefetched.push(request.url())
  })
  for (const path of ['/', '/done', '/trash', '/history', '/statistics', '/settings', '/account', '/calendar']) {
    await page.goto(path)
    await expect.poll(() => links(page), path).toEqual(all)
    await expect(page.getByRole('searchbox', { name: 'Search tasks' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()
  }
  await idle(page)
  expect(prefetched.length).toBe(new Set(prefetched).size)

  await expectNoFaults(page)
  await page.locator('[data-sidebar]').getByRole('link', { name: 'Garden' }).press('Enter')
  await expect(heading(page)).toHaveText('Garden')
  await expect(rows(page)).toHaveText([/Water the ferns/])
  await page.locator('[data-sidebar]').getByRole('link', { name: 'Account' }).press('Enter')
  await expect(heading(page)).toHaveText('Account')
  await page.getByRole('searchbox', { name: 'Search tasks' }).click()
  await page.keyboard.type('ferns')
  await page.keyboard.press('Enter')
  await expect(rows(page)).toHaveText([/Water the ferns/])
  await page.goto('/account')
  await page.getByRole('link', { name: 'New task' }).press('Enter')
  await expect(page.getByRole('textbox', { name: 'New task' })).toBeFocused()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Add a task' }).press('Enter')
  await expect(page.getByRole('textbox', { name: 'New task' })).toBeFocused()
})

test('on a phone, the sidebar is a drawer on every page, which closes after a choice', async ({ join }) => {
  const { page } = await join('Bea')
  await page.setViewportSize({ width: 360, height: 740 })
  const menu = page.getByRole('button', { name: 'Open the menu' })
  const drawer = page.getByRole('dialog', { name: 'Open the menu' })
  await menu.press('Enter')
  await expect(drawer.getByRole('link', { name: 'Inbox' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(drawer).toHaveCount(0)
  await expect(menu).toBeFocused()
  await menu.press('Enter')
  await drawer.getByRole('link', { name: 'Settings' }).press('Enter')
  await expect(heading(page)).toHaveText('Settings')
  await expect(drawer).toHaveCount(0)
  await menu.press('Enter')
  await expect(drawer.getByRole('link', { name: 'Settings' })).toHaveAttribute('aria-current', 'page')
  await expect(drawer.getByRole('link', { name: 'Today' })).toBeVisible()
  await expectNoFaults(page)
  await expectNoSidewaysScroll(page)
  await drawer.getByRole('link', { name: 'Today' }).press('Enter')
  await expect(heading(page)).toHaveText('Today')
  await expect(drawer).toHaveCount(0)
})
