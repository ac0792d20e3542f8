import { expect, test } from './fixtures'
import { expectNoFaults, expectNoSidewaysScroll } from './page-faults'

// domain: tasks {

import { addList, addTask, box, open, panel, rename } from './tasks'

// domain: tasks }

test('axe finds no faults on the pages for guests, which fit into 360 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  for (const path of [
    '/sign-in',
    '/sign-up',
    '/forgot-password',
    '/reset-password?token=x',
    '/confirm-email',
    '/sign-in?error=account_not_linked',
    '/outbox',
    '/no-such-page',
  ]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectNoFaults(page)
    await expectNoSidewaysScroll(page)
  }
  await page.goto('/sign-up')
  await page.getByRole('button', { name: 'Create account' }).click()
  await expectNoFaults(page)
})

// domain: tasks {
test('axe finds no faults on the task and account pages, which fit into 360 pixels', async ({ join }) => {
  const { page } = await join('Axl')
  const check = async () => {
    await expectNoFaults(page)
    await expectNoSidewaysScroll(page)
  }
  const long = `that goes on ${'and on '.repeat(20)}and averyveryverylongword${'x'.repeat(120)}`
  await addTask(page, 'Wide tomorrow !high')
  await check()
  await page.setViewportSize({ width: 360, height: 740 })
  await addTask(page, `A long title ${long}`)
  await addTask(page, 'Detailed')
  await open(page, 'Detailed')
  await panel(page).getByLabel('Due').fill('2020-01-01')
  await panel(page).getByLabel('Priority').selectOption('Medium')
  await panel(page).getByLabel('Notes').fill('notes')
  await page.getByLabel('New subtask').fill('A part')
  await page.keyboard.press('Enter')
  await check()
  await page.keyboard.press('Escape')
  await box(page, 'A part').click()
  await check()
  await page.getByRole('button', { name: /Delete "A long title/ }).click()
  await expect(page.getByText('Task deleted')).toBeVisible()
  await check()
  await addList(page, `A list ${long}`)
  await addList(page, 'Garden')
  await addTask(page, 'In the list')
  await check()
  await page.getByRole('button', { name: 'New section' }).click()
  await page.keyboard.insertText('x'.repeat(501))
  await check()
  await page.getByRole('button', { name: 'Open the menu' }).click()
  await expect(page.getByRole('dialog', { name: 'Open the menu' })).toBeVisible()
  await check()
  await page.getByRole('link', { name: 'A list that goes on' }).click()
  await expect(page.getByText('Nothing to do in this list')).toBeVisible()
  await check()
  for (const path of ['/today', '/upcoming', '/search?q=x', '/filters?q=today', '/filters?q=todai', '/done']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await check()
  }
  await page.goto('/lists/019ab3f0-7d2c-7c3a-8a57-0b6f3f6d8e11')
  await expect(page.getByText('List not found')).toBeVisible()
  await expectNoFaults(page)
  await page.goto('/')
  await page.setViewportSize({ width: 1280, height: 860 })
  await rename(page, 'Detailed', 'Renamed')
  await check()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+a')
  await check()
  for (const key of ['?', 'Control+k', 'm', 'l']) {
    await page.keyboard.press(key)
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectNoFaults(page)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  await page.setViewportSize({ width: 360, height: 740 })
  await page.getByRole('button', { name: 'Open the menu' }).click()
  await page.getByRole('link', { name: 'Account' }).click()
  await expect(page.getByRole('heading', { name: 'Account', exact: true })).toBeVisible()
  await expectNoFaults(page)
  await expectNoSidewaysScroll(page)
  await page.getByRole('button', { name: 'Delete account' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectNoFaults(page)
})
// domain: tasks }
