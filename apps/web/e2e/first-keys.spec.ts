// domain: tasks
import type { Browser, BrowserContext, Page, Route } from '@playwright/test'
import { expect, test } from './fixtures'
import { addTask, box, complete, panel, ready, rows, sessionOf, task } from './tasks'

/** Presses keys one after another without waiting, as a fast typist does. */
async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    if (key.length === 1 || /^[A-Z]\w+(\+\w)?$/.test(key)) await page.keyboard.press(key)
    else await page.keyboard.type(key)
  }
}

test('no key is lost after a shortcut that opens a field', async ({ join }) => {
  const { page } = await join('Ada')
  await addTask(page, 'Water the ferns')
  await press(page, 'Escape', 'Control+k', 'go to today', 'Enter')
  await expect(page).toHaveURL(/\/today$/)
  await press(page, 'q', 'Buy milk', 'Enter')
  await expect(task(page, 'Buy milk')).toBeVisible()
  await press(page, 'Escape', '/', 'fern')
  await expect(page.getByRole('searchbox', { name: 'Search tasks' }).first()).toHaveValue('fern')
  await expect(rows(page)).toHaveText([/Water the ferns/])
  // The second key of a pair, and immediately after it, the field of the view that it goes to.
  await press(page, 'Escape', 'Escape', 'g', 'i', 'q', 'Pay rent', 'Enter')
  await expect(page).toHaveURL(/\/$/)
  await expect(task(page, 'Pay rent')).toBeVisible()
  await press(page, 'Escape', 'j', 'e', 'Pay the rent', 'Enter')
  await expect(task(page, 'Pay the rent')).toBeVisible()
  await expect(panel(page).getByRole('textbox', { name: 'Title' })).toHaveValue('Pay the rent')
  await press(page, 'Escape', 'm', 'inbox')
  await expect(page.getByRole('combobox', { name: 'Move the task to…' })).toHaveValue('inbox')
  // The keys after those that go to a view are for that view, which has one task, and not for the one that was left.
  await press(page, 'Escape', 'Escape', 'j')
  // Without waiting for the page to have taken each of them.
  await Promise.all(['g', 't', 'j', 'x'].map((key) => page.keyboard.press(key)))
  await expect(page).toHaveURL(/\/today$/)
  await expect(box(page, 'Buy milk')).toBeChecked()
  await press(page, 'g', 'i')
  await expect(box(page, 'Pay the rent')).not.toBeChecked()
  await expect(box(page, 'Water the ferns')).not.toBeChecked()
})

test('the keys that work everywhere also do on pages beside the views, and lose nothing', async ({ join }) => {
  const { page } = await join('Dee')
  await page.goto('/settings')
  await expect(page.getByRole('searchbox', { name: 'Search tasks' })).toBeVisible()
  await press(page, '?')
  await expect(page.getByRole('heading', { name: 'Keyboard shortcuts' })).toBeInViewport()
  await press(page, 'Escape', '/', 'rent', 'Escape')
  await expect(page.getByRole('searchbox', { name: 'Search tasks' })).toBeFocused()
  await page.getByRole('heading', { name: 'Settings' }).click()
  await press(page, 'q', 'Pay rent', 'Enter')
  await expect(page).toHaveURL(/\/$/)
  await expect(task(page, 'Pay rent')).toBeVisible()
  await press(page, 'Escape', 'g', 'd')
  await expect(page.getByRole('heading', { name: 'Done', exact: true })).toBeVisible()
  await press(page, 'q', 'Buy milk', 'Enter')
  await expect(task(page, 'Buy milk')).toBeVisible()
  await page.goto('/trash')
  await expect(page.getByRole('heading', { name: 'Trash' })).toBeVisible()
  // Undo changes the rows on this device, which the sidebar counts.
  const inbox = page.getByRole('listitem').filter({ hasText: 'Inbox' })
  await expect(inbox).toContainText('2')
  await press(page, 'Control+z')
  await expect(page.getByText('Undone')).toBeVisible()
  await expect(inbox).toContainText('1')
  await page.keyboard.press('Control+Shift+z')
  await expect(page.getByText('Redone')).toBeVisible()
  await expect(inbox).toContainText('2')
  await press(page, 'Control+k', 'milk', 'Enter')
  await expect(panel(page).getByRole('textbox', { name: 'Title' })).toHaveValue('Buy milk')
})

interface Visit {
  readonly browser: Browser
  readonly system: { readonly webUrl: string }
  readonly first: { readonly page: Page; readonly context: BrowserContext }
  /** How to handle the requests for the parts that the first load leaves out. */
  readonly onLate: (route: Route) => Promise<void>
}

/** Another browser of the same person, without a service worker, so that its requests can be held or refused. */
async function visit({ browser, system, first, onLate }: Visit): Promise<Page> {
  await complete(first.page)
  const late = await first.page.evaluate(() => {
    const [settled] = performance.getEntriesByName('settled')
    const files = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/_next/static/'))
    return files.filter(({ startTime }) => startTime >= (settled?.startTime ?? 0)).map(({ name }) => name)
  })
  expect(late.length).toBeGreaterThan(3)
  const context = await browser.newContext({
    baseURL: system.webUrl,
    locale: 'en-GB',
    serviceWorkers: 'block',
    storageState: await sessionOf(first),
  })
  const page = await context.newPage()
  await page.route((url) => late.includes(url.href), onLate)
  await page.goto('/')
  await ready(page)
  await expect(task(page, 'Water the ferns')).toBeVisible()
  return page
}

test('keys that are pressed while a part is loading reach it, and do nothing else', async ({
  join,
  browser,
  system,
}) => {
  const first = await join('Bea')
  await addTask(first.page, 'Water the ferns')
  let release: () => void = () => undefined
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  const onLate = (route: Route) => released.then(() => route.continue())
  const page = await visit({ browser, system, first, onLate })
  // Each of these letters is also a shortcut: x would complete the task, # would delete it.
  await press(page, 'j', 'e', 'xe1#t', 'Enter', '1')
  await expect(panel(page)).toHaveCount(0)
  release()
  await expect(task(page, 'xe1#t')).toBeVisible()
  await expect(box(page, 'xe1#t')).not.toBeChecked()
  // Enter has returned the focus to the row, so the next key acts on the task.
  await expect(task(page, 'xe1#t')).toContainText('High priority')
  await page.context().close()
})

test('a part that cannot be loaded does not open, and is loaded when the network is back', async ({
  join,
  browser,
  system,
}) => {
  const first = await join('Cem')
  await addTask(first.page, 'Water the ferns')
  let isRefused = true
  const onLate = (route: Route) => (isRefused ? route.abort() : route.continue())
  const page = await visit({ browser, system, first, onLate })
  await press(page, 'Control+k', 'water')
  await complete(page)
  await expect(page.getByRole('combobox')).toHaveCount(0)
  isRefused = false
  await page.context().setOffline(true)
  await page.context().setOffline(false)
  await expect(page.getByText('This could not be opened')).toBeVisible()
  await press(page, 'Control+k', 'water', 'Enter')
  await expect(panel(page).getByRole('textbox', { name: 'Title' })).toHaveValue('Water the ferns')
  await page.context().close()
})
