// domain: tasks
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { addList, addTask, lists, ready, task } from './tasks'

/** Whether the current page has been left for the next one. */
function watchLeaving(page: Page): () => boolean {
  let isLeft = false
  page.on('response', (response) => {
    isLeft ||= response.request().isNavigationRequest() && response.frame() === page.mainFrame()
  })
  return () => isLeft
}

/** This page's requests of these procedures never reach the API; those of the next page do. */
async function hold(page: Page, ...procedures: string[]) {
  const isLeft = watchLeaving(page)
  for (const procedure of procedures) {
    await page.route(`**/trpc/*${procedure}*`, async (route) => {
      if (isLeft()) await route.continue()
    })
  }
}

/**
 * This page's requests of these procedures reach the API, but their responses are lost.
 * @returns how many have arrived
 */
async function loseAnswers(page: Page, ...procedures: string[]): Promise<() => number> {
  const isLeft = watchLeaving(page)
  let arrived = 0
  for (const procedure of procedures) {
    await page.route(`**/trpc/*${procedure}*`, async (route) => {
      if (isLeft()) return await route.continue()
      await route.fetch()
      arrived++
    })
  }
  return () => arrived
}

/** Waits until the API has confirmed everything, and reloads the page. */
async function settled(page: Page, path = '/?status=all') {
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('ownlist kept')))
  await expect.poll(kept).toEqual([])
  await page.goto(path)
  await ready(page)
}

const box = (page: Page, title: string) => page.getByRole('checkbox', { name: new RegExp(`"${title}"`) })
const details = (page: Page, title: string) => page.getByRole('button', { name: `Details of "${title}"` })

/** What a user does, and how the page shows that it was done. */
const changes: Record<string, { act(page: Page): Promise<void>; shows(page: Page): Promise<void> }> = {
  'a completed task': {
    act: (page) => box(page, 'Water').press('Space'),
    shows: (page) => expect(box(page, 'Water')).toBeChecked(),
  },
  'a task that was completed and reopened': {
    async act(page) {
      await box(page, 'Water').press('Space')
      await box(page, 'Water').press('Space')
    },
    shows: (page) => expect(box(page, 'Water')).not.toBeChecked(),
  },
  'a new title': {
    async act(page) {
      await page.getByRole('button', { name: 'Water', exact: true }).click()
      await page.keyboard.type('Water the ferns')
      await page.keyboard.press('Enter')
    },
    async shows(page) {
      await expect(page.getByRole('button', { name: 'Water the ferns', exact: true })).toBeVisible()
      await expect(page.getByRole('textbox', { name: 'Title' })).toHaveCount(0)
    },
  },
  'a title that was changed twice': {
    async act(page) {
      for (const title of ['Water the ferns', 'Water the palms']) {
        await page.getByRole('button', { name: /^Water/ }).click()
        await page.keyboard.type(title)
        await page.keyboard.press('Enter')
      }
    },
    shows: (page) => expect(page.getByRole('button', { name: 'Water the palms', exact: true })).toBeVisible(),
  },
  notes: {
    async act(page) {
      await details(page, 'Water').click()
      await page.getByLabel('Notes').pressSequentially('From below')
      await page.keyboard.press('Tab')
    },
    async shows(page) {
      await expect(task(page, 'Water')).toContainText('From below')
      await expect(page.getByLabel('Notes')).toHaveCount(0)
    },
  },
  'a due date, at once after its last key': {
    async act(page) {
      await details(page, 'Water').click()
      await page.getByLabel('Due').focus()
      await page.keyboard.type('12312031')
    },
    shows: (page) => expect(task(page, 'Water')).toContainText(/Dec 31, 2031|31 Dec 2031/),
  },
  'a priority': {
    async act(page) {
      await details(page, 'Water').click()
      await page.getByLabel('Priority').press('ArrowDown')
      await page.getByLabel('Priority').press('ArrowDown')
    },
    shows: (page) => expect(task(page, 'Water')).toContainText('Medium priority'),
  },
  'a deletion': {
    act: (page) => page.getByRole('button', { name: 'Delete "Water"' }).press('Enter'),
    shows: (page) => expect(task(page, 'Water')).toHaveCount(0),
  },
  'a deletion that was undone': {
    async act(page) {
      await page.getByRole('button', { name: 'Delete "Water"' }).press('Enter')
      await page.getByRole('button', { name: 'Undo' }).click()
    },
    shows: (page) => expect(task(page, 'Water')).toBeVisible(),
  },
  'a change and a deletion': {
    async act(page) {
      await box(page, 'Water').press('Space')
      await page.getByRole('button', { name: 'Delete "Water"' }).press('Enter')
    },
    shows: (page) => expect(task(page, 'Water')).toHaveCount(0),
  },
}

/** Ways to leave the page, and to come back. */
const ways = [
  [
    'is reloaded',
    async (page: Page) => {
      await page.reload()
      return page
    },
  ],
  [
    'is closed',
    async (page: Page) => {
      const context = page.context()
      await page.close()
      const next = await context.newPage()
      await next.goto('/?status=all')
      return next
    },
  ],
  [
    'is left for another site, and come back to',
    async (page: Page, elsewhere: string) => {
      await page.goto(elsewhere)
      await page.goBack()
      return page
    },
  ],
] as const

async function withTask(join: (name: string) => Promise<{ page: Page }>): Promise<Page> {
  const { page } = await join('Ada')
  await addTask(page, 'Water')
  await page.goto('/?status=all')
  await ready(page)
  return page
}

for (const [index, [what, { act, shows }]] of Object.entries(changes).entries()) {
  const [way, leave] = ways[index % ways.length] ?? ways[0]
  test(`${what} being sent is not lost when the page ${way}`, async ({ join, system }) => {
    const page = await withTask(join)
    await hold(page, 'task.update', 'task.delete', 'task.restore')
    await act(page)
    const next = await leave(page, `${system.apiUrl}/healthz`)
    await shows(next)
    await settled(next)
    await shows(next)
    await expect(next.getByText('changed elsewhere')).toHaveCount(0)
  })

  test(`${what} whose response is lost shows no false conflict`, async ({ join }) => {
    const page = await withTask(join)
    const arrived = await loseAnswers(page, 'task.update', 'task.delete', 'task.restore')
    await act(page)
    await expect.poll(arrived).toBeGreaterThan(0)
    await page.reload()
    await shows(page)
    await settled(page)
    await shows(page)
    await expect(page.getByText(/changed elsewhere|was not saved/)).toHaveCount(0)
  })
}

test('a change that arrives after the next page was rendered, and before it is shown, is on that page', async ({
  join,
}) => {
  const page = await withTask(join)
  let rendered = () => {}
  const isRendered = new Promise<void>((resolve) => {
    rendered = resolve
  })
  await page.route('**/trpc/*task.update*', async (route) => {
    await isRendered
    await route.continue()
  })
  await page.route(/status=all$/, async (route) => {
    const response = await route.fetch()
    rendered()
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    await route.fulfill({ response })
  })
  const confirmed = page.waitForResponse((response) => response.url().includes('task.update') && response.ok())
  await box(page, 'Water').press('Space')
  await Promise.all([page.reload(), confirmed])
  await expect(box(page, 'Water')).toBeChecked()
  // Chromium may refuse requests to this machine from a page that a test delivers.
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.reload()
  await settled(page)
  await expect(box(page, 'Water')).toBeChecked()
})

test('the new title of a list, and the deletion of a list, are not lost when the page is left', async ({ join }) => {
  const { page } = await join('Cem')
  await addList(page, 'Garden')
  await hold(page, 'list.update', 'list.delete')
  await page.getByRole('heading', { name: 'Garden' }).getByRole('button', { name: 'Garden' }).click()
  await page.keyboard.type('Balcony')
  await page.keyboard.press('Enter')
  await page.reload()
  await expect(lists(page).getByRole('link', { name: 'Balcony' })).toBeVisible()
  await settled(page, '/')
  await lists(page).getByRole('link', { name: 'Balcony' }).click()
  await hold(page, 'list.delete')
  await page.getByRole('button', { name: 'Delete list "Balcony"' }).click()
  await page.reload()
  await expect(lists(page).getByRole('link', { name: 'Balcony' })).toHaveCount(0)
  await settled(page)
  await expect(lists(page).getByRole('link', { name: 'Balcony' })).toHaveCount(0)
})

test('a task that is completed while it is being added arrives completed', async ({ join }) => {
  const { page } = await join('Dee')
  await ready(page)
  await page.goto('/?status=all')
  await ready(page)
  await hold(page, 'task.create')
  await page.getByRole('textbox', { name: 'New task' }).pressSequentially('Water')
  await page.keyboard.press('Enter')
  await box(page, 'Water').press('Space')
  await page.reload()
  await expect(box(page, 'Water')).toBeChecked()
  await settled(page)
  await expect(box(page, 'Water')).toBeChecked()
})

test('if an unsent change conflicts with one that was made elsewhere, the next page asks which one to keep', async ({
  join,
}) => {
  const page = await withTask(join)
  const other = await page.context().newPage()
  await other.goto('/?status=all')
  await ready(other)
  const rename = async (tab: Page, from: string, title: string) => {
    await tab.getByRole('button', { name: from, exact: true }).click()
    await tab.keyboard.type(title)
    await tab.keyboard.press('Enter')
  }
  await hold(page, 'task.update')
  await rename(page, 'Water', 'Mine')
  await page.goto('about:blank')
  await rename(other, 'Water', 'Theirs')
  await other.waitForTimeout(1_000)
  await page.goto('/?status=all')
  await expect(page.getByText('“Theirs” was changed elsewhere')).toBeVisible()
  await expect(page.getByText('“Mine”')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Theirs', exact: true })).toBeVisible()
  // If the question is not answered, the next page asks it again.
  await page.reload()
  await page.getByRole('button', { name: 'Use mine' }).click()
  await expect(page.getByRole('button', { name: 'Mine', exact: true })).toBeVisible()
  await settled(page)
  await expect(page.getByRole('button', { name: 'Mine', exact: true })).toBeVisible()
})
