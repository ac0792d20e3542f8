import { expect, test } from './fixtures'
import { expectNoFaults, expectNoSidewaysScroll } from './page-faults'

// domain: tasks {

import { addList, addTask, lists } from './tasks'

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
  await expectNoFaults(page)
  await page.setViewportSize({ width: 360, height: 740 })
  await addTask(page, `A long title ${'that goes on '.repeat(20)}and averyveryverylongword${'x'.repeat(120)}`)
  await addTask(page, 'Detailed')
  await page.getByRole('button', { name: 'Details of "Detailed"' }).click()
  await page.getByLabel('Due').fill('2020-01-01')
  await page.getByLabel('Priority').selectOption('Medium')
  await page.getByLabel('Notes').fill('notes')
  await page.getByRole('checkbox', { name: /Complete "A long title/ }).click()
  await expectNoFaults(page)
  await expectNoSidewaysScroll(page)
  await page.getByRole('button', { name: /Delete "A long title/ }).click()
  await expect(page.getByText('Task deleted')).toBeVisible()
  await expectNoFaults(page)
  await expectNoSidewaysScroll(page)
  await addList(page, `A list ${'that goes on '.repeat(20)}and averyveryverylongword${'x'.repeat(120)}`)
  await addList(page, 'Garden')
  await addTask(page, 'In the list')
  await page.getByRole('button', { name: 'Details of "In the list"' }).click()
  await expectNoFaults(page)
  await expectNoSidewaysScroll(page)
  await lists(page).getByRole('button', { name: 'New list' }).click()
  await page.getByRole('textbox', { name: 'New list' }).fill('x'.repeat(501))
  await expectNoFaults(page)
  await expectNoSidewaysScroll(page)
  await lists(page).getByRole('link', { name: 'A list that goes on' }).click()
  await expect(page.getByText('Nothing to do in this list')).toBeVisible()
  await expectNoFaults(page)
  await expectNoSidewaysScroll(page)
  await page.goto('/?list=019ab3f0-7d2c-7c3a-8a57-0b6f3f6d8e11')
  await expect(page.getByText('List not found')).toBeVisible()
  await expectNoFaults(page)
  await page.getByRole('link', { name: 'Account' }).click()
  await expect(page.getByRole('heading', { name: 'Account', exact: true })).toBeVisible()
  await expectNoFaults(page)
  await expectNoSidewaysScroll(page)
  await page.getByRole('button', { name: 'Delete account' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectNoFaults(page)
})
// domain: tasks }
