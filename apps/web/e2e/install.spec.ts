// domain: tasks
import type { Page } from '@playwright/test'
import { newAddress } from './client-address'
import { expect, password, test } from './fixtures'
import { clientOf, complete, panel, ready, rows, taskList } from './tasks'

/**
 * Waits until the service worker controls the page, and has stored the page for offline use and every file that the page
 * loads.
 */
async function untilKept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await page.reload()
  await complete(page)
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const files = await caches.open('files-1')
        const loaded = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/_next/static/'))
        const kept = await Promise.all(loaded.map(({ name }) => files.match(name)))
        return [
          await caches.has('pages-1'),
          (await caches.match('/offline')) !== undefined,
          loaded.length > 20 && kept.every((file) => file !== undefined),
        ]
      }),
    )
    .toEqual([true, true, true])
}

test('the app can be installed: its manifest has icons that exist, in the person’s language', async ({
  request,
  system,
}) => {
  const answer = await request.get('/manifest.webmanifest', { headers: { 'accept-language': 'de' } })
  const manifest = await answer.json()
  expect(manifest).toMatchObject({
    name: 'Ownlist',
    lang: 'de',
    display: 'standalone',
    start_url: '/',
    share_target: { action: '/share' },
  })
  for (const { src } of manifest.icons) {
    const icon = await request.get(src)
    expect([icon.status(), icon.headers()['content-type']]).toEqual([200, 'image/png'])
  }
  expect((await request.get(`${system.webUrl}/sw.js`)).headers()['content-type']).toContain('javascript')
})

test('without a network the app opens, other pages say that they need it, and signing out deletes the stored page', async ({
  join,
}) => {
  const { page, context } = await join('Ada')
  await untilKept(page)
  await context.setOffline(true)
  await page.goto('/')
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()
  await page.goto('/statistics')
  await expect(page.getByRole('heading', { name: 'You are offline' })).toBeVisible()
  await context.setOffline(false)
  await page.goto('/')
  // No response of the API or of the issuer is stored.
  const kept = await page.evaluate(async () => {
    const keys = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))
    return keys.flat().map(({ url }) => new URL(url).pathname)
  })
  expect(kept.filter((path) => !path.startsWith('/_next/static/')).sort()).toEqual(['/offline', '/shell'])
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in$/)
  await expect.poll(() => page.evaluate(() => caches.has('pages-1'))).toBe(false)
  await context.setOffline(true)
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'You are offline' })).toBeVisible()
})

test('without a network, everything that opens above the app opens, and plain words are understood', async ({
  join,
}) => {
  const { page, context } = await join('Bea')
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await untilKept(page)
  await context.setOffline(true)
  await page.goto('/')
  await ready(page)
  await page.keyboard.press('q')
  await page.keyboard.type('Pay *rent* every monday at 9')
  await page.keyboard.press('Enter')
  await expect(rows(page)).toHaveText([/Pay \*rent\*.*09:00/s])
  await page.keyboard.press('Escape')
  for (const [key, name] of [
    ['Control+k', /./],
    ['?', 'Keyboard shortcuts'],
  ] as const) {
    await page.keyboard.press(key)
    await expect(page.getByRole('dialog', { name })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  await page.keyboard.press('j')
  for (const key of ['m', 'l']) {
    await page.keyboard.press(key)
    await expect(page.getByRole('combobox')).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('combobox')).toHaveCount(0)
  }
  await page.keyboard.press('e')
  await expect(panel(page).getByRole('textbox', { name: 'Title' })).toBeFocused()
  await panel(page).getByRole('textbox', { name: 'Notes' }).click()
  await page.keyboard.type('Ask **Ada**')
  await page.keyboard.press('Tab')
  await expect(panel(page).locator('strong')).toHaveText('Ada')
  await page.keyboard.press('Escape')
  await page.evaluate(() => navigator.clipboard.writeText('Milk\nBread'))
  await page.getByRole('textbox', { name: 'New task' }).click()
  await page.keyboard.press('Control+v')
  await expect(page.getByRole('dialog', { name: 'Add 2 tasks?' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('alertdialog')).toContainText('not saved yet')
})

test('text that another app shares is put into the field for a new task, each part once', async ({ request }) => {
  const target = async (query: Record<string, string>) => {
    const answer = await request.get(`/share?${new URLSearchParams(query)}`, { maxRedirects: 0 })
    expect(answer.status()).toBe(303)
    return new URL(answer.headers().location ?? '', 'http://x')
  }
  const shared = await target({
    title: 'Ferns',
    text: 'All about ferns https://example.com/f',
    url: 'https://example.com/f',
  })
  expect([shared.pathname, shared.searchParams.get('add')]).toEqual([
    '/',
    'Ferns All about ferns https://example.com/f',
  ])
  expect((await target({})).href).toBe('http://x/')
  expect((await target({ text: 'x'.repeat(5_000) })).searchParams.get('add')).toHaveLength(2_000)
})

test('shared text can be changed before it is added, and is then removed from the address', async ({ join }) => {
  const { page } = await join('Ada')
  await page.goto(`/share?${new URLSearchParams({ title: 'Water the ferns' })}`)
  const line = page.getByRole('textbox', { name: 'New task' })
  await expect(line).toHaveValue('Water the ferns')
  await expect(line).toBeFocused()
  await expect(page).toHaveURL(/\/$/)
  await page.keyboard.type(' today')
  await page.keyboard.press('Enter')
  await expect(taskList(page)).toContainText('Water the ferns')
})

test('a new account starts with three tasks, only once even in two tabs; one click removes them', async ({
  browser,
  system,
}) => {
  await using context = await browser.newContext({ baseURL: system.webUrl, locale: 'en-GB' })
  const data = { name: 'New', email: `new-${crypto.randomUUID()}@example.com`, password }
  await context.request.post('/api/auth/sign-up/email', { headers: { origin: system.webUrl, ...newAddress() }, data })
  const tabs = [await context.newPage(), await context.newPage()] as const
  await Promise.all(tabs.map((page) => page.goto('/')))
  const [page, other] = tabs
  await expect(rows(page)).toHaveCount(3)
  await expect(rows(other)).toHaveCount(3)
  await expect(taskList(page)).toContainText('Press q to add a task')
  const client = clientOf({ context }, system)
  expect((await client.task.list.query({})).items).toHaveLength(3)
  await page.getByRole('region', { name: 'First steps' }).getByRole('button', { name: 'Remove them' }).press('Enter')
  await expect(rows(page)).toHaveCount(0)
  await page.reload()
  await expect(page.getByText('Nothing to do')).toBeVisible()
  // Another browser of the same person does not create them again.
  await page.evaluate(() => localStorage.removeItem('ownlist-first-steps'))
  await page.reload()
  await expect(page.getByText('Nothing to do')).toBeVisible()
  expect((await client.task.list.query({})).items).toEqual([])
})
