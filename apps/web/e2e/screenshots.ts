// domain: tasks

import { fileURLToPath } from 'node:url'
import { expect, test } from './fixtures'
import { idle } from './idle'
import { addList, addTask, lists, task, taskList } from './tasks'

const folder = fileURLToPath(new URL('../../../docs/images/', import.meta.url))

const day = (fromToday: number) => new Date(Date.now() + fromToday * 86_400_000).toISOString().slice(0, 10)

test('pictures for the docs', async ({ join }) => {
  const { page } = await join('Ada')
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const title of ['Garden', 'Household', 'Work']) await addList(page, title)
  await lists(page).getByRole('link', { name: 'All' }).click()
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
  await page.getByRole('checkbox', { name: 'Complete "Read chapter four"' }).click()
  await expect(taskList(page).getByRole('listitem')).toHaveCount(5)
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
  page: Parameters<typeof task>[0],
  title: string,
  { due, priority, list, notes }: { due?: string; priority?: string; list?: string; notes?: string },
) {
  const details = page.getByRole('button', { name: `Details of "${title}"` })
  await details.click()
  const item = task(page, title)
  if (due) await item.getByLabel('Due').fill(due)
  if (priority) await item.getByLabel('Priority').selectOption(priority)
  if (list) await item.getByLabel('List').selectOption(list)
  if (notes) await item.getByLabel('Notes').fill(notes)
  await page.keyboard.press('Tab')
  await idle(page)
  await details.click()
}
