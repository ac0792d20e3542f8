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

  // Words that are not dates stay in the title.
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

test('if two parts have the same words, one of them can be refused, and stays refused while the line is edited', async ({
  join,
  system,
}) => {
  const dora = await join('Dora')
  const { page } = dora
  await ready(page)
  await page.keyboard.press('q')
  await page.keyboard.type('Call {friday} {friday} !high')
  const understood = page.getByRole('list', { name: 'Understood' }).getByRole('button')
  await expect(understood).toHaveText([/^Deadline/, /^Deadline/, 'High priority'])
  await understood.first().press('Enter')
  await expect(understood).toHaveText([/^Deadline/, 'High priority'])
  await page.getByRole('textbox', { name: 'New task' }).press('Home')
  await page.keyboard.type('Soon: ')
  await expect(understood).toHaveText([/^Deadline/, 'High priority'])
  await page.keyboard.press('Enter')
  await expect(task(page, 'Soon: Call {friday}')).toContainText('High priority')
  await sent(page)
  const { items } = await clientOf(dora, system).task.list.query({})
  expect(items).toMatchObject([{ title: 'Soon: Call {friday}', deadlineOn: expect.any(String), priority: 'high' }])
})

test('a task can have several reminders, before it and at fixed times, and each can be removed', async ({
  join,
  system,
}) => {
  const ela = await join('Ela')
  const { page } = ela
  await addTask(page, 'Dentist')
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(panel(page)).toContainText('needs a due day')
  await panel(page).getByLabel('When, in words').click()
  await page.keyboard.type('tomorrow')
  await page.keyboard.press('Enter')
  await expect(panel(page)).toContainText('count from 09:00')

  const reminders = panel(page).getByRole('list', { name: 'Reminders' }).getByRole('listitem')
  await panel(page).getByLabel('Before the task', { exact: true }).focus()
  await page.keyboard.type('1 day')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(reminders).toHaveText(['1 day before'])
  await panel(page).getByLabel('When, in words').click()
  await page.keyboard.type('remind me 45 minutes before')
  await page.keyboard.press('Enter')
  await expect(reminders).toHaveText(['1 day before', '45 minutes before'])

  const fixed = panel(page).getByLabel('At a fixed time', { exact: true })
  await fixed.focus()
  await page.keyboard.type('010120200900AM')
  await page.keyboard.press('Enter')
  await expect(panel(page).getByRole('alert')).toContainText('This time has passed')
  await panel(page).getByRole('button', { name: 'Add a reminder before the task' }).focus()
  await page.keyboard.press('Tab')
  await page.keyboard.type('010190000900AM')
  await page.keyboard.press('Enter')
  await expect(reminders).toHaveText(['1 day before', '45 minutes before', /9000.*0?9:00/])
  await panel(page).getByRole('button', { name: 'Remove the reminder “1 day before”' }).press('Enter')
  await expect(reminders).toHaveText(['45 minutes before', /9000.*0?9:00/])
  await sent(page)
  const { items } = await clientOf(ela, system).task.list.query({})
  expect(items).toMatchObject([{ remindBefore: [45], remindAt: [expect.stringMatching(/^(9000-01-01|8999-12-31)/)] }])

  // Five of each kind are the maximum.
  for (let n = 0; n < 4; n++)
    await panel(page).getByRole('button', { name: 'Add a reminder before the task' }).press('Enter')
  await expect(panel(page)).toContainText('at most 5 reminders')
  await expect(panel(page).getByLabel('Before the task', { exact: true })).toBeDisabled()
})
