// domain: tasks
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { expectNoFaults } from './page-faults'
import { addList, addTask, box, clientOf, complete, lists, open, panel, ready, rename, sent, task } from './tasks'

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
async function settled(page: Page) {
  await ready(page)
  await sent(page)
  await page.reload()
  await ready(page)
}

/** What a user does, and how the page shows that it was done. */
const changes: Record<string, { act(page: Page): Promise<void>; shows(page: Page): Promise<void> }> = {
  'a completed task': {
    act: (page) => box(page, 'Water').press('Space'),
    shows: (page) => expect(task(page, 'Water')).toHaveCount(0),
  },
  'a task that was completed and reopened': {
    async act(page) {
      // If both are done at once, nothing is left to send.
      const first = page.waitForRequest(/task\.update/)
      await box(page, 'Water').press('Space')
      await first
      await box(page, 'Water').press('Space')
    },
    shows: (page) => expect(box(page, 'Water')).not.toBeChecked(),
  },
  'a new title': {
    act: (page) => rename(page, 'Water', 'Water the ferns'),
    shows: (page) => expect(task(page, 'Water the ferns')).toBeVisible(),
  },
  'a title that was changed twice': {
    async act(page) {
      await rename(page, 'Water', 'Water the ferns')
      await rename(page, 'Water the ferns', 'Water the palms')
    },
    shows: (page) => expect(task(page, 'Water the palms')).toBeVisible(),
  },
  notes: {
    async act(page) {
      await open(page, 'Water')
      await panel(page).getByLabel('Notes').pressSequentially('From below')
      await page.keyboard.press('Escape')
    },
    shows: (page) => expect(task(page, 'Water')).toContainText('Has notes'),
  },
  'a due date, at once after its last key': {
    async act(page) {
      await open(page, 'Water')
      await panel(page).getByLabel('Due').focus()
      await page.keyboard.type('12312031')
    },
    shows: (page) => expect(task(page, 'Water')).toContainText(/Dec 31, 2031|31 Dec 2031/),
  },
  'a priority': {
    async act(page) {
      await open(page, 'Water')
      await panel(page).getByLabel('Priority').press('ArrowDown')
      await panel(page).getByLabel('Priority').press('ArrowDown')
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
      await next.goto('/')
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

/** A change is on this device a moment after it is made. */
const stored = (page: Page) => page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)))

async function withTask(join: (name: string) => Promise<{ page: Page }>): Promise<Page> {
  const { page } = await join('Ada')
  await addTask(page, 'Water')
  await ready(page)
  return page
}

for (const [index, [what, { act, shows }]] of Object.entries(changes).entries()) {
  const [way, leave] = ways[index % ways.length] ?? ways[0]
  test(`${what} being sent is not lost when the page ${way}`, async ({ join, system }) => {
    const page = await withTask(join)
    await hold(page, 'task.update', 'task.delete', 'task.restore')
    await act(page)
    await stored(page)
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
    await expect(page.getByText(/changed elsewhere|needs a decision/)).toHaveCount(0)
  })
}

test('the new title of a list, and the deletion of a list, are not lost when the page is left', async ({ join }) => {
  const { page } = await join('Cem')
  await addList(page, 'Garden')
  await hold(page, 'list.update', 'list.delete')
  await page.getByRole('heading', { name: 'Garden' }).getByRole('button', { name: 'Garden' }).click()
  await page.keyboard.type('Balcony')
  await page.keyboard.press('Enter')
  await expect(lists(page).getByRole('link', { name: 'Balcony' })).toBeVisible()
  await page.reload()
  await expect(lists(page).getByRole('link', { name: 'Balcony' })).toBeVisible()
  await hold(page, 'list.delete')
  await page.getByRole('button', { name: 'Delete list "Balcony"' }).click()
  await expect(lists(page).getByRole('link', { name: 'Balcony' })).toHaveCount(0)
  await page.reload()
  await ready(page)
  await expect(lists(page).getByRole('link', { name: 'Balcony' })).toHaveCount(0)
})

test('a task that is completed while it is being added arrives completed', async ({ join }) => {
  const { page } = await join('Dee')
  await ready(page)
  await hold(page, 'task.create')
  await page.getByRole('textbox', { name: 'New task' }).pressSequentially('Water')
  await page.keyboard.press('Enter')
  await box(page, 'Water').press('Space')
  await stored(page)
  await page.reload()
  await settled(page)
  await expect(task(page, 'Water')).toHaveCount(0)
  await page.goto('/done')
  await expect(box(page, 'Water')).toBeChecked()
})

test('if an unsent change conflicts with one that was made elsewhere, both versions stand side by side until one is chosen', async ({
  join,
  system,
}) => {
  const ada = await join('Ada')
  const { page, context } = ada
  await addTask(page, 'Water')
  const client = clientOf(ada, system)
  const [row] = (await client.task.list.query({})).items
  if (row === undefined) throw new Error('There is no task')
  await complete(page)
  await context.setOffline(true)
  await expect(page.getByText('You are offline')).toBeVisible()
  await rename(page, 'Water', 'Mine')
  await open(page, 'Mine')
  await panel(page).getByLabel('Due').pressSequentially('05012030')
  await expect(task(page, 'Mine')).toContainText(/May 1, 2030.*Not sent yet/s)
  await client.task.update.mutate({ id: row.id, title: 'Theirs', dueOn: '2030-05-02' })
  await context.setOffline(false)
  const tray = page.getByRole('region', { name: 'Changes that need a decision' })
  await expect(tray).toContainText('was changed elsewhere at the same time')
  await expect(tray.getByRole('row', { name: 'Title' })).toHaveText(/Title.*Mine.*Theirs/s)
  await expect(tray.getByRole('row', { name: 'Due' })).toHaveText(/May 1, 2030.*May 2, 2030/s)
  await expect(task(page, 'Theirs')).toBeVisible()
  await expectNoFaults(page)
  // The question stays, even on the next page.
  await page.reload()
  await tray.getByRole('button', { name: 'Keep mine' }).first().click()
  await expect(task(page, 'Mine')).toBeVisible()
  await tray.getByRole('button', { name: 'Use the other one' }).click()
  await expect(tray).toHaveCount(0)
  await expect
    .poll(async () => await client.task.get.query({ id: row.id }))
    .toMatchObject({
      title: 'Mine',
      dueOn: '2030-05-02',
    })
})
