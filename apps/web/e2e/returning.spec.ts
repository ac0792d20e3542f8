// domain: tasks
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { addList, addTask, box, clientOf, lists, ready, rename, rows, task } from './tasks'

const toAccount = async (page: Page) => {
  await page.getByRole('link', { name: 'Account' }).click()
  await expect(page.getByRole('heading', { name: 'Account', exact: true })).toBeVisible()
}

/** Longer than a response counts as fresh, so that any wrong restore would have happened by then. */
const settle = (page: Page) => page.waitForTimeout(1_500)

test('Back from the account page shows what was added, deleted and changed in the meantime', async ({ join }) => {
  const { page } = await join('Ada')
  await addTask(page, 'Old')
  await addTask(page, 'Renamed later')
  await page.reload()
  await ready(page)
  await addTask(page, 'New')
  await page.getByRole('button', { name: 'Delete "Old"' }).click()
  await rename(page, 'Renamed later', 'Renamed')
  await page.keyboard.press('Escape')
  await expect(rows(page)).toHaveText([/New/, /Renamed/])
  await toAccount(page)
  await page.goBack()
  await expect(rows(page)).toHaveText([/New/, /Renamed/])
  await settle(page)
  await expect(rows(page)).toHaveText([/New/, /Renamed/])
  await toAccount(page)
  await page.getByRole('link', { name: 'Ownlist, your tasks' }).click()
  await expect(rows(page)).toHaveText([/New/, /Renamed/])
  await page.goBack()
  await page.goBack()
  await settle(page)
  await expect(rows(page)).toHaveText([/New/, /Renamed/])
})

test('Back shows a new list, and no task that was completed', async ({ join }) => {
  const { page } = await join('Bea')
  await addTask(page, 'Water the plants')
  await page.reload()
  await addList(page, 'Garden')
  await page.getByRole('link', { name: 'Inbox' }).click()
  await box(page, 'Water the plants').click()
  await toAccount(page)
  await page.goBack()
  await expect(lists(page).getByRole('link', { name: 'Garden' })).toBeVisible()
  await settle(page)
  await expect(lists(page).getByRole('link', { name: 'Garden' })).toBeVisible()
  await expect(task(page, 'Water the plants')).toHaveCount(0)
  await page.getByRole('link', { name: 'Done' }).click()
  await expect(box(page, 'Water the plants')).toBeChecked()
})

test('Back shows new data even if the clock is an hour slow or fast', async ({ join }) => {
  for (const [name, hours] of [['Cem', -1] as const, ['Dee', 1] as const]) {
    const { page } = await join(name)
    await page.addInitScript((offsetMs) => {
      const { now } = Date
      Date.now = () => now() + offsetMs
    }, hours * 3_600_000)
    await addTask(page, 'Old')
    await page.reload()
    await ready(page)
    await addTask(page, 'New')
    await page.getByRole('button', { name: 'Delete "Old"' }).click()
    await toAccount(page)
    await page.goBack()
    await settle(page)
    await expect(rows(page)).toHaveText([/New/])
  }
})

test('a task that is still being sent when the account page opens is shown after Back', async ({ join }) => {
  const { page } = await join('Eli')
  await ready(page)
  await page.route('**/trpc/task.create**', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    await route.continue()
  })
  await page.getByRole('textbox', { name: 'New task' }).pressSequentially('On its way')
  await page.keyboard.press('Enter')
  await toAccount(page)
  await page.goBack()
  await expect(task(page, 'On its way')).toHaveCount(1)
  await page.waitForTimeout(2_000)
  await expect(task(page, 'On its way')).toHaveCount(1)
})

test('Back after a long time on the account page loads the list again', async ({ join, system }) => {
  const { page, context } = await join('Fay')
  await addTask(page, 'Old')
  await page.clock.install()
  await page.reload()
  await ready(page)
  await toAccount(page)
  const client = clientOf({ context }, system)
  for (const { id } of (await client.task.list.query()).items) await client.task.delete.mutate({ id })
  await client.task.create.mutate({ title: 'From elsewhere' })
  await page.clock.fastForward('06:00')
  await page.goBack()
  await expect(rows(page)).toHaveText([/From elsewhere/])
})

test('a name that was changed on the account page is shown when the user comes back to that page', async ({ join }) => {
  const { page } = await join('Gus')
  await toAccount(page)
  await page.getByRole('textbox', { name: 'Name' }).fill('')
  await page.getByRole('textbox', { name: 'Name' }).pressSequentially('Gustav')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Name saved')).toBeVisible()
  await page.getByRole('link', { name: 'Ownlist, your tasks' }).click()
  await ready(page)
  await page.goBack()
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Gustav')
})

test('after somebody else has signed in in another tab, the next page shows only their data', async ({ join }) => {
  const [ida, jan] = [await join('Ida'), await join('Jan')]
  await addTask(ida.page, 'Hers')
  await addTask(jan.page, 'His')
  await ida.context.clearCookies()
  await ida.context.addCookies(await jan.context.cookies())
  await toAccount(ida.page)
  await expect(ida.page.getByText(jan.email)).toBeVisible()
  await ida.page.getByRole('link', { name: 'Ownlist, your tasks' }).click()
  await expect(task(ida.page, 'His')).toBeVisible()
  await expect(task(ida.page, 'Hers')).toHaveCount(0)
})
