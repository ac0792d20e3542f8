// domain: tasks
import type { Page } from '@playwright/test'
import { expect, password, signUp, submit, test } from './fixtures'
import { expectNoFaults } from './page-faults'
import { addTask, box, ready, task } from './tasks'

const newTask = (page: Page) => page.getByRole('textbox', { name: 'New task' })
const dialog = (page: Page) => page.getByRole('alertdialog')
const signOut = (page: Page) => page.getByRole('button', { name: 'Sign out', exact: true })

async function add(page: Page, title: string) {
  await newTask(page).pressSequentially(title)
  await page.keyboard.press('Enter')
}

test.describe('signing out with unsent changes', () => {
  test('says how many there are, and discards them only if the user confirms', async ({ join, system }) => {
    const { page } = await join('Ada')
    await addTask(page, 'Water')
    await system.api.stop()
    await add(page, 'First')
    await add(page, 'Second')
    await box(page, 'Water').press('Space')
    await signOut(page).click()
    await expect(dialog(page)).toContainText('3 changes are not saved yet')
    await expectNoFaults(page)
    await page.keyboard.press('Escape')
    await expect(dialog(page)).toHaveCount(0)
    await system.api.start()
    await page.goto('/')
    for (const title of ['First', 'Second']) await expect(task(page, title)).toBeVisible()
    await page.getByRole('link', { name: 'Done' }).click()
    await expect(box(page, 'Water')).toBeChecked()
  })

  test('discards them when the user confirms', async ({ join, system }) => {
    const { page, email } = await join('Bea')
    await ready(page)
    await system.api.stop()
    await add(page, 'Lost')
    await signOut(page).click()
    await expect(dialog(page)).toContainText('1 change is not saved yet')
    await page.getByRole('button', { name: 'Sign out and lose it' }).click()
    await expect(page).toHaveURL(/sign-in/)
    await system.api.start()
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await submit(page, 'Sign in')
    await ready(page)
    await page.waitForTimeout(1_000)
    await expect(task(page, 'Lost')).toHaveCount(0)
  })

  test('counts unsent changes of another tab, and those that are still being sent', async ({ join }) => {
    const { page, context } = await join('Cem')
    const other = await context.newPage()
    await other.goto('/')
    await ready(other)
    for (const tab of [page, other]) {
      await tab.route('**/trpc/*task.create*', () => new Promise(() => undefined))
    }
    await add(other, 'Slow')
    await expect(task(other, 'Slow')).toBeVisible()
    await ready(page)
    await signOut(page).click()
    await expect(dialog(page)).toContainText('1 change is not saved yet')
  })

  test('waits briefly for changes that arrive, and then asks nothing', async ({ join }) => {
    const { page } = await join('Dee')
    await ready(page)
    await page.route('**/trpc/*task.create*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 800))
      await route.continue()
    })
    await add(page, 'Soon')
    await signOut(page).click()
    await expect(page).toHaveURL(/sign-in/)
  })
})

test.describe('unsent changes of one user are neither shown to nor sent for the next user of the same browser', () => {
  test('after their session has ended, and they are back when the first user signs in again', async ({
    join,
    system,
  }) => {
    const { page, context, email } = await join('Eli')
    await addTask(page, 'Water')
    await system.api.stop()
    await add(page, 'Eli’s secret')
    await box(page, 'Water').press('Space')
    await expect(page.getByText('2 changes wait to be sent')).toBeVisible()
    await context.clearCookies()
    // The first user's page has ended: with its own token, it could still send its changes.
    await page.goto('/sign-up')
    await system.api.start()
    const sent: string[] = []
    page.on('request', (request) => request.method() === 'POST' && sent.push(request.postData() ?? ''))
    await signUp(page, 'Fay')
    await ready(page)
    await page.waitForTimeout(1_500)
    await expect(page.getByText('secret')).toHaveCount(0)
    expect(sent.filter((body) => body.includes('secret') || body.includes('completedAt'))).toEqual([])
    // Her own sign-out deletes nothing of Eli’s.
    await signOut(page).click()
    await expect(page).toHaveURL(/sign-in/)
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await submit(page, 'Sign in')
    await expect(task(page, 'Eli’s secret')).toBeVisible()
    await page.getByRole('link', { name: 'Done' }).click()
    await expect(box(page, 'Water')).toBeChecked()
  })

  test('from a tab that was left open, whatever token the browser gets now', async ({ join, system }) => {
    const { page, context } = await join('Gus')
    await ready(page)
    await system.api.stop()
    await add(page, 'Gus’s secret')
    await expect(page.getByText('1 change waits to be sent')).toBeVisible()
    await context.clearCookies()
    // It waits for the other user, however long that takes.
    await page.route('**/trpc/*task.create*', (route) => route.abort())
    await system.api.start()
    const other = await context.newPage()
    await signUp(other, 'Hal')
    await ready(other)
    await page.unroute('**/trpc/*task.create*')
    // The token of the open tab is rejected, so it has to get a new one.
    await page.route('**/trpc/*task.create*', (route) => route.fulfill({ status: 401, body: '{}' }), { times: 1 })
    // It may first retry on its own, and then reload the page.
    await page
      .getByRole('button', { name: 'Try now' })
      .click({ timeout: 5_000 })
      .catch(() => undefined)
    await ready(page)
    await page.waitForTimeout(1_500)
    for (const tab of [page, other]) {
      await tab.goto('/')
      await ready(tab)
      await expect(tab.getByText('secret')).toHaveCount(0)
    }
  })
})
