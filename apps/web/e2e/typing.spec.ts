// domain: tasks

import { expect, test } from './fixtures'
import { holdScripts } from './hold-scripts'
import { idle } from './idle'
import { addTask, open, panel, ready, task } from './tasks'

/** In the order of the browser's own language: month, day, year. */
test.describe('a due date is typed', () => {
  test('digit by digit, and is still there after a reload', async ({ join }) => {
    const { page } = await join('Ada')
    await addTask(page, 'Renew passport')
    await open(page, 'Renew passport')
    const due = panel(page).getByLabel('Due', { exact: true })
    await due.click({ position: { x: 20, y: 20 } })
    await due.pressSequentially('12312026', { delay: 30 })
    await expect(due).toHaveValue('2026-12-31')
    await expect(task(page, 'Renew passport')).toContainText(/31 Dec|Dec 31/)
    await page.keyboard.press('Tab')
    await page.waitForTimeout(800)
    await page.reload()
    await expect(task(page, 'Renew passport')).toContainText(/31 Dec|Dec 31/)
  })

  test('without a pause between the digits, and then replaced', async ({ join }) => {
    const { page } = await join('Bea')
    await addTask(page, 'Call')
    await open(page, 'Call')
    const due = panel(page).getByLabel('Due', { exact: true })
    await due.focus()
    await page.keyboard.type('02012031')
    await expect(due).toHaveValue('2031-02-01')
    await page.waitForTimeout(1_500)
    await due.blur()
    await due.focus()
    await page.keyboard.type('11')
    await page.waitForTimeout(700)
    await page.keyboard.type('15')
    await page.waitForTimeout(700)
    await page.keyboard.type('2032')
    await page.keyboard.press('Enter')
    await expect(due).toHaveValue('2032-11-15')
    await expect(task(page, 'Call')).toContainText(/15 Nov 2032|Nov 15, 2032/)
    await page.waitForTimeout(800)
    await page.reload()
    await expect(task(page, 'Call')).toContainText(/15 Nov 2032|Nov 15, 2032/)
  })

  test('and cleared with the keyboard; an incomplete date changes nothing', async ({ join }) => {
    const { page } = await join('Cem')
    await addTask(page, 'Call')
    await open(page, 'Call')
    const due = panel(page).getByLabel('Due', { exact: true })
    await due.focus()
    await page.keyboard.type('02012031')
    await page.keyboard.press('Tab')
    await expect(task(page, 'Call')).toContainText('2031')
    // One of three parts is gone: that is not a date, but it does not mean that the user wants no date.
    await due.focus()
    await page.keyboard.press('Backspace')
    await page.waitForTimeout(1_200)
    await expect(task(page, 'Call')).toContainText('2031')
    await page.keyboard.press('Escape')
    await expect(due).toHaveValue('2031-02-01')
    await due.focus()
    for (const _ of ['day', 'month', 'year']) {
      await page.keyboard.press('Backspace')
      await page.keyboard.press('ArrowRight')
    }
    await page.keyboard.press('Tab')
    await expect(task(page, 'Call')).not.toContainText('2031')
    await page.waitForTimeout(800)
    await page.reload()
    await expect(task(page, 'Call')).toBeVisible()
    await expect(task(page, 'Call')).not.toContainText('2031')
  })

  test('and a year that is out of range stays for correction, and is not saved', async ({ join }) => {
    const { page } = await join('Dee')
    await addTask(page, 'Call')
    await open(page, 'Call')
    const due = panel(page).getByLabel('Due', { exact: true })
    await due.focus()
    await page.keyboard.type('02011850')
    await page.waitForTimeout(1_200)
    await expect(due).toHaveValue('1850-02-01')
    await expect(task(page, 'Call').getByText(/^(Overdue|Due:)/)).toHaveCount(0)
    // The button of the browser's calendar is in the field.
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await expect(page.getByText('Enter a day from 1900 to 9999.')).toBeVisible()
  })
})

test('every field of the task page keeps its text, however fast the user types', async ({ join }) => {
  const { page } = await join('Eli')
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 8 })
  const words = 'The quick brown fox jumps over the lazy dog'
  await ready(page)
  const added = page.getByRole('textbox', { name: 'New task' })
  await added.click()
  await page.keyboard.type(words)
  await expect(added).toHaveValue(words)
  await page.keyboard.press('Enter')
  await open(page, words)
  await page.keyboard.type('Another title for the very same task')
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Another title for the very same task')
  await page.keyboard.press('Enter')
  const notes = panel(page).getByLabel('Notes')
  await notes.click()
  await page.keyboard.type('First line')
  await page.keyboard.press('Enter')
  await page.keyboard.type('second line')
  await expect(notes).toHaveValue('First line\nsecond line')
  const search = page.getByRole('searchbox', { name: 'Search tasks' })
  await search.click()
  // With pauses in which the address catches up, and falls behind again.
  for (const part of ['another ', 'title ', 'for ', 'the ', 'very ', 'same ']) {
    await page.keyboard.type(part, { delay: 25 })
    await page.waitForTimeout(230)
  }
  await page.keyboard.type('task')
  await expect(search).toHaveValue('another title for the very same task')
  await page.waitForTimeout(1_500)
  await expect(search).toHaveValue('another title for the very same task')
})

test('Back restores the previous search in the field', async ({ join }) => {
  const { page } = await join('Flo')
  await addTask(page, 'Fern')
  const search = page.getByRole('searchbox', { name: 'Search tasks' })
  await search.click()
  await page.keyboard.type('fern')
  await expect(page).toHaveURL(/\/search\?q=fern$/)
  await page.getByRole('link', { name: 'Today' }).click()
  await expect(search).toHaveValue('')
  await search.click()
  await page.keyboard.type('rose')
  await expect(page).toHaveURL(/q=rose$/)
  await page.goBack()
  await expect(search).toHaveValue('')
  await page.goBack()
  await expect(search).toHaveValue('fern')
  await expect(task(page, 'Fern')).toBeVisible()
  await page.getByRole('link', { name: 'Today' }).click()
  await expect(search).toHaveValue('')
  // Back in the same moment, before the page has shown the search.
  await search.evaluate((field: HTMLInputElement) => {
    field.focus()
    document.execCommand('insertText', false, 'x')
    history.back()
  })
  await expect(page).toHaveURL(/\/today$/)
  await expect(search).toHaveValue('')
})

test('the Enter key that ends a composition neither adds nor saves half a word', async ({ join }) => {
  const { page } = await join('Gen')
  await addTask(page, 'Before')
  const session = await page.context().newCDPSession(page)
  const compose = async (text: string) => {
    await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
    for (const type of ['rawKeyDown', 'keyUp'] as const) {
      await session.send('Input.dispatchKeyEvent', { type, key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 })
    }
  }
  await open(page, 'Before')
  await compose('にほ')
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeVisible()
  await session.send('Input.insertText', { text: '日本' })
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('日本')
  await page.keyboard.press('Enter')
  await expect(task(page, '日本')).toBeVisible()
  await page.keyboard.press('Escape')
  const added = page.getByRole('textbox', { name: 'New task' })
  await added.click()
  await compose('とう')
  await session.send('Input.insertText', { text: '東京' })
  await expect(added).toHaveValue('東京')
  await page.keyboard.press('Enter')
  await expect(task(page, '東京')).toBeVisible()
})

test('text that is typed before the scripts have loaded is kept', async ({ join }) => {
  const { page } = await join('Hal')
  const letGo = await holdScripts(page)
  await page.goto('/account', { waitUntil: 'commit' })
  const name = page.getByLabel('Name')
  await name.click()
  await page.keyboard.press('End')
  await page.keyboard.type('bert')
  letGo()
  await idle(page)
  await expect(name).toHaveValue('Halbert')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Name saved')).toBeVisible()
  await page.reload()
  await expect(name).toHaveValue('Halbert')
})

test('notes that are typed in the details of a task are rendered as Markdown, under the policy of the page', async ({
  join,
}) => {
  const { page } = await join('Nora')
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).hostname))
  await addTask(page, 'Pack')
  await open(page, 'Pack')
  const notes = panel(page).getByRole('textbox', { name: 'Notes' })
  await notes.focus()
  for (const line of [
    '# Bag',
    '- [x] passport',
    '<img src=x onerror="document.title=1">',
    '![map](https://a.example/m.png)',
  ])
    for (const key of [line, '\n']) await page.keyboard.type(key)
  await page.keyboard.press('Tab')
  const details = panel(page)
  await expect(details.getByRole('heading', { name: 'Bag' })).toBeVisible()
  await expect(details.getByRole('listitem')).toContainText('passport')
  await expect(details.getByRole('link', { name: 'Image: map' })).toHaveAttribute('rel', 'noopener noreferrer nofollow')
  await expect(details.locator('img')).toHaveCount(0)
  await expect(page).toHaveTitle(/Ownlist/)
  expect(asked).not.toContain('a.example')
})
