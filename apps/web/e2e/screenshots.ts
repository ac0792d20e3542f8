// domain: tasks

import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { idle } from './idle'
import { addList, addTask, box, open, panel, rows } from './tasks'

const folder = fileURLToPath(new URL('../../../docs/images/', import.meta.url))

const day = (fromToday: number) => new Date(Date.now() + fromToday * 86_400_000).toISOString().slice(0, 10)

test('pictures for the docs', async ({ join }) => {
  const { page } = await join('Ada')
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const title of ['Garden', 'Household', 'Work']) await addList(page, title)
  await page.getByRole('link', { name: 'Inbox' }).click()
  for (const title of [
    'Read chapter four',
    'Call the dentist',
    'Send the quarterly report',
    'Renew passport',
    'Water the ferns',
  ]) {
    await addTask(page, title)
  }
  await set(page, 'Renew passport', {
    due: day(1),
    priority: 'High',
    list: 'Household',
    notes: 'Two photos, and the old one',
  })
  await set(page, 'Send the quarterly report', { due: day(0), priority: 'Medium', list: 'Work' })
  await set(page, 'Call the dentist', { due: day(-3) })
  await set(page, 'Water the ferns', { list: 'Garden' })
  await box(page, 'Read chapter four').click()
  await page.getByRole('link', { name: 'Today' }).click()
  await expect(rows(page)).toHaveCount(2)
  await idle(page)
  await page.mouse.move(0, 0)
  await page.evaluate(() => {
    ;(document.activeElement as HTMLElement | null)?.blur()
    scrollTo(0, 0)
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width: 960, height: 720 })
    await page.screenshot({ path: `${folder}tasks-${colorScheme}.png` })
    await page.setViewportSize({ width: 360, height: 720 })
    await page.screenshot({ path: `${folder}tasks-narrow-${colorScheme}.png` })
  }
})

async function set(
  page: Page,
  title: string,
  { due, priority, list, notes }: { due?: string; priority?: string; list?: string; notes?: string },
) {
  await open(page, title)
  if (due) await panel(page).getByLabel('Due').fill(due)
  if (priority) await panel(page).getByLabel('Priority').selectOption(priority)
  if (notes) await panel(page).getByLabel('Notes').fill(notes)
  if (list) await panel(page).getByLabel('List').selectOption(list)
  await page.keyboard.press('Escape')
}
