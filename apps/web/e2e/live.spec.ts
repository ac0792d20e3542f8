// domain: tasks
import { expect, test } from './fixtures'
import { idle } from './idle'
import { addTask, clientOf, open, panel, ready, task } from './tasks'

const soon = { timeout: 1_000 }

test('a change in one tab appears in another within a second, with one stream for both and few requests', async ({
  join,
  system,
}) => {
  const ada = await join('Ada')
  await addTask(ada.page, 'An old one')
  const streams = new Set<string>()
  ada.context.on('response', (response) => {
    if (response.request().method() !== 'GET' || !response.url().includes('/trpc/sync.live')) return
    streams.add(response.frame().page() === ada.page ? 'first' : 'second')
  })
  const other = await ada.context.newPage()
  await other.goto('/')
  await ready(other)
  await idle(other)
  await idle(ada.page)

  await ada.page.bringToFront()
  await ada.page.getByRole('textbox', { name: 'New task' }).pressSequentially('Typed here')
  await ada.page.keyboard.press('Enter')
  await expect(task(ada.page, 'Typed here')).toBeVisible(soon)
  await expect(task(other, 'Typed here')).toBeVisible(soon)

  // Now in the other direction, with a change instead of a new row.
  await other.bringToFront()
  await task(other, 'Typed here').getByRole('checkbox').press('Space')
  await expect(task(ada.page, 'Typed here')).toHaveCount(0, soon)

  // A change with another program, such as the command line: 40 tasks at once.
  let loads = 0
  ada.page.on('request', (request) => {
    if (request.url().includes('/trpc/sync.changes')) loads++
  })
  const client = clientOf(ada, system)
  await Promise.all(Array.from({ length: 40 }, (_, n) => client.task.create.mutate({ title: `Task ${n}` })))
  await expect(ada.page.getByRole('grid', { name: 'Tasks' })).toHaveAttribute('aria-rowcount', '41', { timeout: 3_000 })
  await idle(ada.page)
  expect(loads).toBeLessThanOrEqual(15)
  expect([...streams]).toEqual([])

  // The tab with the stream is closed, and the other one takes over.
  await ada.page.close()
  await expect.poll(() => [...streams]).toEqual(['second'])
  await client.task.create.mutate({ title: 'After that' })
  // The old task, the completed one, the 40, and this one, which is last and out of sight.
  await expect(other.getByRole('grid', { name: 'Tasks' })).toHaveAttribute('aria-rowcount', '43', soon)
})

test('text that is being typed stays while the task changes elsewhere', async ({ join, system }) => {
  const { page, context } = await join('Bea')
  await addTask(page, 'Water the ferns')
  await open(page, 'Water the ferns')
  const notes = panel(page).getByLabel('Notes')
  await notes.pressSequentially('Only the')
  const client = clientOf({ context }, system)
  const [row] = (await client.task.list.query({})).items
  if (row === undefined) throw new Error('There is no task')
  await client.task.update.mutate({ id: row.id, version: row.version, title: 'Water the garden' })
  await expect(task(page, 'Water the garden')).toBeVisible(soon)
  await expect(notes).toBeFocused()
  await notes.pressSequentially(' small ones')
  await expect(notes).toHaveValue('Only the small ones')

  // A day of another device arrives while one is typed here, even in the pause after its last digit: the page asks.
  const due = panel(page).getByLabel('Due', { exact: true })
  await due.focus()
  await page.keyboard.type('0201')
  const { version } = await client.task.get.query({ id: row.id })
  await client.task.update.mutate({ id: row.id, version, dueOn: '2031-05-06' })
  await expect(task(page, 'Water the garden')).toContainText(/May 6, 2031/, soon)
  await page.keyboard.type('2032')
  await expect(page.getByText('It now says: “May 6, 2031”')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(task(page, 'Water the garden')).toContainText(/May 6, 2031/)
  await page.getByRole('button', { name: 'Keep mine' }).press('Enter')
  await expect(task(page, 'Water the garden')).toContainText(/Feb 1, 2032/)
})
