// domain: tasks
import { expect, test } from './fixtures'
import { addTask, clientOf, panel, ready, rows, sent, task } from './tasks'

test('what was understood is shown while typing, and each part can be refused', async ({ join, system }) => {
  const ada = await join('Ada')
  const { page } = ada
  await ready(page)
  await page.keyboard.press('q')
  await page.keyboard.type('Call mum tomorrow at 9 !high')
  const understood = page.getByRole('list', { name: 'Understood' })
  await expect(understood.getByRole('button')).toHaveText(['Tomorrow', /^0?9:00/, 'High priority'])
  await understood.getByRole('button', { name: 'High priority' }).press('Enter')
  await expect(understood.getByRole('button')).toHaveText(['Tomorrow', /^0?9:00/])
  await page.getByRole('textbox', { name: 'New task' }).press('Enter')
  await expect(task(page, 'Call mum !high')).toContainText('Tomorrow')

  // Words that are no dates stay.
  await page.keyboard.type('Read Tomorrow’s paper')
  await expect(understood).toHaveCount(0)
  await page.keyboard.press('Enter')
  await page.keyboard.type('Pay rent every month on the 31st')
  await page.keyboard.press('Enter')
  await expect(task(page, 'Pay rent')).toContainText('Repeats')
  await sent(page)
  const { items } = await clientOf(ada, system).task.list.query({})
  const found = new Map(items.map((item) => [item.title, item]))
  expect(found.get('Call mum !high')).toMatchObject({ dueTime: '09:00', priority: 'none' })
  expect(found.get('Read Tomorrow’s paper')).toMatchObject({ dueOn: null })
  expect(found.get('Pay rent')?.recurrence).toContain('BYMONTHDAY=31')
})

test('pasting many lines adds many tasks, in their order, after one question', async ({ join }) => {
  const { page, context } = await join('Bea')
  await addTask(page, 'Before')
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(() => navigator.clipboard.writeText('- Milk\n- [ ] Bread tomorrow\n\n3. Eggs'))
  await page.keyboard.press('Control+v')
  const question = page.getByRole('dialog', { name: 'Add 3 tasks?' })
  await expect(question.getByRole('listitem')).toHaveText(['Milk', 'Bread tomorrow', 'Eggs'])
  await question.getByRole('button', { name: 'Add 3 tasks' }).click()
  await expect(rows(page)).toHaveText([/Milk/, /Bread.*Tomorrow/s, /Eggs/, /Before/])
  // One action.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+z')
  await expect(rows(page)).toHaveText([/Before/])
})

test('dates can be typed in the details, and subtasks are added there', async ({ join }) => {
  const { page } = await join('Cem')
  await addTask(page, 'Plan the party')
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await panel(page).getByLabel('When, in words').click()
  await page.keyboard.type('soonish')
  await page.keyboard.press('Enter')
  await expect(panel(page).getByRole('alert')).toContainText('not a day')
  await panel(page).getByLabel('When, in words').fill('')
  await page.keyboard.type('every friday at 18:30')
  await page.keyboard.press('Enter')
  await expect(panel(page).getByLabel('Time', { exact: true })).toHaveValue('18:30')
  await expect(task(page, 'Plan the party')).toContainText('Repeats')

  await panel(page).getByLabel('New subtask').click()
  for (const title of ['Cake', 'Music']) {
    await page.keyboard.type(title)
    await page.keyboard.press('Enter')
  }
  await page.keyboard.press('Escape')
  await expect(rows(page)).toHaveText([/Plan the party/, /Cake/, /Music/])
})
