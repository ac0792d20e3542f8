// domain: tasks
import { newAddress } from './client-address'
import { expect, password, test } from './fixtures'
import { expectNoSidewaysScroll } from './page-faults'
import { addTask, clientOf, task } from './tasks'

const root = 'html'

test('a guest gets the pages and mails in the language of the browser, without texts of other languages', async ({
  browser,
  system,
  request,
}) => {
  for (const [locale, lang, dir, title, mail] of [
    ['de-AT', 'de', 'ltr', 'Anmelden', 'Bestätige deine E-Mail-Adresse'],
    ['ar-EG', 'ar', 'rtl', 'تسجيل الدخول', 'أكّد عنوان بريدك الإلكتروني'],
    ['fr-FR', 'en', 'ltr', 'Sign in', 'Confirm your e-mail address'],
  ] as const) {
    await using context = await browser.newContext({ baseURL: system.webUrl, locale })
    const page = await context.newPage()
    await page.goto('/sign-in')
    await expect(page.locator(root)).toHaveAttribute('lang', lang)
    await expect(page.locator(root)).toHaveAttribute('dir', dir)
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    const email = `${lang}-${crypto.randomUUID()}@example.com`
    const origin = { origin: system.webUrl, 'accept-language': locale, ...newAddress() }
    await context.request.post('/api/auth/sign-up/email', { headers: origin, data: { name: 'Ada', email, password } })
    // Mail is sent after the response.
    await expect(async () => {
      await page.goto('/outbox')
      await expect(page.getByRole('listitem').filter({ hasText: email })).toContainText(mail, { timeout: 500 })
    }).toPass()
    const html = await (await request.get('/sign-in', { headers: { 'accept-language': locale } })).text()
    for (const other of ['Anmelden', 'تسجيل الدخول', 'Sign in'])
      expect(html.includes(other), `${lang}: ${other}`).toBe(other === title)
  }
})

test('when a person chooses Arabic, pages are in Arabic and mirrored at once, from the server, and on another device', async ({
  join,
  browser,
  system,
}) => {
  const ada = await join('Ada')
  const { page } = ada
  await clientOf(ada, system).task.create.mutate({ title: 'Water the ferns' })
  await page.goto('/settings')
  await page.getByLabel('Language').selectOption({ label: 'العربية' })
  await expect(page.locator(root)).toHaveAttribute('dir', 'rtl')
  await expect(page.getByRole('heading', { level: 1, name: 'الإعدادات' })).toBeVisible()
  const html = await (await ada.context.request.get('/settings')).text()
  expect(html).toMatch(/^<!DOCTYPE html><html lang="ar" dir="rtl"/)

  // The links start at the right, and text that was written in another language keeps its direction.
  await page.setViewportSize({ width: 320, height: 740 })
  const first = await page.getByRole('navigation', { name: 'الإعدادات' }).getByRole('link').first().boundingBox()
  expect((first?.x ?? 0) + (first?.width ?? 0)).toBeGreaterThan(280)
  await expectNoSidewaysScroll(page)

  await using context = await browser.newContext({ baseURL: system.webUrl, locale: 'en-GB' })
  await context.addCookies((await ada.context.cookies()).filter(({ name }) => name !== 'looks'))
  const elsewhere = await context.newPage()
  await elsewhere.goto('/settings')
  await expect(elsewhere.locator(root)).toHaveAttribute('lang', 'ar')

  await page.getByLabel('اللغة').selectOption('')
  await expect(page.locator(root)).toHaveAttribute('lang', 'en')
})

test('colours and density belong to the device: they are applied before any script runs, and stay', async ({
  join,
  browser,
  system,
}) => {
  const { page, context } = await join('Dot')
  await addTask(page, 'Water')
  const heightOfRow = async () => (await task(page, 'Water').boundingBox())?.height
  const comfortable = await heightOfRow()
  await page.goto('/settings')
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  const light = await paper()
  await page.getByLabel('Colours').selectOption('dark')
  await expect.poll(paper).not.toBe(light)
  await page.getByLabel('Density').selectOption('compact')
  await using still = await browser.newContext({
    baseURL: system.webUrl,
    javaScriptEnabled: false,
    storageState: await context.storageState(),
  })
  const unscripted = await still.newPage()
  await unscripted.goto('/settings')
  await expect(unscripted.locator(root)).toHaveAttribute('data-density', 'compact')
  await expect(unscripted.locator(root)).toHaveAttribute('data-appearance', 'dark')
  await page.goto('/')
  await expect(task(page, 'Water')).toBeVisible()
  expect([comfortable, await heightOfRow()]).toEqual([44, 34])
})
