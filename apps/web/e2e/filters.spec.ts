// domain: tasks
import type { BrowserContext, Page } from '@playwright/test'
import { expect, password, test } from './fixtures'
import { addTask, answered, clientOf, ready, rows } from './tasks'

const filters = (page: Page) => page.getByRole('navigation', { name: 'Filters' })
const query = (page: Page) => page.getByRole('combobox', { name: 'Filter', exact: true })

/** Filters that an earlier version has saved on this device. */
const savedBefore = (context: BrowserContext, userId: string, queries: readonly string[]) =>
  context.addInitScript(
    ([name, value]) => {
      if (location.protocol === 'about:' || sessionStorage.getItem('saved-before') !== null) return
      sessionStorage.setItem('saved-before', 'yes')
      localStorage.setItem('ownlist-first-steps', 'gone')
      localStorage.setItem(name, value)
    },
    [`ownlist kept ${userId} filters`, queries.join('\n')] as const,
  )

test('a filter that is saved in one tab can be used, changed and deleted on another device, and this can be undone', async ({
  join,
  browser,
  system,
}) => {
  const ada = await join('Ada')
  const { page } = ada
  for (const title of ['Free', 'Now today', 'Soon in 3 days !high']) await addTask(page, title)
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'New filter' }).press('Enter')
  await query(page).focus()
  await page.keyboard.type('today | priority:high')
  await page.keyboard.press('Enter')
  await expect(rows(page)).toHaveText([/Now/, /Soon/])
  const saved = answered(page, 'filter.create')
  await page.getByRole('button', { name: 'Save filter' }).press('Enter')
  await saved
  await page.getByRole('button', { name: 'today | priority:high', exact: true }).press('Enter')
  await page.keyboard.type('Matters')
  const renamed = answered(page, 'filter.update')
  await page.keyboard.press('Enter')
  await renamed
  await expect(page).toHaveTitle('Matters · Ownlist')
  await expect(filters(page).getByRole('listitem').filter({ hasText: 'Matters' })).toContainText('2 tasks')

  // Another device, with filters that an earlier version saved there: they are moved once.
  const context = await browser.newContext({ baseURL: system.webUrl, locale: 'en-GB', reducedMotion: 'reduce' })
  try {
    const { userId } = await clientOf(ada, system).account.whoami.query()
    await savedBefore(context, userId, ['no date', 'today | priority:high', 'tomorrow'])
    const signedIn = await context.request.post('/api/auth/sign-in/email', {
      headers: { origin: system.webUrl },
      data: { email: ada.email, password },
    })
    expect(signedIn.status()).toBe(200)
    const all = ['Matters', 'no date', 'tomorrow', 'New filter']
    const other = await context.newPage()
    await other.goto('/')
    await ready(other)
    await expect(filters(other).getByRole('link')).toHaveText(all)
    await expect(filters(page).getByRole('link')).toHaveText(all)
    await other.reload()
    await ready(other)
    await expect(filters(other).getByRole('link')).toHaveText(all)

    await other.keyboard.press('ControlOrMeta+k')
    await other.keyboard.type('matt')
    await other.keyboard.press('Enter')
    await expect(rows(other)).toHaveText([/Now/, /Soon/])
    await other.getByRole('button', { name: 'Move "Matters" later' }).press('Enter')
    await expect(filters(page).getByRole('link')).toHaveText(['no date', 'Matters', 'tomorrow', 'New filter'])
    await query(other).press('ControlOrMeta+a')
    await other.keyboard.type('no date')
    await other.keyboard.press('Enter')
    await expect(rows(other)).toHaveText([/Free/])
    // The first device shows it as soon as it is changed.
    await expect(rows(page)).toHaveText([/Free/])
    await expect(query(page)).toHaveValue('no date')

    await other.getByRole('button', { name: 'Delete filter "Matters"' }).press('Enter')
    await expect(page.getByRole('heading', { name: 'Filter not found' })).toBeVisible()
    await other.keyboard.press('ControlOrMeta+z')
    await expect(filters(page).getByRole('link', { name: 'Matters' })).toBeVisible()
  } finally {
    await context.close()
  }
})
