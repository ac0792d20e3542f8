// domain: tasks
import type { BrowserContext, Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { expectNoFaults, expectNoSidewaysScroll } from './page-faults'
import { addList, addTask, answered, open, panel, ready, rename, sent, task } from './tasks'

const question = (page: Page) => page.getByText('This was changed elsewhere while you were editing it.')

/** Another device of the same user. */
async function elsewhere(context: BrowserContext, path = '/'): Promise<Page> {
  const other = await context.newPage()
  await other.goto(path)
  await ready(other)
  return other
}

async function writeNotes(page: Page, title: string, notes: string) {
  await open(page, title)
  await panel(page).getByLabel('Notes').fill(notes)
  await page.keyboard.press('Escape')
  await sent(page)
}

async function renameThere(page: Page, from: string, title: string) {
  await rename(page, from, title)
  await page.keyboard.press('Escape')
  await sent(page)
}

const reload = async (page: Page) => {
  await page.reload()
  await ready(page)
}

test.describe('with unsaved text in a field that was changed elsewhere, the page asks which version to keep:', () => {
  test('notes, after a reload; the user takes the other text', async ({ join }) => {
    const { page, context } = await join('Ada')
    await addTask(page, 'Water')
    await open(page, 'Water')
    await panel(page).getByLabel('Notes').pressSequentially('Mine, half')
    const other = await elsewhere(context)
    await writeNotes(other, 'Water', 'Theirs')
    await reload(page)
    await expect(question(page)).toContainText('“Theirs”')
    await expect(panel(page).getByLabel('Notes')).toHaveValue('Mine, half')
    // Leaving the field does not choose either version.
    await panel(page).getByLabel('Notes').press('Tab')
    await page.waitForTimeout(1_000)
    await expect(question(page)).toBeVisible()
    await page.setViewportSize({ width: 360, height: 740 })
    await expectNoFaults(page)
    await expectNoSidewaysScroll(page)
    await page.getByRole('button', { name: 'Use the other one' }).click()
    await expect(panel(page).getByLabel('Notes')).toHaveValue('Theirs')
    await reload(page)
    await expect(panel(page).getByLabel('Notes')).toHaveValue('Theirs')
  })

  test('notes, without a reload; the user keeps their own text', async ({ join }) => {
    const { page, context } = await join('Bea')
    await addTask(page, 'Water')
    await open(page, 'Water')
    await panel(page).getByLabel('Notes').pressSequentially('Mine, half')
    const other = await elsewhere(context)
    await writeNotes(other, 'Water', 'Theirs')
    await expect(question(page)).toContainText('“Theirs”')
    await page.getByRole('button', { name: 'Keep mine' }).click()
    await expect(question(page)).toHaveCount(0)
    await sent(page)
    await reload(page)
    await expect(panel(page).getByLabel('Notes')).toHaveValue('Mine, half')
  })

  test('a title; Enter and leaving the field overwrite nothing, and Escape shows the other title', async ({ join }) => {
    const { page, context } = await join('Cem')
    await addTask(page, 'Water')
    await open(page, 'Water')
    await page.keyboard.type('Mine')
    const other = await elsewhere(context)
    await renameThere(other, 'Water', 'Theirs')
    await reload(page)
    await expect(question(page)).toContainText('“Theirs”')
    const title = page.getByRole('textbox', { name: 'Title' })
    await title.press('Enter')
    await title.press('Tab')
    await page.waitForTimeout(1_000)
    await other.reload()
    await expect(task(other, 'Theirs')).toBeVisible()
    await title.press('Escape')
    await expect(task(page, 'Theirs')).toBeVisible()
  })

  test('the title of a list; the user keeps their own title', async ({ join }) => {
    const { page, context } = await join('Dee')
    await addList(page, 'Garden')
    await page.getByRole('heading', { name: 'Garden' }).getByRole('button').click()
    await page.keyboard.type('Mine')
    const other = await elsewhere(context, new URL(page.url()).pathname)
    await other.getByRole('heading', { name: 'Garden' }).getByRole('button').click()
    await other.keyboard.type('Theirs')
    await other.keyboard.press('Enter')
    await reload(page)
    await expect(question(page)).toContainText('“Theirs”')
    const done = answered(page, 'list.update')
    await page.getByRole('button', { name: 'Keep mine' }).click()
    await done
    await reload(page)
    await expect(page.getByRole('heading', { name: 'Mine' })).toBeVisible()
  })

  test('notes that were emptied elsewhere, and those that were emptied here', async ({ join }) => {
    const { page, context } = await join('Eli')
    await addTask(page, 'Water')
    await writeNotes(page, 'Water', 'Before')
    await open(page, 'Water')
    await panel(page).getByLabel('Notes').fill('')
    const other = await elsewhere(context)
    await writeNotes(other, 'Water', 'Theirs')
    await reload(page)
    await expect(question(page)).toContainText('“Theirs”')
    await page.getByRole('button', { name: 'Use the other one' }).click()
    await panel(page).getByLabel('Notes').fill('Mine')
    await writeNotes(other, 'Water', '')
    await reload(page)
    await expect(page.getByText('It is empty now.')).toBeVisible()
  })
})

test.describe('with unsaved text the page asks nothing', () => {
  test('if another field was changed elsewhere, or the same text was written there', async ({ join }) => {
    const { page, context } = await join('Fay')
    await addTask(page, 'Water')
    await open(page, 'Water')
    await panel(page).getByLabel('Notes').pressSequentially('The same')
    const other = await elsewhere(context)
    await renameThere(other, 'Water', 'Ferns')
    await reload(page)
    await expect(task(page, 'Ferns')).toBeVisible()
    await expect(panel(page).getByLabel('Notes')).toHaveValue('The same')
    await expect(question(page)).toHaveCount(0)
    await writeNotes(other, 'Ferns', 'The same')
    await reload(page)
    await expect(panel(page).getByLabel('Notes')).toHaveValue('The same')
    await expect(question(page)).toHaveCount(0)
  })

  test('if the first part of the text was saved, and more is being written', async ({ join }) => {
    const { page } = await join('Gus')
    await addTask(page, 'Water')
    await open(page, 'Water')
    await page.route('**/trpc/*task.update*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      await route.continue()
    })
    await panel(page).getByLabel('Notes').pressSequentially('One')
    await panel(page).getByLabel('Due').focus()
    await panel(page).getByLabel('Notes').press('End')
    await page.keyboard.type(' two')
    await sent(page)
    await expect(question(page)).toHaveCount(0)
    await reload(page)
    await expect(panel(page).getByLabel('Notes')).toHaveValue('One two')
    await expect(question(page)).toHaveCount(0)
  })
})
