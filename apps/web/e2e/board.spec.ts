// domain: tasks
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { expectNoFaults, expectNoSidewaysScroll } from './page-faults'
import { countNodes } from './page-figures'
import { addList, addTask, clientOf, panel, ready, sent } from './tasks'
import { fingerOn, middleOf } from './touch'

/** The columns by their titles, with the titles of their cards: `No section: a, b`. */
async function boardOf(page: Page): Promise<string[]> {
  const columns = page.locator('[data-column]')
  return columns.evaluateAll((all) =>
    all.map((column) => {
      const cards = [...column.querySelectorAll('[data-row]')].map((card) => card.querySelector('button')?.textContent)
      return `${column.querySelector('h2')?.textContent}: ${cards.join(', ')}`
    }),
  )
}
const expectBoard = (page: Page, ...columns: string[]) => expect.poll(() => boardOf(page)).toEqual(columns)
const card = (page: Page, title: string) => page.locator('[data-board] [data-row]').filter({ hasText: title })
const column = (page: Page, title: string) => page.getByRole('region', { name: title })

async function addSection(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'New section' }).click()
  await page.keyboard.type(title)
  await page.keyboard.press('Enter')
}

/** A list “Garden” as a board: a and b without a section, c in Soon, and an empty section Later. */
async function openBoard(page: Page): Promise<void> {
  await addList(page, 'Garden')
  await addSection(page, 'Soon')
  await addSection(page, 'Later')
  for (const title of ['c /soon', 'b', 'a']) await addTask(page, title)
  await page.keyboard.press('Escape')
  await page.getByText('Sort', { exact: true }).click()
  await page.getByLabel('Show as').focus()
  await page.keyboard.press('b')
  await expectBoard(page, 'No section: a, b', 'Soon: c', 'Later: ')
  await page.getByText('Sort', { exact: true }).click()
}

test('a list is shown as a board, which stays after a reload, and the keyboard does everything there', async ({
  join,
}) => {
  const { page } = await join('Ada')
  await openBoard(page)
  await expect(column(page, 'Later')).toContainText('No tasks in this section')
  await page.reload()
  await expectBoard(page, 'No section: a, b', 'Soon: c', 'Later: ')

  await page.keyboard.press('j')
  await expect(card(page, 'a')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(card(page, 'b')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(card(page, 'b')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(card(page, 'c')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(card(page, 'a')).toBeFocused()

  await page.keyboard.press('Alt+ArrowDown')
  await expectBoard(page, 'No section: b, a', 'Soon: c', 'Later: ')
  await page.keyboard.press('Alt+ArrowRight')
  await expectBoard(page, 'No section: b', 'Soon: c, a', 'Later: ')
  await expect(card(page, 'a')).toBeFocused()
  await expect(page.getByRole('status').filter({ hasText: 'Task moved to Soon' })).toBeAttached()
  await page.keyboard.press('Control+z')
  await expectBoard(page, 'No section: b, a', 'Soon: c', 'Later: ')
  await page.keyboard.press('m')
  await expect(page.getByRole('combobox', { name: 'Move the task to…' })).toBeFocused()
  await page.keyboard.type('later')
  await page.keyboard.press('Enter')
  await expectBoard(page, 'No section: b', 'Soon: c', 'Later: a')

  // Selects cards, and uses every action for all selected ones.
  await page.keyboard.press('j')
  await page.keyboard.press('Control+a')
  await expect(page.getByRole('toolbar', { name: 'Selected tasks' })).toContainText('3 tasks selected')
  await page.keyboard.press('t')
  for (const title of ['a', 'b', 'c']) await expect(card(page, title)).toContainText('Tomorrow')
  await page.keyboard.press('Escape')
  await page.keyboard.press('x')
  await expect(page.locator('[data-board]').getByRole('checkbox', { checked: true })).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(panel(page).getByRole('textbox', { name: 'Title' })).toBeFocused()
  await page.keyboard.press('Escape')

  // The line for new tasks at the end of each column.
  await column(page, 'Later').getByRole('button', { name: 'Add a task' }).press('Enter')
  await page.keyboard.type('d !high')
  await page.keyboard.press('Enter')
  await page.keyboard.type('e')
  await page.keyboard.press('Enter')
  await expectBoard(page, 'No section: b', 'Soon: c', 'Later: a, d, e')
  await page.keyboard.press('Escape')
  await expect(column(page, 'Later').getByRole('button', { name: 'Add a task' })).toBeFocused()

  // Sections.
  await column(page, 'Later').getByRole('button', { name: 'Move section "Later" earlier' }).press('Enter')
  await expectBoard(page, 'No section: b', 'Later: a, d, e', 'Soon: c')
  await column(page, 'Soon').getByRole('heading').getByRole('button').press('Enter')
  await page.keyboard.type('Next')
  await page.keyboard.press('Enter')
  await addSection(page, 'Some day')
  await expectBoard(page, 'No section: b', 'Later: a, d, e', 'Next: c', 'Some day: ')
  await column(page, 'Later').getByRole('button', { name: 'Delete section "Later"' }).press('Enter')
  await expect.poll(async () => (await boardOf(page)).slice(1)).toEqual(['Next: c', 'Some day: '])
  await sent(page)
})

test('a card is dragged within a column and to another one, by mouse and by finger', async ({ join, system }) => {
  const bea = await join('Bea')
  const { page } = bea
  await openBoard(page)
  const grip = (title: string) => card(page, title).locator('[data-grip]')
  const take = async (title: string) => {
    await card(page, title).hover()
    const { x, y } = await middleOf(grip(title))
    await page.mouse.move(x, y)
    await page.mouse.down()
  }

  await take('a')
  const below = await middleOf(card(page, 'b'))
  await page.mouse.move(below.x, below.y + 15, { steps: 5 })
  await page.mouse.up()
  await expectBoard(page, 'No section: b, a', 'Soon: c', 'Later: ')

  // Escape cancels it.
  await take('a')
  const other = await middleOf(card(page, 'c'))
  await page.mouse.move(other.x, other.y, { steps: 5 })
  await expect(column(page, 'Soon')).toHaveAttribute('data-drop', 'true')
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expectBoard(page, 'No section: b, a', 'Soon: c', 'Later: ')

  const finger = await fingerOn(page)
  await finger.down(await middleOf(grip('b')))
  await finger.move(await middleOf(column(page, 'Later')))
  await finger.up()
  await expectBoard(page, 'No section: a', 'Soon: c', 'Later: b')
  await sent(page)
  const { items } = await clientOf(bea, system).task.list.query({})
  const sections = (await clientOf(bea, system).section.list.query({})).items
  expect(items.find(({ title }) => title === 'b')?.sectionId).toBe(sections.find(({ title }) => title === 'Later')?.id)
})

test('a board with 500 tasks in 10 sections has fewer than 5,000 nodes, and the keyboard reaches every card', async ({
  join,
  system,
}) => {
  const cem = await join('Cem')
  const { page } = cem
  const client = clientOf(cem, system)
  const list = await client.list.create.mutate({ title: 'Many' })
  const sections: string[] = []
  for (let n = 0; n < 10; n++)
    sections.push((await client.section.create.mutate({ listId: list.id, title: `Section ${n}` })).id)
  for (let first = 0; first < 500; first += 100) {
    const tasks = Array.from({ length: 100 }, (_, n) => ({
      title: `Task ${first + n}`,
      listId: list.id,
      sectionId: sections[(first + n) % 10] ?? null,
    }))
    await client.task.createMany.mutate({ tasks })
  }
  await page.goto(`/lists/${list.id}`)
  await ready(page)
  await page.getByText('Sort', { exact: true }).click()
  await page.getByLabel('Show as').focus()
  await page.keyboard.press('b')
  await page.getByText('Sort', { exact: true }).click()
  await expect(page.locator('[data-column]')).toHaveCount(11)
  await expect(column(page, 'Section 0').getByRole('grid')).toHaveAttribute('aria-rowcount', '50', { timeout: 60_000 })
  expect(await countNodes(page)).toBeLessThan(5_000)
  await page.keyboard.press('j')
  for (let n = 0; n < 9; n++) await page.keyboard.press('ArrowRight')
  for (let n = 0; n < 30; n++) await page.keyboard.press('j')
  await expect(column(page, 'Section 9').locator('[data-row]:focus')).toHaveAttribute('aria-rowindex', '31')
  await expect(column(page, 'Section 9').locator('[data-row]:focus')).toBeInViewport()
  expect(await countNodes(page)).toBeLessThan(5_000)
})

test('axe finds no faults on a board, which fits into 360 pixels, and a swipe moves from one column to the next', async ({
  join,
}) => {
  const { page } = await join('Dee')
  await openBoard(page)
  await page.keyboard.press('j')
  await page.keyboard.press('1')
  await page.keyboard.press('t')
  await expectNoFaults(page)
  await page.setViewportSize({ width: 360, height: 740 })
  await expectNoFaults(page)
  await expectNoSidewaysScroll(page)
  const widths = await page.locator('[data-column]').evaluateAll((all) => all.map((each) => each.clientWidth))
  for (const width of widths) {
    expect(width).toBeGreaterThanOrEqual(278)
    expect(width).toBeLessThanOrEqual(320)
  }
})
