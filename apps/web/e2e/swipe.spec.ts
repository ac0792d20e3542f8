// domain: tasks
import { expect, test } from './fixtures'
import { addTask, box, clientOf, panel, ready, rows, sent, task } from './tasks'
import { fingerOn, middleOf } from './touch'

test('a swipe towards the end of the line completes a task, one towards its start postpones it, and both can be undone', async ({
  join,
}) => {
  const { page } = await join('Ada')
  await page.setViewportSize({ width: 360, height: 740 })
  for (const title of ['Water the ferns', 'Call mum']) await addTask(page, title)
  await page.keyboard.press('Escape')
  const finger = await fingerOn(page)
  const swipe = async (title: string, across: number, { lifts = true } = {}) => {
    const { x, y } = await middleOf(task(page, title))
    await finger.down({ x, y })
    await finger.move({ x: x + across, y: y + 4 })
    if (lifts) await finger.up()
  }
  const hint = page.locator('[data-armed]')

  // Below the threshold, nothing happens, and the row is where it was.
  const place = await middleOf(task(page, 'Call mum'))
  await swipe('Call mum', 60, { lifts: false })
  await expect(hint).toHaveAttribute('data-side', 'end')
  await expect(hint).toHaveAttribute('data-armed', 'false')
  expect((await middleOf(task(page, 'Call mum'))).x).toBeCloseTo(place.x + 60, 0)
  await finger.up()
  await expect(hint).toHaveCount(0)
  await expect.poll(() => middleOf(task(page, 'Call mum'))).toEqual(place)
  await expect(box(page, 'Call mum')).not.toBeChecked()

  await swipe('Call mum', 120, { lifts: false })
  await expect(hint).toHaveAttribute('data-armed', 'true')
  // Moving the finger back cancels it.
  await finger.move({ x: place.x + 20, y: place.y })
  await expect(hint).toHaveAttribute('data-armed', 'false')
  await finger.up()
  await expect(box(page, 'Call mum')).not.toBeChecked()

  await swipe('Call mum', 120)
  await expect(box(page, 'Call mum')).toBeChecked()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(box(page, 'Call mum')).not.toBeChecked()

  await swipe('Call mum', -120)
  await expect(task(page, 'Call mum')).toContainText('Tomorrow')
  await expect(panel(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(task(page, 'Call mum')).not.toContainText('Tomorrow')

  // These are not swipes: a touch, and a movement that starts in a field.
  await page.getByRole('textbox', { name: 'New task' }).click()
  await page.keyboard.type('Half a title')
  const field = await middleOf(page.getByRole('textbox', { name: 'New task' }))
  await finger.down(field)
  await finger.move({ x: field.x + 130, y: field.y })
  await finger.up()
  await expect(hint).toHaveCount(0)
  await expect(page.getByRole('textbox', { name: 'New task' })).toHaveValue('Half a title')
  await swipe('Call mum', 0)
  await expect(box(page, 'Call mum')).not.toBeChecked()
  await sent(page)
})

test('a finger that moves up or down scrolls the page, and moves no row', async ({ join, system }) => {
  const bea = await join('Bea')
  const { page } = bea
  const tasks = Array.from({ length: 40 }, (_, n) => ({ title: `Task ${n}` }))
  await clientOf(bea, system).task.createMany.mutate({ tasks })
  await page.setViewportSize({ width: 360, height: 740 })
  await page.reload()
  await ready(page)
  await expect(rows(page).first()).toBeVisible()
  const finger = await fingerOn(page)
  const { x, y } = await middleOf(task(page, 'Task 8').first())
  await finger.down({ x, y })
  await finger.move({ x: x + 30, y: y - 250 })
  await finger.move({ x: x + 160, y: y - 260 })
  await finger.up()
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100)
  await expect(page.locator('[data-armed]')).toHaveCount(0)
  await expect(rows(page).getByRole('checkbox', { checked: true })).toHaveCount(0)
})

test('in Arabic, a swipe is mirrored', async ({ join, system }) => {
  const cem = await join('Cem')
  const { page, context } = cem
  const client = clientOf(cem, system)
  await client.task.create.mutate({ title: 'One' })
  await client.preferences.update.mutate({ language: 'ar' })
  const { hostname } = new URL(system.webUrl)
  await context.addCookies([{ name: 'looks', value: 'ar.comfortable.auto', domain: hostname, path: '/' }])
  await page.setViewportSize({ width: 360, height: 740 })
  await page.reload()
  const row = page.locator('[data-row]')
  const finger = await fingerOn(page)
  const { x, y } = await middleOf(row)
  await finger.down({ x, y })
  await finger.move({ x: x - 120, y })
  await finger.up()
  await expect(row.getByRole('checkbox')).toBeChecked()
})
