// domain: tasks

import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { idle } from './idle'
import { clientOf } from './tasks'

/** Pictures of every view in every look. People look at them; they are not stored. */
const all = fileURLToPath(new URL('../test-results/screenshots/', import.meta.url))
/** The pictures of the README. */
const forDocs = fileURLToPath(new URL('../../../docs/images/', import.meta.url))

const dayMs = 86_400_000
const day = (fromToday: number) => new Date(Date.now() + fromToday * dayMs).toISOString().slice(0, 10)
const instant = (daysAgo: number) => new Date(Date.now() - daysAgo * dayMs).toISOString()

type Client = ReturnType<typeof clientOf>

const words = {
  en: {
    lists: ['Garden', 'Household', 'Work'],
    sections: ['Next', 'Waiting for somebody', 'Some day'],
    tasks: ['Read chapter four', 'Call the dentist', 'Send the quarterly report', 'Renew passport', 'Water the ferns'],
    cards: ['Prepare the talk', 'Order the microphones'],
    notes: 'Two photos, and the **old one**\n\n- [x] form\n- [ ] photos',
  },
  ar: {
    lists: ['الحديقة', 'البيت', 'العمل'],
    sections: ['التالي', 'بانتظار شخص', 'يومًا ما'],
    tasks: ['قراءة الفصل الرابع', 'الاتصال بطبيب الأسنان', 'إرسال التقرير', 'تجديد جواز السفر', 'سقي النباتات'],
    cards: ['تحضير العرض', 'طلب الميكروفونات'],
    notes: 'صورتان، و**الجواز القديم**\n\n- [x] النموذج\n- [ ] الصور',
  },
} as const

/**
 * Creates what a person has after some weeks.
 * @returns the ids of a list, and of one with sections
 */
async function fill(client: Client, { lists, sections, tasks, cards, notes }: (typeof words)['en' | 'ar']) {
  const [garden, household, work] = await Promise.all(
    lists.map(async (title) => (await client.list.create.mutate({ title })).id),
  )
  const [read, dentist, report, passport, ferns] = tasks
  await client.task.create.mutate({ title: read, completedAt: instant(0) })
  await client.task.create.mutate({ title: dentist, dueOn: day(-3) })
  await client.task.create.mutate({ title: report, dueOn: day(0), priority: 'medium', listId: work ?? null })
  const { id } = await client.task.create.mutate({
    title: passport,
    notes,
    priority: 'high',
    listId: household ?? null,
  })
  await client.task.update.mutate({ id, dueOn: day(1) })
  await client.task.create.mutate({ title: ferns, listId: garden ?? null, dueOn: day(2), dueTime: '09:00' })
  for (const ago of [1, 1, 2, 3, 3, 3, 5, 9, 12, 20, 31, 40, 55])
    await client.task.create.mutate({ title: ferns, listId: garden ?? null, completedAt: instant(ago) })
  const gone = await client.task.create.mutate({ title: read })
  await client.task.delete.mutate({ id: gone.id })
  const board = work ?? ''
  for (const [n, title] of sections.entries()) {
    const { id: sectionId } = await client.section.create.mutate({ listId: board, title })
    const [card, dueOn] = [cards[n], day(2 * n + 1)]
    if (card === undefined) continue
    await client.task.create.mutate({ title: card, listId: board, sectionId, dueOn, priority: 'low' })
    await client.task.create.mutate({ title: `${read} – ${dentist} – ${report}`, listId: board, sectionId, notes })
  }
  return { list: garden ?? '', board }
}

const widths = { wide: { width: 1280, height: 860 }, narrow: { width: 360, height: 740 } } as const

for (const language of ['en', 'ar'] as const) {
  test(`every view, in every look (${language})`, async ({ join, browser, system }) => {
    test.setTimeout(600_000)
    const ada = await join('Ada')
    const client = clientOf(ada, system)
    const { list, board } = await fill(client, words[language])
    await client.preferences.update.mutate({ language })
    const { page, context } = ada
    const { hostname } = new URL(system.webUrl)
    await context.addCookies([{ name: 'looks', value: `${language}.comfortable.auto`, domain: hostname, path: '/' }])
    const views = {
      inbox: '/',
      today: '/today',
      upcoming: '/upcoming',
      list: `/lists/${list}`,
      done: '/done',
      search: '/search?q=f',
      trash: '/trash',
      history: '/history',
      statistics: '/statistics',
      settings: '/settings',
      account: '/account',
      notifications: '/notifications',
      apps: '/apps',
      calendar: '/calendar',
      import: '/import',
      export: '/export',
    }
    for (const [name, path] of Object.entries(views)) await shootAll(page, `${language}-${name}`, path)
    await showBoard(page, board)
    await shootAll(page, `${language}-board`, `/lists/${board}`)
    await using guests = await browser.newContext({
      baseURL: system.webUrl,
      locale: language === 'ar' ? 'ar-EG' : 'en-GB',
      reducedMotion: 'reduce',
    })
    const guest = await guests.newPage()
    for (const path of ['sign-in', 'sign-up', 'offline']) await shootAll(guest, `${language}-${path}`, `/${path}`)
    await shootForDocs(page, language, list)
  })
}

/** Chooses the board for a list. This browser stores the choice. */
async function showBoard(page: Page, list: string): Promise<void> {
  await page.setViewportSize(widths.wide)
  await page.goto(`/lists/${list}`)
  await page.locator('summary').last().click()
  await page.locator('select[id$="-layout"]').selectOption('board')
  await expect(page.locator('[data-board]')).toBeVisible()
}

async function shootAll(page: Page, name: string, path: string): Promise<void> {
  await page.goto(path)
  await idle(page)
  await expect(page.getByRole('heading').first()).toBeAttached()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const [width, size] of Object.entries(widths)) {
      await page.setViewportSize(size)
      await page.screenshot({ path: `${all}${name}-${width}-${colorScheme}.png` })
    }
  }
}

async function shootForDocs(page: Page, language: 'en' | 'ar', list: string): Promise<void> {
  const shoot = async (name: string, colorScheme: 'light' | 'dark', path: string) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize(name.includes('narrow') ? { width: 360, height: 640 } : { width: 1180, height: 640 })
    await page.goto(path)
    await idle(page)
    await page.screenshot({ path: `${forDocs}${name}-${colorScheme}.png` })
  }
  if (language === 'ar') return await shoot('today-narrow-arabic', 'dark', '/today')
  await shoot('list-narrow', 'light', `/lists/${list}`)
  for (const colorScheme of ['light', 'dark'] as const) await shoot('tasks', colorScheme, '/upcoming')
}
